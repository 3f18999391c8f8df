import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ScanDecoding

@Suite struct TIFFVarietyTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    // MARK: announced and torn

    /// A grey page, paper with a black bar in the middle of each row.
    private static let (width, height) = (80, 60)
    private static let rows = (0..<height).flatMap { row in
        (0..<width).map { UInt8($0 >= 20 && $0 < 40 && row % 4 < 2 ? 0 : 250) }
    }

    @Test(
        "a page that is announced longer than its data is as long as its data",
        arguments: [true, false])
    func announcedLong(_ endsWithData: Bool) async throws {
        var directory = MadeTIFF.plain(width: Self.width, height: 100, Self.rows)
        directory.statedCount = Self.width * 100
        let (image, page) = try await decoded([directory], endsWithData: endsWithData)
        #expect(image.pixels == Self.rows)
        #expect(page.doubts.isEmpty)
        #expect(page.warnings.count == 1)
    }

    @Test("of a torn page the rows that are there are read, in doubt")
    func torn() async throws {
        var directory = MadeTIFF.plain(
            width: Self.width, height: 100, Self.rows + Array(repeating: 7, count: 33))
        directory.statedCount = Self.width * 100
        let (image, page) = try await decoded([directory], endsWithData: true)
        #expect(image.pixels == Self.rows)
        #expect(page.doubts.map(\.code) == ["page-damaged"])
        #expect(page.doubts[0].message.contains("40 %"))
    }

    @Test("less than a quarter of a page is no page")
    func remnant() async throws {
        var directory = MadeTIFF.plain(width: Self.width, height: 1000, Self.rows + [1])
        directory.statedCount = Self.width * 1000
        let file = MadeTIFF(directories: [directory], endsWithData: true)
        #expect(await decodingError(try written(file.bytes))?.code == .scanTruncated)
    }

    // MARK: fax data

    @Test("fax data are as long as they are, whatever is announced", arguments: [100, 200, 350])
    func faxLength(_ announced: Int) async throws {
        let (strip, tags) = try Self.fax("tiff-g4.tif")
        let directory = MadeTIFF.Directory(
            tags: tags.merging([257: [announced], 278: [announced]]) { $1 }, strip: strip)
        let (image, page) = try await decoded([directory])
        #expect(image == (try await firstImage(Fixtures.format("tiff-g4.tif")).image.pixelsOnly))
        #expect(page.doubts.isEmpty)
        #expect(page.warnings.count == (announced == 200 ? 0 : 1))
    }

    @Test(
        "a strip that is said to be longer than the file is read",
        arguments: ["tiff-g4.tif", "tiff-g3.tif"])
    func overstated(_ name: String) async throws {
        let (strip, tags) = try Self.fax(name)
        let directory = MadeTIFF.Directory(tags: tags, strip: strip, statedCount: strip.count * 3)
        let (image, page) = try await decoded([directory])
        #expect(image == (try await firstImage(Fixtures.format(name)).image.pixelsOnly))
        #expect(page.doubts.isEmpty)
        #expect(page.warnings.count == 1)
    }

    @Test(
        "the sound rows of half a fax page are read, in doubt",
        arguments: ["tiff-g4.tif", "tiff-g3.tif"])
    func halfFax(_ name: String) async throws {
        let (strip, tags) = try Self.fax(name)
        var torn = strip
        for place in (strip.count * 2 / 3)..<strip.count { torn[place] = 0x5A }
        let (image, page) = try await decoded([MadeTIFF.Directory(tags: tags, strip: torn)])
        #expect(page.doubts.map(\.code) == ["page-damaged"])
        let whole = try await firstImage(Fixtures.format(name)).image
        let sound = min(image.height, whole.height) / 3 * whole.width
        #expect(image.pixels.prefix(sound).elementsEqual(whole.pixels.prefix(sound)))
    }

    // MARK: transparency and kinds of samples

    @Test("a page that is transparent all over is read from its colours, in doubt")
    func transparent() async throws {
        let pixels = Self.rows.flatMap { [$0, $0, $0, 0] as [UInt8] }
        let directory = MadeTIFF.plain(
            width: Self.width, height: Self.height, samples: 4, pixels, [338: [2]])
        let (image, page) = try await decoded([directory])
        #expect(image.pixels == Self.rows.flatMap { [$0, $0, $0] as [UInt8] })
        #expect(page.doubts.map(\.code) == ["page-transparent"])
    }

    @Test(
        "samples of other sizes and kinds are read",
        arguments: [(12, 1), (32, 1), (32, 3), (16, 3), (24, 1)])
    func deep(_ bits: Int, _ format: Int) async throws {
        let pixels = Self.packed(bits: bits, isFloat: format == 3)
        let directory = MadeTIFF.plain(
            width: Self.width, height: Self.height, pixels, [258: [bits], 339: [format]])
        let (image, page) = try await decoded([directory])
        #expect(zip(image.pixels, Self.rows).allSatisfy { abs(Int($0) - Int($1)) <= 6 })
        #expect(page.doubts.isEmpty && page.warnings.isEmpty)
    }

    @Test("JPEG in the old style is read where the JPEG lies whole in the file")
    func oldJPEG() async throws {
        let jpeg = [UInt8](
            try Data(contentsOf: URL(fileURLWithPath: Fixtures.format("jpeg-grey.jpg"))))
        let directory = MadeTIFF.plain(
            width: 600, height: 200, jpeg, [259: [6], 513: [8], 514: [jpeg.count], 512: [1]])
        let (image, page) = try await decoded([directory])
        let whole = try await firstImage(Fixtures.format("jpeg-grey.jpg")).image
        #expect(image.pixels == whole.pixels)
        #expect(page.doubts.isEmpty)
    }

    @Test("a kind of samples that nothing reads is unsupported and not damaged")
    func unsupported() async throws {
        let directory = MadeTIFF.plain(
            width: Self.width, height: Self.height, samples: 2, Self.rows + Self.rows,
            [262: [32844], 258: [8, 8]])
        let path = try written(MadeTIFF(directories: [directory]).bytes)
        #expect(await decodingError(path)?.code == .scanUnsupported)
    }

    // MARK: several directories

    @Test("thumbnails are no pages and contradicting numbers are told")
    func chain() async throws {
        let thumbnail = MadeTIFF.plain(
            width: 8, height: 6, Array(repeating: 9, count: 48), [254: [1]])
        let pages = [2, 0, 1].map {
            MadeTIFF.plain(width: Self.width, height: Self.height, Self.rows, [297: [$0, 3]])
        }
        let path = try written(MadeTIFF(directories: [thumbnail] + pages).bytes)
        let decoder = ScanDecoder(path: path, limits: Fixtures.limits)
        let survey = try await decoder.survey()
        #expect(survey.pageCount == 3)
        #expect(survey.warnings.count == 1)
        #expect(survey.doubts.map(\.code) == ["scan-page-order"])
        for number in 1...3 {
            guard case .image(let page) = try await decoder.decode(page: number, format: .tiff).page
            else { throw FixtureError(description: "no picture") }
            #expect(page.image.pixels == Self.rows)
        }
    }

    // MARK: support

    private func written(_ bytes: [UInt8]) throws -> String {
        try folder.write("a.tif", Data(bytes))
    }

    private func decoded(
        _ directories: [MadeTIFF.Directory], endsWithData: Bool = false
    ) async throws -> (PageImage.PixelsOnly, DecodedScanPage) {
        let file = MadeTIFF(directories: directories, endsWithData: endsWithData)
        let page = try await decodeFirstPage(try written(file.bytes)).page
        guard case .image(let image) = page.page else {
            throw FixtureError(description: "no picture")
        }
        return (image.image.pixelsOnly, page)
    }

    /// The only strip of a fixture, and its tags but for those of the strip and the resolution.
    private static func fax(_ name: String) throws -> ([UInt8], [Int: [Int]]) {
        let file = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Fixtures.format(name))))
        let source: TIFFReader.Source = { place, count in
            Array(file.dropFirst(place).prefix(count))
        }
        let reader = try #require(TIFFReader(source))
        let directory = try #require(reader.directory(at: reader.first))
        let strips = TIFFStrips(of: directory, reader: reader, fileSize: file.count).strips
        let strip = try #require(strips.first)
        #expect(strips.count == 1)
        let tags = [
            256: [directory.width], 257: [directory.height], 258: [1],
            259: [directory.compression], 262: [directory.photometric], 277: [1],
            278: [directory.height],
        ]
        return (Array(file[strip.offset..<(strip.offset + strip.count)]), tags)
    }

    /// The rows' samples in another size, row by row to whole bytes.
    private static func packed(bits: Int, isFloat: Bool) -> [UInt8] {
        if isFloat {
            return rows.flatMap { value -> [UInt8] in
                let share = Float(value) / 255
                return bits == 16
                    ? MadeTIFF.little(Int(halfBits(share)), 2)
                    : MadeTIFF.little(Int(share.bitPattern), 4)
            }
        }
        if bits == 12 {
            return stride(from: 0, to: rows.count, by: 2).flatMap { at -> [UInt8] in
                let (one, two) = (Int(rows[at]) * 4095 / 255, Int(rows[at + 1]) * 4095 / 255)
                return [UInt8(one >> 4), UInt8((one & 15) << 4 | two >> 8), UInt8(two & 255)]
            }
        }
        let most = (1 << bits) - 1
        return rows.flatMap { MadeTIFF.little(Int($0) * (most / 255), bits / 8) }
    }

    /// A number from 0 to 1 as a floating-point number of 16 bits, cut.
    private static func halfBits(_ value: Float) -> UInt16 {
        guard value > 0 else { return 0 }
        let exponent = Int(value.exponent) + 15
        return UInt16(exponent << 10) | UInt16((value.significand - 1) * 1024)
    }
}

extension PageImage {
    /// Size and samples, without the resolution.
    struct PixelsOnly: Equatable {
        var width, height: Int
        var pixels: [UInt8]
    }

    var pixelsOnly: PixelsOnly { PixelsOnly(width: width, height: height, pixels: pixels) }
}
