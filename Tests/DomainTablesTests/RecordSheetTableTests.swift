import DomainTables
import Foundation
import Testing

/// The table of the record sheet as an archivist may edit it.
@Suite struct RecordSheetTableTests {
    private var table: String {
        get throws {
            String(
                decoding: try #require(MetadataRules.defaultTables[RecordSheetTable.file]),
                as: UTF8.self)
        }
    }

    private func problem(_ yaml: String) -> String? {
        do {
            _ = try RecordSheetTable.read(Array(yaml.utf8))
            return nil
        } catch { return error.message }
    }

    @Test("the thirteen items of the law are there, and others may be added")
    func added() throws {
        #expect(try RecordSheetTable.read(nil).items.count == 13)
        let more =
            try table
            + "  - name: shelf\n    title: {ro: Raft, en: Shelf}\n    source: stated\n    value: A\n"
        #expect(try RecordSheetTable.read(Array(more.utf8)).items.count == 14)
    }

    @Test("an item of the law that is gone or has another name is an error that names it")
    func missing() throws {
        let renamed = try table.replacingOccurrences(of: "name: retention", with: "name: term")
        let error = try #require(problem(renamed))
        #expect(error.contains("record-sheet.yaml, line ") && error.contains("`retention`"))
    }

    @Test("the version is a day")
    func version() throws {
        let wrong = try table.replacingOccurrences(of: "version: 2026-12-01", with: "version: abc")
        #expect(problem(wrong)?.contains("`version` must be") == true)
    }
}
