import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ScanDecoding

/// GIF, WebP, PNM, PNG and bitmaps: several pictures, transparency, varieties.
@Suite struct PictureFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("maps one behind the other are pages")
    func maps() async throws {
        let map = { (value: UInt8) -> [UInt8] in
            Array("P5\n# o notă\n40 30\n255\n".utf8) + [UInt8](repeating: value, count: 1200)
        }
        let decoder = try decoder(map(10) + map(200) + [0x0A])
        let survey = try await decoder.survey()
        #expect(survey.pageCount == 2)
        #expect(try await image(decoder, 1, .pnm).pixels.allSatisfy { $0 == 10 })
        #expect(try await image(decoder, 2, .pnm).pixels.allSatisfy { $0 == 200 })
    }

    /// A GIF of pictures of two by two pixels, each of one colour of a palette of black and white.
    private static func gif(_ pictures: [Int], width: Int = 2) -> [UInt8] {
        var bytes = Array("GIF89a".utf8) + [2, 0, 2, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
        for color in pictures {
            bytes += [0x21, 0xF9, 4, 0, 0, 0, 0, 0]
            bytes += [0x2C, 0, 0, 0, 0, UInt8(width), 0, 2, 0, 0]
            // Codes of three bits: clear, then each pixel, then end; a fourth bit from the third code on.
            var (bits, held) = (0, 0)
            var codes: [(Int, Int)] = [(4, 3)]
            for pixel in 0..<(width * 2) {
                codes.append((color, 3))
                if pixel < width * 2 - 1 { codes.append((4, 3)) }
            }
            codes.append((5, 3))
            var data: [UInt8] = []
            for (code, size) in codes {
                bits |= code << held
                held += size
                while held >= 8 {
                    data.append(UInt8(bits & 255))
                    bits >>= 8
                    held -= 8
                }
            }
            if held > 0 { data.append(UInt8(bits & 255)) }
            bytes += [2, UInt8(data.count)] + data + [0]
        }
        return bytes + [0x3B]
    }

    @Test("each picture of a GIF is a page")
    func gif() async throws {
        let decoder = try decoder(Self.gif([0, 1, 0]))
        let survey = try await decoder.survey()
        #expect(survey.pageCount == 3)
        #expect(survey.doubts.isEmpty)
        for (number, value) in [(1, 0), (2, 255), (3, 0)] {
            let page = try await image(decoder, number, .gif)
            #expect(page.pixels.allSatisfy { Int($0) == value }, "picture \(number)")
        }
    }

    @Test("parts of a film are told")
    func film() async throws {
        let whole = PictureFrames(Self.gif([0, 1]), format: .gif, limit: 10)
        #expect(whole.files.count == 2)
        var bytes = Self.gif([0, 1])
        // The screen is larger than the pictures.
        bytes[6] = 9
        bytes[8] = 9
        let parts = PictureFrames(bytes, format: .gif, limit: 10)
        #expect(parts.files.count == 1)
        #expect(parts.leftOut == 2)
    }

    @Test("a PNG that is transparent all over is read from its colours, in doubt")
    func transparentPNG() async throws {
        let picture = StoredPNG(width: 60, height: 40, channels: 3, layout: .transparentColors)
        let path = try folder.write("a.png", Data(picture.bytes))
        let page = try await decodeFirstPage(path).page
        #expect(page.doubts.map(\.code) == ["page-transparent"])
        guard case .image(let image) = page.page else { return }
        #expect(image.image.pixels[0] == picture.sample(0, 0, 0))
        #expect(!image.image.isUniform)
    }

    // MARK: bitmaps

    /// A bitmap's header of 40 bytes with a grey palette, before its data.
    private static func bitmap(
        _ width: Int, _ height: Int, bits: Int, compression: Int = 0, masks: [Int] = [],
        _ data: [UInt8]
    ) -> [UInt8] {
        let colors = (1...8).contains(bits) ? 1 << bits : 0
        let start = 54 + 4 * masks.count + 4 * colors
        var bytes = Array("BM".utf8) + MadeTIFF.little(start + data.count, 4)
        bytes += [0, 0, 0, 0] + MadeTIFF.little(start, 4) + MadeTIFF.little(40, 4)
        bytes += MadeTIFF.little(width, 4) + MadeTIFF.little(height, 4) + [1, 0]
        bytes += MadeTIFF.little(bits, 2) + MadeTIFF.little(compression, 4)
        bytes += MadeTIFF.little(data.count, 4) + [UInt8](repeating: 0, count: 16)
        bytes += masks.flatMap { MadeTIFF.little($0, 4) }
        for index in 0..<colors {
            let grey = UInt8(index * 255 / (colors - 1))
            bytes += [grey, grey, grey, 0]
        }
        return bytes + data
    }

    @Test("bitmaps of every variety are read")
    func bitmaps() async throws {
        let top: [UInt8] = [0, 0, 0, 0]
        let bottom: [UInt8] = [255, 255, 255, 255]
        let expected = top + bottom
        let files: [(String, [UInt8])] = [
            ("8 bits", Self.bitmap(4, 2, bits: 8, bottom + top)),
            ("top down", Self.bitmap(4, -2, bits: 8, top + bottom)),
            ("4 bits", Self.bitmap(4, 2, bits: 4, [0xFF, 0xFF, 0, 0, 0, 0, 0, 0])),
            ("1 bit", Self.bitmap(4, 2, bits: 1, [0xF0, 0, 0, 0, 0, 0, 0, 0])),
            (
                "runs of 8 bits",
                Self.bitmap(4, 2, bits: 8, compression: 1, [4, 255, 0, 0, 4, 0, 0, 1])
            ),
            (
                "runs of 4 bits",
                Self.bitmap(4, 2, bits: 4, compression: 2, [4, 0xFF, 0, 0, 0, 4, 0, 0, 0, 1])
            ),
        ]
        for (name, bytes) in files {
            let page = try await image(try decoder(bytes), 1, .bmp)
            #expect(page.pixels == expected, "\(name)")
        }
        let words = Self.bitmap(
            2, 1, bits: 16, compression: 3, masks: [0xF800, 0x7E0, 0x1F], [0, 0xF8, 0x1F, 0])
        #expect(try await image(try decoder(words), 1, .bmp).pixels == [255, 0, 0, 0, 0, 255])
        let jpeg = Self.bitmap(4, 2, bits: 0, compression: 4, [0xFF, 0xD8])
        let error = await #expect(throws: ScanError.self) { try await decoder(jpeg).survey() }
        #expect(error?.code == .scanUnsupported)
    }

    private func decoder(_ bytes: [UInt8]) throws -> ScanDecoder {
        ScanDecoder(path: try folder.write("a", Data(bytes)), limits: Fixtures.limits)
    }

    private func image(
        _ decoder: ScanDecoder, _ number: Int, _ format: ScanFormat
    ) async throws -> PageImage {
        guard case .image(let page) = try await decoder.decode(page: number, format: format).page
        else { throw FixtureError(description: "no picture") }
        return page.image
    }
}
