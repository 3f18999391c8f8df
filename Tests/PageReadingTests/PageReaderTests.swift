import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import ScanDecoding
import Testing

@testable import PageReading

@Suite struct PageReaderTests {
    /// Reads a made line, and afterwards every word again with a 2 behind it.
    private struct MarkingRecognizer: TextRecognizer {
        func recognize(
            _ page: CleanedPage, as attempt: ReadingAttempt
        ) throws -> PageRecognition {
            guard case .whole(let first, let unread) = attempt else {
                return try FixedRecognizer([
                    0: .init("primăria orașului adeverește prin prezenta", confidence: 0.9)
                ])
                .recognize(page, as: attempt)
            }
            var result = PageRecognition(
                text: first, unread: try unread([]).letters,
                steps: [ProcessingStep(name: "second", changed: true)],
                seconds: [.secondReading: 5])
            for word in first.lines[0].words.indices {
                result.text.lines[0].words[word].text += "2"
            }
            return result
        }

        /// Takes the first word of a page for the first part of a broken one.
        static func arranged(_ layer: RecognizedPage) -> RecognizedPage {
            var result = layer
            result.lines[0].words[0].hyphenation = Hyphenation(part: .first, whole: "whole")
            return result
        }
    }

    private let reader = PageReader(
        cleaner: PageCleaner(), recognizer: MarkingRecognizer(),
        arrange: MarkingRecognizer.arranged,
        limits: DecodeLimits(maxPixels: 200_000_000, maxPages: 100, seconds: 60))

    @Test("a text layer is arranged as recognized words are, and read no further")
    func textLayer() async throws {
        let page = await reader.read(
            page: 1, ofScan: Fixtures.format("pdf-text.pdf"), format: .pdf)
        let reading = try #require(page.recognized)
        #expect(reading.text == "Registrul general 2024\n")
        #expect(reading.lines[0].words[0].hyphenation?.whole == "whole")
        #expect(reading.words.allSatisfy { $0.raw == nil })
    }

    @Test("a page that seems blank in a PDF that was complained of is in doubt")
    func blankDespiteComplaints() async throws {
        let folder = try TemporaryFolder()
        // A speck of dirt and something that no viewer knows.
        for (content, isDoubtful) in [
            ("0 g 100 100 1 1 re f xyzzy", true), ("0 g 100 100 1 1 re f", false),
        ] {
            var pdf = SmallPDF()
            pdf.page(content, resources: "")
            let page = await reader.read(
                page: 1, ofScan: try folder.write("x.pdf", pdf.bytes), format: .pdf)
            #expect(page.verdict == .blank)
            #expect(page.doubts.map(\.code) == (isDoubtful ? ["page-damaged"] : []))
        }
    }

    @Test("a picture is read once in its orientation and then as a whole, and all is recorded")
    func picture() async throws {
        let page = await reader.read(
            page: 1, ofScan: Fixtures.batch("lot_0001/20240318_0004.tif"), format: .tiff)
        let reading = try #require(page.recognized)
        #expect(
            reading.words.map(\.text) == [
                "primăria2", "orașului2", "adeverește2", "prin2", "prezenta2",
            ])
        #expect(reading.words.allSatisfy { $0.hyphenation == nil })
        #expect(page.steps.suffix(3).map(\.name) == ["second", "handwriting", "judgement"])
        // What the first reading left was looked for, and what the engine measured is counted.
        #expect((page.steps.last?.measured["marks"] ?? 0) > 100)
        #expect(reader.clock.seconds[.secondReading] == 5)
    }
}
