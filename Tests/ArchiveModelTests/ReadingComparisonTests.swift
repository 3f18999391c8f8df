import ArchiveModel
import Testing

@Suite struct ReadingComparisonTests {
    private static func page(
        _ words: [String], confidence: Double = 0.9, doubts: [Doubt] = [],
        verdict: PageVerdict = .done
    ) -> ProcessedPage {
        let line = TextLine(
            words: words.map { word in
                Word(
                    text: word, box: BoundingBox(left: 0, top: 0, right: 9, bottom: 9),
                    confidence: Confidence(confidence))
            }, block: 0)
        return ProcessedPage(
            number: 1, verdict: verdict, doubts: doubts,
            recognized: verdict == .done
                ? RecognizedPage(width: 10, height: 10, lines: [line], engine: "test") : nil)
    }

    private static func outcome(
        of old: ProcessedPage, with new: ProcessedPage
    ) throws -> ReadingComparison.Outcome {
        ReadingComparison(of: old, reading: try #require(old.recognized), with: new).outcome
    }

    @Test("a surer reading, and one with more words that are as sure, are taken")
    func taken() throws {
        let old = Self.page(["Factura", "nr"], confidence: 0.7)
        #expect(try Self.outcome(of: old, with: Self.page(["Factura", "nr"])) == .taken)
        let longer = Self.page(["Factura", "nr", "37"], confidence: 0.7)
        #expect(try Self.outcome(of: old, with: longer) == .taken)
        #expect(try Self.outcome(of: old, with: old) == .same)
    }

    @Test("lost words, added noise, a new doubt and a page without text are worse")
    func worse() throws {
        let old = Self.page(["Factura", "nr", "37"], confidence: 0.8)
        let cases = [
            Self.page(["37"], confidence: 0.99),
            Self.page(["Factura", "nr", "37", "xq", "zv"], confidence: 0.7),
            Self.page(
                ["Factura", "nr", "37", "lei"], confidence: 0.9,
                doubts: [Doubt(code: "page-gibberish", message: "It makes no sense.")]),
            Self.page([], verdict: .blank), Self.page([], verdict: .separator),
        ]
        for new in cases { #expect(try Self.outcome(of: old, with: new) == .worse) }
        #expect(try Self.outcome(of: old, with: Self.page([], verdict: .failed)) == .failed)
    }

    @Test("versions of engines are compared number by number")
    func versions() throws {
        let old = try #require(EngineVersion(ofEngine: "tesseract 5.3.0 ron, Latin"))
        #expect(try old < #require(EngineVersion("5.10")))
        #expect(try !(old < #require(EngineVersion("5.3"))))
        #expect(EngineVersion("5.3") == EngineVersion("5.3.0"))
        #expect(EngineVersion(ofEngine: "pdf text layer") == nil)
        for wrong in ["", "5.", "a", "5.x", "-1", "1.2.3.4.5.6"] {
            #expect(EngineVersion(wrong) == nil, "\(wrong)")
        }
    }
}
