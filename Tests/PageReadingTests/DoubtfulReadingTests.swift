import ArchiveModel
import ArchiveTestSupport
import Foundation
import ImageCleanup
import OCRBridge
import ScanDecoding
import Testing

@testable import PageReading

/// Pages that count as read and are not: read with the real engine, as the product does.
@Suite struct DoubtfulReadingTests {
    private static let page = "lot_0001/20240318_0004.tif"

    /// Reads a page in the orientation that the measurements and the engine choose.
    private func read(_ image: PageImage) throws -> BestReading {
        let recognizer = try TesseractRecognizer.load(
            languages: ["ron"], data: TesseractData.find(preferred: nil), secondsPerPage: 120)
        return try BestReading.find(
            of: PageCleaner().prepare(image), by: recognizer, clock: StageClock())
    }

    private func page() async throws -> PageImage { try await Fixtures.image(Self.page) }

    @Test("a page in mirror writing is told, and its words are no surer than it makes sense")
    func mirrored() async throws {
        let image = try await page()
        let reading = try read(image.mapped { x, y in image.gray(image.width - 1 - x, y) })
        #expect(reading.judgement.doubts.map(\.code) == ["page-gibberish"])
        let limited = reading.judgement.limited(reading.text)
        #expect(limited.meanWordConfidence.value < 0.58)
    }

    @Test("a page that was read rightly is not doubted")
    func right() async throws {
        let reading = try read(try await page())
        #expect(reading.judgement.doubts.isEmpty)
        #expect(try #require(reading.judgement.sense).share > 0.7)
        #expect(reading.judgement.limited(reading.text) == reading.text)
    }

    @Test("a page whose grey became ordered dots is read", arguments: [225.0, 190])
    func halftone(paper: Double) async throws {
        let image = try await page()
        let order: [Double] = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]
        let reading = try read(
            image.mapped { x, y in
                let level = Double(image.gray(x, y)) * paper / 255
                return level > order[y % 4 * 4 + x % 4] * 16 + 8 ? 255 : 0
            })
        #expect(reading.page.steps.contains { $0.name == "halftone" && $0.changed })
        #expect(reading.judgement.doubts.isEmpty)
        let whole = Set(try read(image).text.words.map(\.text))
        let dotted = Set(reading.text.words.map(\.text))
        #expect(Double(dotted.intersection(whole).count) >= 0.9 * Double(whole.count))
    }

    @Test("print that no word explains is told")
    func unexplained() throws {
        let letters = (0..<100).map {
            BoundingBox(left: $0 * 20, top: 500, right: $0 * 20 + 12, bottom: 530)
        }
        var page = CleanedPage(untouched: PageDrawing(width: 2_480, height: 3_508).image())
        page.letters = letters
        let word = Word(
            text: "primăria", box: BoundingBox(left: 0, top: 495, right: 1_000, bottom: 535),
            confidence: Confidence(0.9))
        func judgement(_ words: [Word]) -> ReadingJudgement {
            let lines = words.isEmpty ? [] : [TextLine(words: words, block: 0)]
            let text = RecognizedPage(width: 2_480, height: 3_508, lines: lines, engine: "test")
            return ReadingJudgement(
                of: PageRecognition(text: text, unread: Array(letters.suffix(10))), on: page)
        }
        #expect(judgement([word]).marks == 100 && judgement([word]).unexplained == 50)
        var whole = word
        whole.box.right = 2_000
        #expect(judgement([whole]).doubts.isEmpty)
        var part = word
        part.box.right = 600
        #expect(judgement([part]).doubts.map(\.code) == ["page-unexplained-ink"])
        #expect(judgement([]).doubts.map(\.code) == ["page-without-words"])
    }
}

extension PageImage {
    fileprivate func gray(_ x: Int, _ y: Int) -> UInt8 { pixels[y * width + x] }

    /// A picture of the same size with other pixels.
    fileprivate func mapped(_ value: (_ x: Int, _ y: Int) -> UInt8) -> PageImage {
        let pixels = (0..<width * height).map { value($0 % width, $0 / width) }
        return PageImage(
            width: width, height: height, samples: .gray, pixels: pixels, resolution: resolution)
    }
}
