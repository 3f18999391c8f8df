import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// The catalogue's file from outside: its digest and its version.
    @Suite struct CatalogueFileTests {
        @Test("after each command that writes, the digest of the catalogue is there and right")
        func digest() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine, "formats/png-cut.png"], into: "scans")
            var commands = [
                ["init", "archive"], ["ingest", "scans"], ["ingest", "scans"],
                ["ingest", "scans", "--retry"], ["reindex"], ["seal"],
            ]
            for command in commands {
                _ = try await tool.start(command).outcome()
                #expect(try await tool.digestIsRight(), "\(command)")
            }
            let id = try await tool.run("dump").json().compactMap { $0["doc"].string }.first ?? ""
            commands = [
                ["correct", id, "--set", "number=7"], ["correct", id, "--type", "NIMIC"], ["seal"],
                ["search", "registrul"], ["status"], ["ingest", "scans", "--remove-source"],
            ]
            for command in commands {
                _ = try await tool.start(command).outcome()
                #expect(try await tool.digestIsRight(), "\(command)")
            }
        }

        @Test("an interrupted ingest leaves the digest in order")
        func interrupted() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(Fixtures.sixPages, into: "scans/lot_0001")
            let run = try tool.start(["ingest", "--create", "scans", "--json"])
            #expect(try await run.waits(for: "\"type\":\"page\""))
            #expect(try await !tool.digestIsRight())
            run.send(SIGINT)
            #expect(try await run.outcome(within: 60).status == 130)
            #expect(try await tool.digestIsRight())
        }

        @Test(
            "an archive of another version is refused by every command and left as it is",
            arguments: [(1, 1, "archive-too-old"), (8, 12, "archive-too-new")]
                as [(UInt8, Int32, String)])
        func version(version: UInt8, status: Int32, code: String) async throws {
            let tool = try CommandLineTool()
            #expect(try await tool.run("init", "archive").status == 0)
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            let catalogue = tool.folder.path + "/archive/catalogue.sqlite"
            var bytes = try #require(FileManager.default.contents(atPath: catalogue))
            // Where SQLite keeps the lowest byte of `user_version`.
            #expect(bytes[63] == 7)
            bytes[63] = version
            try bytes.write(to: URL(fileURLWithPath: catalogue))
            for command in [
                ["status"], ["ingest", "scans"], ["search", "x"], ["seal"], ["reindex"],
            ] {
                let outcome = try await tool.start(command + ["--json"]).outcome()
                #expect(outcome.status == status, "\(command)")
                #expect(try outcome.json().records("error").first?["code"].string == code)
            }
            #expect(FileManager.default.contents(atPath: catalogue) == bytes)
        }

        @Test(
            "the commands of the format's description find every original sound, and a changed one")
        func withoutArchivectl() async throws {
            let page = URL(fileURLWithPath: Fixtures.folder).deletingLastPathComponent()
                .appendingPathComponent("docs/format/archive-format.md").path
            let text = try String(contentsOfFile: page, encoding: .utf8)
            let chapter = try #require(text.split(separator: "## Reading without archivectl").last)
            let script = chapter.split(separator: "\n", omittingEmptySubsequences: false)
                .drop { !$0.hasPrefix("    ") }.prefix { $0.hasPrefix("    ") }
                .map { $0.dropFirst(4) }.joined(separator: "\n")
            #expect(script.contains("sha512sum"))
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans/a b")
            try tool.folder.copy(Fixtures.oneLine, to: "scans/a b/100% 'ș'.png")
            try tool.folder.copy(["formats/png-cut.png"], into: "scans/c")
            _ = try await tool.run("ingest", "--create", "scans")
            try Data(script.utf8).write(to: URL(fileURLWithPath: tool.folder.path + "/check"))
            let sound = try await tool.shell("cd archive && bash ../check")
            #expect(sound.status == 0, "\(sound.errors)")
            #expect(sound.output.isEmpty, "\(sound.output)")
            let damaged = try await tool.shell(
                "cd archive && f=$(find objects -name png-cut.png) && chmod u+w $f && "
                    + "printf x >>$f && bash ../check")
            #expect(damaged.output.contains("originals/png-cut.png: FAILED"))
        }
    }
}
