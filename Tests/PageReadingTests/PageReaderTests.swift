import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import ScanDecoding
import Testing

@testable import PageReading

@Suite struct PageReaderTests {
    /// Reads a made line, takes each first word of a page for the first part of a broken one, reads every
    /// word again with a 2 behind it and the first of them once more with a 3, and repairs every word.
    private struct MarkingRecognizer: TextRecognizer {
        let engine = "marking"

        func recognize(_ page: CleanedPage) throws -> RecognizedPage {
            try FixedRecognizer([
                0: .init("primăria orașului adeverește prin prezenta", confidence: 0.9)
            ])
            .recognize(page)
        }

        func reconsidered(
            _ reading: RecognizedPage, of page: CleanedPage
        ) -> RefinedReading {
            var result = reading
            result.lines = reading.lines.map { line in
                var line = line
                for word in line.words.indices { line.words[word].text += "2" }
                return line
            }
            return RefinedReading(
                result, step: ProcessingStep(name: "secondReading", changed: true))
        }

        func rereadSpacedWords(
            _ reading: RecognizedPage, of page: CleanedPage
        ) -> RefinedReading {
            var result = reading
            result.lines[0].words[0].text += "3"
            return RefinedReading(result, step: ProcessingStep(name: "spacedWords", changed: true))
        }

        func repaired(
            _ reading: RecognizedPage, of page: CleanedPage
        ) -> RefinedReading {
            var result = reading
            for line in result.lines.indices {
                for word in result.lines[line].words.indices {
                    result.lines[line].words[word].raw =
                        result.lines[line].words[word].text
                }
            }
            return RefinedReading(result, step: ProcessingStep(name: "repair", changed: true))
        }

        func recordingBrokenWords(of reading: RecognizedPage) -> RecognizedPage {
            var result = reading
            result.lines[0].words[0].hyphenation = Hyphenation(part: .first, whole: "whole")
            return result
        }
    }

    private let reader = PageReader(
        cleaner: PageCleaner(), recognizer: MarkingRecognizer(),
        limits: DecodeLimits(maxPixels: 200_000_000, maxPages: 100, seconds: 60))

    @Test("broken words of a text layer are recorded, and its words are not repaired")
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

    @Test("the words of a picture are read again and then repaired, and both steps are recorded")
    func picture() async throws {
        let page = await reader.read(
            page: 1, ofScan: Fixtures.batch("lot_0001/20240318_0004.tif"), format: .tiff)
        let reading = try #require(page.recognized)
        #expect(
            reading.words.map(\.raw) == [
                "primăria23", "orașului2", "adeverește2", "prin2", "prezenta2",
            ])
        #expect(reading.words.allSatisfy { $0.hyphenation == nil })
        #expect(
            page.steps.suffix(6).map(\.name) == [
                "unreadInk", "secondReading", "spacedWords", "repair", "handwriting",
                "judgement",
            ])
    }
}
