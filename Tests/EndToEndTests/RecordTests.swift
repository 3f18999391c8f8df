import ArchiveTestSupport
import Testing

extension EndToEnd {
    @Suite struct RecordTests {
        @Test("every key that a program gets is in snake_case, whatever the command")
        func keys() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            try tool.folder.copy("formats/png-rgb.png", to: "scan.png")
            var records = try await tool.run("ingest", "--create", "--json", "scans").json()
            let id = try #require(
                try await tool.run("dump").json().compactMap { $0["doc"].string }.first)
            let commands = [
                ["inspect", "scan.png"], ["search", "the"], ["show", id, "--text", "--words"],
                ["status", "--quarantine", "--doubtful", "--duplicates"], ["types"],
                ["correct", id, "--set", "number=12"], ["show", id], ["seal"], ["reindex"],
                ["backup", "copy"], ["verify"], ["rebuild"], ["dump", "--form", "records"],
                [
                    "dossier", "create", id, "--code", "A", "--year", "2024", "--number", "1",
                    "--any-year",
                ],
                ["dossier", "show", "A/2024/1"], ["dossier", "opis", "A/2024/1"],
                ["dossier", "list"],
                ["inventory", "--year", "2024"], ["retention", "due", "--all"],
                ["show", "nothing"], ["doctor"],
            ]
            for command in commands {
                let outcome = try await tool.start(command + ["--json"])
                    .outcome(within: 300)
                let answer = try outcome.json()
                #expect(answer.last?["type"].string == "exit", "\(command) \(outcome.errors)")
                records += answer
            }
            records += try await tool.run("dump").json()
            let keys = Set(records.flatMap(Self.keys))
            #expect(keys.count > 100)
            let odd = keys.filter { $0.contains { !$0.isLowercase && !$0.isNumber && $0 != "_" } }
            #expect(odd.isEmpty, "\(odd.sorted())")
        }

        @Test("dump has a form for scoring and one in the words of all other records")
        func forms() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            let plain = try await tool.run("dump")
            let scoring = try await tool.run("dump", "--form", "scoring")
            #expect(plain.status == 0 && plain.output == scoring.output)
            let records = try await tool.run("dump", "--form", "records").json()
            let page = try #require(records.records("page").first)
            let scored = try #require(try scoring.json().first { $0["kind"].string != nil })
            #expect(page["text"] == scored["text"] && page["text"].string?.isEmpty == false)
            #expect(page["document"] == scored["doc"] && page["verdict"].string == "done")
            let document = try #require(records.records("document").first)
            #expect(document["id"] == page["document"])
            let shown = try await tool.run("show", "--json", document["id"].string ?? "").json()
            #expect(shown.records("document") == [document])
            #expect(try await tool.run("dump", "--form", "xml").status == 64)
        }

        /// All keys within a value, but for those that are codes of document types.
        private static func keys(of value: JSONValue) -> [String] {
            if let list = value.array { return list.flatMap(keys) }
            return (value.object ?? [:]).flatMap {
                [$0.key] + ($0.key == "documents_by_type" ? [] : keys(of: $0.value))
            }
        }
    }
}
