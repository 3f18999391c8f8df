import ArchiveModel
import ArchiveTestSupport
import Foundation
import ImageCleanup
import ScanDecoding
import Testing

@testable import PageReading

@Suite struct FaintPageTests {
    @Test(
        "among faint marks three words read with certainty are print, what mirrored print gives is not",
        arguments: [
            (["bugetul", "local", "aprobat"], 0.9, true), (["bugetul", "local"], 0.95, false),
            (["ilur", "tegu", "bac", "lacol", "iv"], 0.6, false),
            (["al", "de", "la", "pe"], 0.99, false),
            ([], 0, false),
        ])
    func readable(_ words: [String], _ confidence: Double, _ isReadable: Bool) {
        let box = BoundingBox(left: 0, top: 0, right: 40, bottom: 20)
        let line = TextLine(
            words: words.map { Word(text: $0, box: box, confidence: Confidence(confidence)) },
            block: 0)
        let page = RecognizedPage(
            width: 100, height: 100, lines: words.isEmpty ? [] : [line], engine: "test")
        #expect(PageReader.isReadable(page) == isReadable)
    }

    @Test(
        "faint marks that give sure words are blank when the whole makes no sense, and print when it does",
        arguments: [(0.11, PageVerdict.blank, ["page-faint"]), (0.9, .done, [])])
    func sense(_ share: Double, _ verdict: PageVerdict, _ doubts: [String]) async throws {
        let reader = PageReader(
            cleaner: PageCleaner(), recognizer: SureRecognizer(share: share),
            limits: DecodeLimits(maxPixels: 200_000_000, maxPages: 100, seconds: 60))
        let folder = try TemporaryFolder()
        let page = await reader.read(
            page: 1, ofScan: try folder.write("faint.pgm", Self.faintMarks), format: .pnm)
        #expect(page.failure == nil)
        let measured = page.steps.first { $0.name == "content" }?.measured
        #expect(measured?["strongMarks"] == 0 && measured?["faintMarks"] ?? 0 >= 3)
        #expect(page.verdict == verdict)
        #expect(page.doubts.map(\.code) == doubts)
    }

    /// A white page of A4 at 300 dots per inch with 50 soft and pale marks.
    private static var faintMarks: Data {
        let (width, height, radius) = (2_480, 3_508, 20)
        var pixels = [UInt8](repeating: 255, count: width * height)
        for mark in 0..<50 {
            let (x, y) = (300 + mark % 10 * 180, 600 + mark / 10 * 200)
            for dy in -radius...radius {
                for dx in -radius...radius where dx * dx + dy * dy < radius * radius {
                    let depth = 48 - 48 * (dx * dx + dy * dy) / (radius * radius)
                    pixels[(y + dy) * width + x + dx] -= UInt8(depth)
                }
            }
        }
        return Data("P5 \(width) \(height) 255\n".utf8) + Data(pixels)
    }
}

/// An engine that is sure of some words, and of which it is given how much makes sense.
private struct SureRecognizer: TextRecognizer {
    let share: Double

    func recognize(_ page: CleanedPage, as attempt: ReadingAttempt) throws -> PageRecognition {
        let words = ["iobod", "nutin", "lunivis", "sinmot"].enumerated().map { index, text in
            Word(
                text: text,
                box: BoundingBox(
                    left: 300, top: 600 + index * 60, right: 600, bottom: 640 + index * 60),
                confidence: Confidence(0.9))
        }
        return PageRecognition(
            text: RecognizedPage(
                width: page.image.width, height: page.image.height,
                lines: [TextLine(words: words, block: 0)], engine: "test"),
            sense: ReadingSense(letters: 100, sensible: 100 * share))
    }
}
