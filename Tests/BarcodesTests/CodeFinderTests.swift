import ArchiveModel
import ArchiveTestSupport
import Foundation
import ScanDecoding
import Testing

@testable import Barcodes

/// The library and the reader of patch codes on made sheets of 200 dots per inch.
@Suite struct CodeFinderTests {
    private func find(_ name: String) async throws -> (codes: [Barcode], image: PageImage) {
        let image = try await Fixtures.image(code: name)
        let codes = CodeFinder().find(on: image, dotsPerInch: 200)
        return (codes, image)
    }

    @Test(
        "every made sheet has the codes that are drawn on it, and no other",
        arguments: CodeFixture.all)
    func sheets(_ fixture: CodeFixture) async throws {
        let found = try await find(fixture.name).codes.map { [$0.symbology.rawValue, $0.text] }
        #expect(found.sorted { $0[0] < $1[0] } == fixture.codes?.sorted { $0[0] < $1[0] })
    }

    @Test("there are sheets of each kind")
    func kinds() {
        let symbologies = Set(CodeFixture.all.flatMap { $0.codes ?? [] }.map { $0[0] })
        #expect(symbologies.isSuperset(of: ["patch-t", "code-39", "code-128", "qr"]))
        #expect(CodeFixture.all.contains { $0.codes == [] })
    }

    @Test("the box of a code is where it is drawn")
    func box() async throws {
        let (codes, image) = try await find("qr.png")
        let box = try #require(codes.first?.box)
        // Nothing else is below the line of text.
        let drawn = try #require(
            image.boxOfInk(
                in: BoundingBox(left: 0, top: 700, right: image.width, bottom: image.height)))
        #expect(box.overlap(with: drawn) > drawn.width * drawn.height * 8 / 10)
        #expect(box.clipped(to: drawn.grown(across: 10, down: 10)) == box)
    }

    @Test("the ragged bars of a coarse picture that was enlarged are read")
    func ragged() async throws {
        let (codes, image) = try await find("code39.png")
        let box = try #require(codes.first?.box).grown(across: 60, down: 20)
        let ragged = Self.ragged(image, in: box, enlarged: 4)
        let found = CodeFinder().find(on: ragged, dotsPerInch: 800)
        #expect(found.map(\.text) == ["ARH-SEP"])
    }

    /// A part of a picture, every fourth edge of it a pixel further to the right, and then larger.
    private static func ragged(_ image: PageImage, in box: BoundingBox, enlarged factor: Int)
        -> PageImage
    {
        var random: UInt32 = 7
        var rows: [[UInt8]] = []
        for row in box.top..<box.bottom {
            var pixels = (box.left..<box.right).map { image.pixels[row * image.width + $0] }
            for column in pixels.indices.dropFirst().reversed()
            where (pixels[column] < 128) != (pixels[column - 1] < 128) {
                random = random &* 1_664_525 &+ 1_013_904_223
                if random >> 30 == 0 { pixels[column] = pixels[column - 1] }
            }
            let line = pixels.flatMap { Array(repeating: $0, count: factor) }
            rows += Array(repeating: line, count: factor)
        }
        return PageImage(
            width: box.width * factor, height: box.height * factor, samples: .gray,
            pixels: Array(rows.joined()), resolution: nil)
    }

    @Test("two equal labels come as one code around both")
    func equalLabels() async throws {
        let codes = try await find("two-equal.png").codes
        #expect(codes.count == 1)
        #expect((codes.first?.box.height ?? 0) > 1500)
    }

    @Test("a text of 4,000 characters is cut and says so")
    func longText() async throws {
        let code = try #require(try await find("long.png").codes.first)
        #expect(code.isCut)
        #expect(code.text.unicodeScalars.count == Barcode.mostCharacters)
    }

    @Test("bytes that are no UTF-8 are read as Latin 1")
    func latin1() {
        let bytes: [UInt8] = [0x63, 0x61, 0x66, 0xE9]
        #expect(bytes.withUnsafeBytes(SymbolScanner.text) == "café")
        #expect(Array("ședință".utf8).withUnsafeBytes(SymbolScanner.text) == "ședință")
    }

    @Test("the smallest picture and a uniform one have no codes", arguments: [1, 2, 40])
    func small(side: Int) {
        for paper in [0, 255] as [UInt8] {
            let image = PageDrawing(width: side, height: side, paper: paper).image()
            #expect(CodeFinder().find(on: image, dotsPerInch: 300).isEmpty)
        }
    }

    @Test("the library says its version")
    func version() {
        #expect(CodeFinder.libraryVersion.hasPrefix("0."))
    }
}
