import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct ArchiveChoiceTests {
        @Test("init makes an archive once and refuses to make it twice")
        func initTwice() async throws {
            let tool = try CommandLineTool()
            let first = try await tool.run("init", "arhiva", "--institution", "Primăria X")
            #expect(first.status == 0)
            #expect(first.errors.contains("made a new archive in arhiva"))
            #expect(
                FileManager.default.fileExists(atPath: tool.folder.path + "/arhiva/archive.yaml"))
            let second = try await tool.run("init", "arhiva")
            #expect(second.status == 1)
            #expect(second.errors.contains("arhiva"))
        }

        @Test("the archive is that of --archive, else of the environment, else ./archive")
        func order() async throws {
            let tool = try CommandLineTool()
            for name in ["archive", "other", "third"] {
                #expect(try await tool.run("init", name).status == 0)
            }
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            let other = ["ARCHIVECTL_ARCHIVE": "other"]
            #expect(try await tool.run("ingest", "scans", environment: other).status == 0)
            #expect(try await batches(tool, "status", "--json") == 0)
            #expect(try await batches(tool, "status", "--json", environment: other) == 1)
            #expect(
                try await batches(
                    tool, "status", "--json", "--archive", "third", environment: other) == 0)
        }

        @Test("ingest --create makes the archive when there is none and says so")
        func madeByIngest() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            let ingest = try await tool.run("ingest", "--create", "scans")
            #expect(ingest.status == 0)
            #expect(ingest.errors.contains("made a new archive in archive; its identity is "))
            #expect(FileManager.default.fileExists(atPath: tool.folder.path + "/archive"))
            let again = try await tool.run("ingest", "scans")
            #expect(!again.errors.contains("made a new archive"))
        }

        @Test(
            "commands on an archive end with 10 and the remedy when there is no archive",
            arguments: [
                ["search", "x"], ["show", "x"], ["status"], ["types"], ["dump"], ["reindex"],
                ["seal"], ["correct", "x", "--clear", "number"], ["ingest", "."],
            ])
        func missing(arguments: [String]) async throws {
            let tool = try CommandLineTool()
            let outcome = try await tool.start(arguments + ["--archive", "nowhere"]).outcome()
            #expect(outcome.status == 10)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains("archivectl init"))
            #expect(outcome.errors.contains("nowhere"))
            #expect(!FileManager.default.fileExists(atPath: tool.folder.path + "/nowhere"))
        }

        private func batches(
            _ tool: CommandLineTool, _ arguments: String..., environment: [String: String] = [:]
        ) async throws -> Int? {
            let outcome = try await tool.start(arguments, environment: environment).outcome()
            return try outcome.json().records("status").first?["batches"].int
        }
    }
}
