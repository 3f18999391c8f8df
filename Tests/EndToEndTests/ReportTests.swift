import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct ReportTests {
        @Test("each closing sentence of an ingest is true: first, second and retried")
        func sentences() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine, "formats/png-cut.png"], into: "scans")
            let first = try await tool.run("ingest", "--create", "scans", "--json")
            #expect(try Self.quarantined(first) == 1)
            let status = try await tool.run("status").lines
            #expect(status.contains { $0.hasPrefix("quarantine  1 scan, 0 pages (") })
            let second = try await tool.run("ingest", "--create", "scans")
            #expect(second.errors.contains("nothing new: 2 files in the archive already"))
            #expect(second.errors.contains("1 scan in quarantine;"))
            #expect(!second.errors.contains("made "))
            let retried = try await tool.run("ingest", "--create", "scans", "--retry")
            #expect(retried.status == 3)
            #expect(retried.errors.contains("reading again 1 scan "))
            #expect(!retried.errors.contains("interrupted"))
            #expect(retried.errors.contains("1 scan in quarantine; see archivectl quarantine list"))
            #expect(!retried.errors.contains("not readable"))
            let again = try await tool.run("ingest", "--create", "scans", "--retry", "--json")
            #expect(try Self.quarantined(again) == 1)
        }

        @Test("only copies, and nothing at all, are said as they are")
        func copies() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            try tool.folder.copy(Fixtures.oneLine, to: "scans/copy.png")
            let copy = try await tool.run("ingest", "--create", "scans")
            #expect(
                copy.errors.contains(
                    "took in 1 file with the bytes of another; 1 there already"))
            #expect(!copy.errors.contains("made "))
            _ = try tool.folder.makeFolder("empty")
            let empty = try await tool.run("ingest", "--create", "empty")
            #expect(empty.status == 0)
            // Who runs the tests as root is warned of it as well.
            let said = empty.errors.split(separator: "\n").filter { !$0.contains("runs as root") }
            #expect(said == ["there is no scan in what was given"])
        }

        @Test("a mistake in a table stops what needs the table, and nobody from finding a paper")
        func brokenTable() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            let table = tool.folder.path + "/archive/tables/document-types.yaml"
            try "types: [\n".write(toFile: table, atomically: true, encoding: .utf8)
            let search = try await tool.run("search", "registrul")
            #expect(search.status == 0)
            #expect(search.errors.contains("note: document-types.yaml"))
            let id = try #require(
                try await tool.run("search", "registrul", "--json").json().first?["document"].string
            )
            for command in [["show", id], ["status"], ["verify"], ["dump"], ["search", "tip:X9"]] {
                let outcome = try await tool.start(command).outcome()
                #expect(outcome.status == 0, "\(command): \(outcome.errors)")
            }
            for command in [["types"], ["ingest", "--create", "scans"]] {
                let outcome = try await tool.start(command).outcome()
                #expect(outcome.status == 1, "\(command)")
                let place = "document-types.yaml, line"
                #expect(outcome.errors.components(separatedBy: place).count == 2)
                #expect(!outcome.errors.contains("document-types.yaml:"))
            }
        }

        @Test("a mistake in a table of labels keeps nobody from listing the types")
        func brokenLabels() async throws {
            let tool = try CommandLineTool()
            #expect(try await tool.run("init").status == 0)
            let table = tool.folder.path + "/archive/tables/field-labels.yaml"
            try "labels: [\n".write(toFile: table, atomically: true, encoding: .utf8)
            let types = try await tool.run("types")
            #expect(types.status == 0)
            #expect(types.output.contains("FACT"))
        }

        @Test("an empty identifier is said to be empty", arguments: ["show", "correct"])
        func emptyIdentifier(command: String) async throws {
            let tool = try CommandLineTool()
            #expect(try await tool.run("init").status == 0)
            let change = command == "correct" ? ["--clear", "number"] : []
            let outcome = try await tool.start([command, ""] + change).outcome()
            #expect(outcome.status == 1)
            #expect(
                outcome.errors == "archivectl: error: the identifier of the document is empty; "
                    + "search prints the identifiers\n")
        }

        private static func quarantined(_ outcome: Outcome) throws -> Int? {
            try outcome.json().records("summary").first?["scans_quarantined"].int
        }
    }
}
