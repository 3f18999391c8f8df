import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ScanDecoding

@Suite("Damage in packed TIFF pages")
struct TIFFDamageTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let (width, height) = (80, 60)
    private static let rows = (0..<height).flatMap { row in
        (0..<width).map { UInt8($0 >= 20 && $0 < 40 && row % 4 < 2 ? 0 : 250) }
    }

    @Test("sound Deflate data leave no doubt, with the bits of bytes either way round")
    func sound() async throws {
        let data = StoredDeflate.of(Self.rows)
        let plain = try await decoded(strips: [data])
        #expect(plain.image.pixels == Self.rows)
        let turned = data.map { byte in
            (0..<8).reduce(UInt8(0)) { $0 | (byte >> $1 & 1) << (7 - $1) }
        }
        let reversed = try await decoded(strips: [turned], [266: [2]])
        #expect(reversed.image.pixels == Self.rows)
        for page in [plain.page, reversed.page] {
            #expect(page.doubts.isEmpty && page.warnings.isEmpty)
        }
    }

    @Test("one wrong bit in Deflate data is noticed by their check value")
    func wrongBit() async throws {
        var data = StoredDeflate.of(Self.rows)
        data[data.count / 2] ^= 4
        let page = try await decoded(strips: [data]).page
        #expect(page.doubts.map(\.code) == ["page-damaged"])
        #expect(page.doubts.first?.message.hasPrefix("up to 100 % of the page") == true)
    }

    @Test("Deflate data that lack only their check value are whole; those that stop before are not")
    func cutCheck() async throws {
        let data = StoredDeflate.of(Self.rows)
        #expect(try await decoded(strips: [data.dropLast(4)]).page.doubts.isEmpty)
        let torn = try await decoded(strips: [data.dropLast(900)]).page
        #expect(torn.doubts.first?.message.hasPrefix("up to 100 %") == true)
    }

    @Test(
        "the share of damage is that of the strips that are wrong, and the strips behind them are read"
    )
    func strips() async throws {
        let parts = (0..<4).map { Array(Self.rows[($0 * 1200)..<(($0 + 1) * 1200)]) }
        var strips = parts.map(StoredDeflate.of)
        // No frame of zlib: nothing of the second strip can be read.
        strips[1][0] = 0
        let (image, page) = try await decoded(strips: strips, [278: [15]])
        #expect(page.doubts.map(\.code) == ["page-damaged"])
        #expect(page.doubts.first?.message.hasPrefix("up to 25 % of the page") == true)
        #expect(image.height == Self.height)
        #expect(Array(image.pixels[..<1200]) == parts[0])
        #expect(Array(image.pixels[2400...]) == parts[2] + parts[3])
    }

    @Test(
        "one wrong bit in a Deflate page of a real program is noticed", arguments: [0.3, 0.5, 0.8])
    func realProgram(_ place: Double) async throws {
        var file = try Self.bytes("tiff-deflate.tif")
        let (strip, _) = try strip(of: file)
        file[strip.lowerBound + Int(Double(strip.count) * place)] ^= 1
        let path = try folder.write("a.tif", Data(file))
        do throws(ScanError) {
            let page = try await decodeFirstPage(path).page
            #expect(page.doubts.contains { $0.code == "page-damaged" })
        } catch {
            #expect(error.code == .scanDamaged)
        }
        let sound = try await decodeFirstPage(Fixtures.format("tiff-deflate.tif")).page
        #expect(sound.doubts.isEmpty)
    }

    @Test(
        "a page whose resolution was cut off with the end of the file has an unknown one, in doubt")
    func cutDirectory() async throws {
        let file = try Self.bytes("tiff-packbits.tif")
        let path = try folder.write("a.tif", Data(file.dropLast(3)))
        let page = try await decodeFirstPage(path).page
        #expect(page.doubts.map(\.code) == ["page-damaged"])
        #expect(page.doubts.first?.message.contains("resolution") == true)
        guard case .image(let image) = page.page else {
            throw FixtureError(description: "no picture")
        }
        #expect(image.image.resolution == nil)
    }

    @Test("Group 4 data that go on behind the last row are in doubt")
    func faxRest() async throws {
        // Each one bit is a row like the one before; the mark of the end comes too late.
        let rest = [UInt8](repeating: 0xFF, count: 5) + [0x00, 0x10, 0x01]
        let tags = [256: [64], 257: [24], 258: [1], 259: [4], 262: [0], 277: [1], 278: [8]]
        func page(_ strip: [UInt8]) async throws -> DecodedScanPage {
            let whole: [UInt8] = [0xFF, 0x00, 0x10, 0x01]
            let directory = MadeTIFF.Directory(
                tags: tags, strip: whole + strip + whole,
                lengths: [whole.count, strip.count, whole.count])
            let file = MadeTIFF(directories: [directory])
            return try await decodeFirstPage(try folder.write("a.tif", Data(file.bytes))).page
        }
        #expect(try await page([0xFF, 0x00, 0x10, 0x01]).doubts.isEmpty)
        #expect(try await page(rest).doubts.map(\.code) == ["page-damaged"])
    }

    // MARK: support

    private static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: Fixtures.format(name))))
    }

    private func decoded(
        strips: [[UInt8]], _ more: [Int: [Int]] = [:]
    ) async throws -> (image: PageImage.PixelsOnly, page: DecodedScanPage) {
        var directory = MadeTIFF.plain(
            width: Self.width, height: Self.height, strips.flatMap { $0 },
            [259: [8]].merging(more) { $1 })
        directory.lengths = strips.map(\.count)
        let file = MadeTIFF(directories: [directory])
        let page = try await decodeFirstPage(try folder.write("a.tif", Data(file.bytes))).page
        guard case .image(let image) = page.page else {
            throw FixtureError(description: "no picture")
        }
        return (image.image.pixelsOnly, page)
    }

    /// Where the first strip of a file lies, and the directory that says so.
    private func strip(of file: [UInt8]) throws -> (Range<Int>, TIFFDirectory) {
        let source: TIFFReader.Source = { Array(file.dropFirst($0).prefix($1)) }
        let reader = try #require(TIFFReader(source))
        let directory = try #require(reader.directory(at: reader.first))
        let strips = TIFFStrips(of: directory, reader: reader, fileSize: file.count).strips
        let first = try #require(strips.first)
        return (first.offset..<(first.offset + first.count), directory)
    }
}
