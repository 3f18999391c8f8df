import ArchiveModel
import DomainTables
import Testing

@testable import MetadataExtraction

@Suite("Edited tables")
struct EditedRulesTests {
    @Test("an archivist's own type is recognized")
    func edited() throws {
        let table = """
            version: 2026-12-01
            types:
              - code: BUL
                title: Buletin de analiză
                anchors: [buletin de analiza]
            """
        let rules = try MetadataRules(tables: [
            MetadataRules.documentTypesFile: Array(table.utf8), "other.yaml": [],
        ])
        let page = DrawnPage("   BULETIN DE ANALIZĂ\n   Nr. 5 din 01.02.2020").page
        let found = MetadataExtractor(rules: rules).extract(from: [page])
        #expect(found.type == DocumentType(rawValue: "BUL"))
        #expect(found.value("number") == "5")
        #expect(try DocumentTitles.read(Array(table.utf8)) == ["BUL": "Buletin de analiză"])
    }
}
