import ArchiveModel
import Testing

@testable import DomainTables

@Suite("Tables of rules")
struct MetadataRulesTests {
    @Test("the built-in tables name all types with their Romanian titles")
    func titles() throws {
        let titles = try DocumentTitles.read(nil)
        #expect(titles.count >= 60)
        #expect(titles["HCL"] == "Hotărârea Consiliului Local")
        #expect(Set(titles.keys) == Set(try MetadataRules().types.map(\.code)))
        #expect(MetadataRules.defaultTables.count == 8)
        #expect(MetadataRules.defaultTables.values.allSatisfy { !$0.isEmpty })
    }

    @Test("the table of fields speaks only of types that exist")
    func codes() throws {
        let bytes = try #require(MetadataRules.defaultTables[MetadataRules.typeFieldsFile])
        let top = try TableNode(yaml: bytes, file: MetadataRules.typeFieldsFile)
        let fields = try top.required("types", in: top.mapping()).mapping()
        let titles = try DocumentTitles.read(nil)
        #expect(fields.keys.filter { titles[$0] == nil }.isEmpty)
    }

    @Test(
        "a malformed table says where and what",
        arguments: [
            ("types: [", "rules-not-yaml", nil), ("", "rules-not-yaml", nil),
            ("- a", "rules-wrong-value", 1), ("version: 1", "rules-missing-key", 1),
            ("version: 1\ntypes:\n  - code: A\n    titel: B", "rules-unknown-key", 4),
            ("version: 1\ntypes:\n  - code: A\n    title: B", "rules-missing-key", 3),
            (
                "version: 1\ntypes:\n  - code: A\n    title: B\n    anchors: ['!']",
                "rules-wrong-value", 5
            ),
            (
                "version: 1\ntypes:\n  - {code: A, title: B, anchors: [b]}"
                    + "\n  - {code: A, title: C, anchors: [c]}", "rules-duplicate-code", 4
            ),
        ] as [(String, String, Int?)])
    func malformed(_ table: String, _ code: String, _ line: Int?) throws {
        let error = #expect(throws: TableError.self) {
            try MetadataRules(tables: [MetadataRules.documentTypesFile: Array(table.utf8)])
        }
        #expect(error?.codeName == code)
        #expect(error?.file == "document-types.yaml")
        if let line { #expect(error?.line == line) }
        #expect(error?.message.contains("document-types.yaml") == true)
        #expect(error?.exitStatus == .failed)
    }

    @Test("the fields that a type has to have are fields, and a wrong name is said with its line")
    func required() throws {
        let invoice = try MetadataRules().types.first { $0.code == "FACT" }
        #expect(invoice?.required.contains(.totalAmount) == true)
        let table = "version: 1\ntypes:\n  FACT:\n    required: [number, colour]"
        let error = #expect(throws: TableError.self) {
            try MetadataRules(tables: [MetadataRules.typeFieldsFile: Array(table.utf8)])
        }
        #expect(error?.codeName == "rules-wrong-value" && error?.line == 4)
    }
}
