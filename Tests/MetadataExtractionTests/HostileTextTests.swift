import ArchiveModel
import DomainTables
import Testing

@testable import MetadataExtraction

@Suite("Hostile text")
struct HostileTextTests {
    private let zero = BoundingBox(left: 0, top: 0, right: 0, bottom: 0)

    private func extract(_ words: [String], boxes: Bool = false) throws -> ExtractedDocument {
        let words = words.enumerated().map { index, text in
            let edge = Int.max - index
            return Word(
                text: text,
                box: boxes
                    ? BoundingBox(left: -edge, top: edge, right: edge, bottom: -edge) : zero,
                confidence: Confidence(.nan))
        }
        let page = RecognizedPage(
            width: 0, height: -5, lines: [TextLine(words: words, block: -1)], engine: "")
        return MetadataExtractor(rules: try MetadataRules()).extract(from: [page, page])
    }

    @Test("no pages and empty pages are unknown")
    func empty() throws {
        let extractor = MetadataExtractor(rules: try MetadataRules())
        let blank = RecognizedPage(width: 0, height: 0, lines: [], engine: "")
        #expect(extractor.extract(from: [RecognizedPage]()) == .unknown)
        #expect(extractor.extract(from: [blank, blank]) == .unknown)
        let hollow = RecognizedPage(
            width: 9, height: 9, lines: [TextLine(words: [], block: 0)], engine: "")
        #expect(extractor.extract(from: [hollow]) == .unknown)
    }

    @Test("a document after blank pages is read, with pages counted from the first")
    func blankFirst() throws {
        let blank = RecognizedPage(width: 0, height: 0, lines: [], engine: "")
        let page = DrawnPage("FACTURA\nSeria AB nr. 7 din 01.02.2020").page
        let found = MetadataExtractor(rules: try MetadataRules()).extract(from: [blank, page])
        #expect(found.typeEvidence?.page == 2)
        #expect(found[.number]?.evidence?.page == 2)
    }

    @Test(
        "odd words neither trap nor become facts",
        arguments: [
            ["😀", "👨‍👩‍👧", "\u{0}", ""], ["nr", "nr.", "Nr", "seria"], ["CUI", "CUI", "RO", "RO"],
            ["12.03.", "lei", "-", "///"], ["|", "||", "_", "[]"], ["data", "din", "ziua", "anul"],
        ])
    func odd(_ words: [String]) throws {
        #expect(try extract(words).fields.isEmpty)
        #expect(try extract(words, boxes: true).fields.isEmpty)
    }

    @Test("titles are read without any geometry")
    func noBoxes() throws {
        let lines = ["FACTURA", "Seria AB nr. 7 din 01.02.2020", "Total de plata 10,00 lei"]
        let page = RecognizedPage(
            width: 0, height: 0,
            lines: lines.map { line in
                let words = line.split(separator: " ").map {
                    Word(text: String($0), box: zero, confidence: Confidence(1))
                }
                return TextLine(words: words, block: 0)
            }, engine: "")
        let found = MetadataExtractor(rules: try MetadataRules()).extract(from: [page])
        #expect(found.type == DocumentType(rawValue: "FACT"))
        #expect(found.value("number") == "7")
        #expect(found.value("total_amount") == "10.00")
    }

    @Test("huge lines and long digit runs stay cheap", .timeLimit(.minutes(20)))
    func huge() throws {
        let digits = String(repeating: "9", count: 100_000)
        _ = try extract([digits, "nr", digits, "CUI", digits, "lei"])
        _ = try extract(Array(repeating: "nr. 1/1.1.1 CUI total lei", count: 500))
        _ = try extract(Array(repeating: "total", count: 30_000), boxes: true)
    }
}
