import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct RecordSheetTests {
        private func sheet(_ tool: CommandLineTool, _ id: String) async throws -> JSONValue? {
            let shown = try await tool.run("show", id, "--sheet", "--json")
            #expect(shown.status == 0, "\(shown.errors)")
            return try shown.json().records("record_sheet").first
        }

        private func value(_ name: String, _ sheet: JSONValue?) -> String? {
            sheet?["items"].array?.first { $0["name"].string == name }?["value"].string
        }

        @Test("the record sheet has the 13 items of the law, each with its value or as unknown")
        func items() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            let id = try #require(
                try await tool.run("dump").json().compactMap { $0["doc"].string }.first)
            let before = try await sheet(tool, id)
            #expect(before?["items"].array?.count == 13 && before?["complete"] == .bool(false))
            #expect(value("identifier", before) == id)
            #expect(value("classification", before) == nil)
            #expect(value("history", before)?.hasPrefix("received 20") == true)
            _ = try await tool.run(
                "correct", id, "tip=FACT", "data=21.02.2024", "furnizor=RO18547290")
            let after = try await sheet(tool, id)
            #expect(value("type", after)?.hasPrefix("FACT, ") == true)
            #expect(value("issued", after) == "2024-02-21")
            #expect(value("issuer", after) == "CUI 18547290")
            #expect(value("retention", after)?.contains("2030-07-01") == true)
            #expect(value("history", after)?.contains("decisions of persons: 1") == true)
            let lines = try await tool.run("show", id, "--sheet").lines
            #expect(lines.count == 13)
            #expect(lines.contains("6. Nivelul de clasificare: unknown"))
        }

        @Test(
            "an archivist states in the table what holds for all documents, and status counts what is unknown"
        )
        func stated() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            func unknown() async throws -> JSONValue? {
                try await tool.run("status", "--sheets", "--json").json().records("record_sheets")
                    .first
            }
            #expect(try await unknown()?["unknown"]["classification"].int == 1)
            let edited = try await tool.shell(
                "sed -i 's/source: stated/source: stated\\n    value: neclasificat/' archive/tables/record-sheet.yaml"
            )
            #expect(edited.status == 0)
            let counted = try await unknown()
            #expect(counted?["unknown"]["classification"].int == 0)
            #expect(counted?["documents"].int == 1 && counted?["complete"].int == 0)
            let wrong = try await tool.shell(
                "sed -i 's/source: stated/source: guessed/' archive/tables/record-sheet.yaml; \"$0\" status --sheets"
            )
            #expect(wrong.status == 1 && wrong.errors.contains("record-sheet.yaml"))
        }
    }
}
