import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// What could not be read is worked off.
    @Suite struct QuarantineTests {
        /// A batch of one good file, one that is cut off, a link, and a note.
        private func archive() async throws -> CommandLineTool {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine, "formats/png-cut.png"], into: "scans/lot")
            try tool.folder.write("scans/lot/notite.TXT")
            _ = try await tool.shell("ln -s png-grey.png scans/lot/link.png")
            let run = try await tool.run("ingest", "--create", "scans", "--json")
            #expect(run.status == 3)
            #expect(
                try run.json().records("skipped").map { $0["file"].string } == [
                    "scans/lot/notite.TXT"
                ])
            #expect(try run.json().records("summary").first?["files_skipped"].int == 1)
            return tool
        }

        private func entries(_ tool: CommandLineTool) async throws -> [String: String] {
            let list = try await tool.run("quarantine", "list", "--json")
            #expect(list.status == 0)
            return Dictionary(
                uniqueKeysWithValues: try list.json().records("quarantined").map {
                    ($0["file"].string ?? "", $0["id"].string ?? "")
                })
        }

        @Test(
            "once all is resolved with a reason, the nightly ingest ends with 0 again, also after a loss"
        )
        func resolves() async throws {
            let tool = try await archive()
            let entries = try await entries(tool)
            #expect(entries.keys.sorted() == ["scans/lot/link.png", "scans/lot/png-cut.png"])
            let ids = entries.values.sorted()
            let text = try await tool.run("quarantine", "list")
            #expect(text.lines.count == 2 && ids.allSatisfy(text.output.contains))
            let resolved = try await tool.run(
                "quarantine", "resolve", ids[0], ids[1], "--reason", "probe de scaner",
                "--actor", "ana")
            #expect(resolved.status == 0, "\(resolved.errors)")
            let nightly = try await tool.run("ingest", "scans")
            #expect(nightly.status == 0, "\(nightly.errors)")
            #expect(nightly.errors.contains("passed over 1 name that archive.yaml says to skip"))
            let twice = try await tool.run(
                "quarantine", "resolve", ids[0], "--reason", "din nou", "--json")
            #expect(twice.status == 1)
            #expect(
                try twice.json().records("error").first?["code"].string == "quarantine-resolved")
            #expect(try await tool.run("quarantine", "resolve", ids[0]).status == 64)
            #expect(
                try await tool.shell("rm archive/catalogue.sqlite*; \"$0\" rebuild").status == 0)
            #expect(try await tool.run("ingest", "scans").status == 0)
            let scan = try #require(entries["scans/lot/png-cut.png"])
            let shown = try await tool.run("quarantine", "show", scan)
            #expect(shown.output.contains("probe de scaner") && shown.output.contains("by ana"))
            #expect(try await tool.run("verify").status == 0)
        }

        @Test("a decision of a command that was killed behind its line in the journal is not lost")
        func killed() async throws {
            let tool = try await archive()
            let scan = try #require(try await entries(tool)["scans/lot/png-cut.png"])
            let killed = try await tool.run(
                "quarantine", "resolve", scan, "--reason", "probă", "--json",
                environment: ["ARCHIVECTL_KILL_AT": "decision-journaled"],
                prefix: ["/usr/bin/setsid", "--wait"], seconds: 60)
            #expect(!killed.output.contains("\"type\":\"exit\""))
            #expect(try await entries(tool).count == 2)
            #expect(try await tool.run("seal").status == 0)
            #expect(try await entries(tool).keys.sorted() == ["scans/lot/link.png"])
            #expect(try await tool.run("verify").status == 0)
        }

        @Test("a good file in the place of a bad one ends its entry, and that is told")
        func replaced() async throws {
            let tool = try await archive()
            try FileManager.default.removeItem(atPath: tool.folder.path + "/scans/lot/png-cut.png")
            try FileManager.default.removeItem(atPath: tool.folder.path + "/scans/lot/link.png")
            try tool.folder.copy("formats/png-rgb.png", to: "scans/lot/png-cut.png")
            let run = try await tool.run("ingest", "scans")
            #expect(run.errors.contains("replaced: scans/lot/png-cut.png"), "\(run.errors)")
            #expect(run.status == 0)
            #expect(try await entries(tool)["scans/lot/png-cut.png"] == nil)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test(
            "one scan is read again, what it came to decides the status, and others are left alone")
        func retries() async throws {
            let tool = try await archive()
            let entries = try await entries(tool)
            let scan = try #require(entries["scans/lot/png-cut.png"])
            let again = try await tool.run("quarantine", "retry", scan, "--json")
            #expect(again.status == 3, "\(again.errors)")
            let records = try again.json()
            #expect(records.records("retrying").first?["scans"].int == 1)
            #expect(records.records("quarantined").count == 1)
            let link = try #require(entries["scans/lot/link.png"])
            let refused = try await tool.run("quarantine", "retry", link, "--json")
            #expect(refused.status == 1)
            #expect(
                try refused.json().records("error").first?["code"].string
                    == "quarantine-not-archived")
            #expect(try await tool.run("quarantine", "retry").status == 64)
            #expect(try await tool.run("quarantine", "retry", "--all").status == 3)
        }

        @Test(
            "what is resolved stays so when it is read again in vain, and nobody has to look at it")
        func retryResolved() async throws {
            let tool = try await archive()
            let scan = try #require(try await entries(tool)["scans/lot/png-cut.png"])
            #expect(
                try await tool.run("quarantine", "resolve", scan, "--reason", "test page").status
                    == 0)
            let again = try await tool.run("quarantine", "retry", scan)
            #expect(again.status == 0, "\(again.errors)")
            #expect(
                again.errors.contains("resolved, and still not readable: scans/lot/png-cut.png"))
            #expect(!again.errors.contains("in quarantine"))
            #expect(try await entries(tool)["scans/lot/png-cut.png"] == nil)
            let nothing = try await tool.run("quarantine", "show", "")
            #expect(
                nothing.status == 1
                    && nothing.errors.contains("the identifier of the entry is empty"))
        }

        @Test("an empty list says so to people, and nothing to programs")
        func empty() async throws {
            let tool = try CommandLineTool()
            #expect(try await tool.run("init").status == 0)
            for arguments in [
                ["quarantine", "list"], ["dossier", "list"], ["duplicates", "list"],
                ["disposal", "list"], ["retention", "due"],
            ] {
                let run = try await tool.start(arguments).outcome()
                #expect(
                    run.status == 0 && run.output.isEmpty && !run.errors.isEmpty, "\(arguments)")
                let json = try await tool.start(arguments + ["--json"]).outcome()
                #expect(json.errors.isEmpty, "\(arguments): \(json.errors)")
            }
        }
    }
}
