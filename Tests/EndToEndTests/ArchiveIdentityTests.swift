import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// An archive is made only when that is asked for, and is known again by its identity.
    @Suite struct ArchiveIdentityTests {
        private func id(_ tool: CommandLineTool, _ archive: String = "archive") async throws
            -> String?
        {
            try await tool.run("status", "--json", "--archive", archive).json().first?["id"].string
        }

        private func there(_ tool: CommandLineTool, _ path: String) -> Bool {
            FileManager.default.fileExists(atPath: tool.folder.path + "/" + path)
        }

        @Test("ingest makes no archive by itself: an empty mount point stays empty, scans stay")
        func emptyMountPoint() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            _ = try tool.folder.makeFolder("disk")
            let run = try await tool.run("ingest", "scans", "--remove-source", "--archive", "disk")
            #expect(run.status == 10)
            #expect(run.errors.contains("archivectl init"))
            #expect(run.errors.contains("--create"))
            #expect(there(tool, "scans/png-grey.png"))
            let left = try FileManager.default.contentsOfDirectory(
                atPath: tool.folder.path + "/disk")
            #expect(left.isEmpty)
        }

        @Test(
            "init, ingest --create and status show the same identity, another archive has another")
        func shown() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            let made = try await tool.run("init", "--json").json().records("archive-created")
            let first = try #require(try await id(tool))
            #expect(made.first?["id"].string == first)
            #expect(try await tool.run("status").output.contains("archive     \(first)\n"))
            let other = try await tool.run("ingest", "--create", "scans", "--archive", "other")
            let second = try #require(try await id(tool, "other"))
            #expect(other.errors.contains("its identity is \(second)\n"))
            #expect(first != second)
        }

        @Test("with --archive-id or its variable another archive is refused, and nothing removed")
        func wrongDisk() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            for name in ["archive", "other"] {
                #expect(try await tool.run("init", name).status == 0)
            }
            let right = try #require(try await id(tool))
            let wrong = try await tool.run(
                "ingest", "scans", "--remove-source", "--archive", "other", "--archive-id", right,
                "--json")
            #expect(wrong.status == 10)
            let code = try wrong.json().records("error").first?["code"].string
            #expect(code == "archive-is-another")
            let environment = ["ARCHIVECTL_ARCHIVE_ID": right]
            for command in [["status"], ["verify"], ["seal"], ["rebuild"], ["backup", "copy"]] {
                let outcome = try await tool.start(
                    command + ["--archive", "other"], environment: environment
                ).outcome()
                #expect(outcome.status == 10, "\(command)")
            }
            // It never makes an archive: a new one has another identity.
            let absent = try await tool.run(
                "ingest", "--create", "scans", "--archive", "none", "--archive-id", right)
            #expect(absent.status == 10)
            #expect(!there(tool, "none"))
            #expect(there(tool, "scans/png-grey.png"))
            let done = try await tool.run(
                "ingest", "scans", "--remove-source", environment: environment)
            #expect(done.status == 0)
            #expect(!there(tool, "scans/png-grey.png"))
            #expect(try await tool.run("status", "--archive-id", "mine").status == 64)
        }

        @Test("the identity outlives rebuild, loss of settings, backup and restore")
        func outlives() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            _ = try await tool.run("ingest", "--create", "scans")
            let first = try #require(try await id(tool))
            #expect(
                try await tool.shell("rm archive/catalogue.sqlite*; \"$0\" rebuild").status == 0)
            #expect(try await id(tool) == first)
            #expect(try await tool.shell("rm archive/archive.yaml; \"$0\" rebuild").status == 0)
            #expect(try await id(tool) == first)
            #expect(try await tool.run("backup", "copy").status == 0)
            #expect(try await id(tool, "copy") == first)
            #expect(try await tool.run("restore", "copy", "--archive", "new").status == 0)
            #expect(try await id(tool, "new") == first)
        }

        @Test("an archive from before has an identity at once, written down by the next writer")
        func old() async throws {
            let tool = try CommandLineTool()
            _ = try await tool.shell("tar xzf '\(Fixtures.folder)/archives/format-1.tar.gz'")
            let file = tool.folder.path + "/archive/archive.yaml"
            let before = try String(contentsOfFile: file, encoding: .utf8)
            let first = try #require(try await id(tool))
            #expect(try String(contentsOfFile: file, encoding: .utf8) == before)
            let edited = before + "# A note of the archivist"
            try edited.write(toFile: file, atomically: true, encoding: .utf8)
            #expect(try await tool.run("seal", "--archive-id", first).status == 0)
            let after = try String(contentsOfFile: file, encoding: .utf8)
            #expect(after.hasPrefix(edited + "\n"))
            #expect(after.contains("\nid: \"\(first)\"\n"))
            #expect(
                try await tool.shell("rm archive/catalogue.sqlite*; \"$0\" rebuild").status == 0)
            #expect(try await id(tool) == first)
            #expect(try await tool.run("verify").status == 0)
        }
    }
}
