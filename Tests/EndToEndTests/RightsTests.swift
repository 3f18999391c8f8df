import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// What a user without the right to read or write is told.
    @Suite(
        .enabled(if: Unprivileged.isPossible, "the command cannot be run without rights here"))
    struct RightsTests {
        /// An archive that belongs to the user without rights.
        private func archive() async throws -> CommandLineTool {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            try Unprivileged.open(tool.folder.path)
            return tool
        }

        private func run(_ tool: CommandLineTool, _ arguments: String...) async throws -> Outcome {
            try await tool.start(arguments, prefix: Unprivileged.prefix).outcome()
        }

        @Test("a folder of scans that may not be entered is said to be unreadable, not archived")
        func folder() async throws {
            let tool = try await archive()
            #expect(
                try await tool.shell("mkdir -p in/shut; chmod 000 in/shut; chown 65534 in in/shut")
                    .status == 0)
            let alone = try await run(tool, "ingest", "in/shut")
            #expect(alone.status == 1)
            #expect(alone.errors.contains("in/shut cannot be listed"), "\(alone.errors)")
            #expect(!alone.errors.contains("part of an archive"))
            let within = try await run(tool, "ingest", "in")
            #expect(within.status == 3)
            #expect(within.errors.contains("in/shut cannot be listed"), "\(within.errors)")
            #expect(within.errors.contains("1 folder not listed; the reasons stand above"))
            #expect(!within.errors.contains("--quarantine"))
        }

        @Test(
            "what may not be read is named, and never to be rebuilt or put back from a backup",
            arguments: [
                "catalogue.sqlite", "events.end", "objects", "objects/0=ocfl_1.1",
                "objects/*/*/*/*", "objects/*/*/*/*/inventory.json",
                "objects/*/*/*/*/v1/content/originals/*",
            ])
        func verify(part: String) async throws {
            let tool = try await archive()
            #expect(try await tool.shell("chmod 000 archive/\(part)").status == 0)
            let verify = try await run(tool, "verify")
            #expect(verify.status == 1)
            let said = verify.errors + verify.output
            #expect(said.contains("may not read this part of the archive"), "\(said)")
            #expect(!said.contains("rebuild") && !said.contains("from a backup"), "\(said)")
            #expect(!said.contains("cannot be written"))
            #expect(verify.errors.contains("archive/" + String(part.prefix { $0 != "*" })))
        }

        @Test("damage is found beside what may not be read")
        func damageBeside() async throws {
            let tool = try await archive()
            let change =
                "cd archive/objects/*/*/*/*; chmod 000 v1/content/originals/*; "
                + "chmod u+w v2/inventory.json; printf ' ' >>v2/inventory.json"
            #expect(try await tool.shell(change).status == 0)
            let verify = try await run(tool, "verify")
            #expect(verify.status == 4)
            #expect(verify.lines.contains { $0.contains("/v2/inventory.json") })
            #expect(!verify.lines.contains { $0.contains("/originals/") })
            #expect(verify.errors.contains("may not read this part of the archive"))
        }

        @Test(
            "a catalogue that may not be read is no fault of SQLite", arguments: ["search", "show"])
        func catalogue(command: String) async throws {
            let tool = try await archive()
            #expect(try await tool.shell("chmod 000 archive/catalogue.sqlite").status == 0)
            let outcome = try await run(tool, command, "registrul")
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("catalogue.sqlite: this user may not read"))
        }

        @Test("a table that may not be read is named with what to do")
        func table() async throws {
            let tool = try await archive()
            #expect(
                try await tool.shell("chmod 000 archive/tables/document-types.yaml").status == 0)
            for command in ["types", "search"] {
                let outcome =
                    command == "types"
                    ? try await run(tool, command) : try await run(tool, command, "registrul")
                #expect(outcome.status == (command == "types" ? 1 : 0))
                #expect(outcome.errors.contains("tables/document-types.yaml"), "\(outcome.errors)")
                #expect(outcome.errors.contains("give this user the right to read it"))
            }
        }

        @Test("a folder that a backup or an archive cannot be written to is called by its name")
        func target() async throws {
            let tool = try await archive()
            #expect(try await run(tool, "backup", "copy").status == 0)
            #expect(
                try await tool.shell("mkdir shut; chown 65534 shut; chmod 500 shut").status == 0)
            for folder in ["shut", "shut/new"] {
                let backup = try await run(tool, "backup", folder)
                #expect(backup.status == 1)
                #expect(
                    backup.errors.contains("the folder of the backup cannot be written"),
                    "\(backup.errors)")
            }
            let restore = try await run(tool, "restore", "copy", "--archive", "shut/new")
            #expect(restore.status == 1)
            #expect(
                restore.errors.contains("the folder of the new archive cannot be written"),
                "\(restore.errors)")
        }
    }
}
