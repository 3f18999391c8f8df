import ArchiveTestSupport
import Foundation
import Testing

/// When a carrying-out is killed, and whether the catalogue is made again before it goes on.
private struct Kill: Sendable, CustomTestStringConvertible {
    /// A step of writing, as docs/format/archive-format.md names it, with a count.
    let step: String
    let isRebuilt: Bool
    var testDescription: String { step + (isRebuilt ? ", rebuilt" : "") }

    static let all =
        [
            "decision-journaled", "disposal-begun", "version-staged", "commit-intended:2",
            "commit-intended:3", "version-moved:2", "version-moved:3", "version-recorded:2",
            "object-removed", "object-removed:2", "disposal-erased", "log-emptied",
            "decision-journaled:2", "books-closed",
        ].map { Kill(step: $0, isRebuilt: false) }
        + ["decision-journaled", "version-moved:2", "object-removed:2"].map {
            Kill(step: $0, isRebuilt: true)
        }
}

extension EndToEnd {
    /// Two persons have a paper disposed of, by the command.
    @Suite struct DisposalCommandTests {
        /// An archive of two papers; the first is approved to go.
        private struct Approved: Sendable {
            let tool: CommandLineTool
            let document: String

            /// Made once; tests work with copies.
            static let once = Task {
                let tool = try CommandLineTool()
                _ = try tool.folder.makeFolder("scans")
                try tool.folder.copy(Fixtures.oneLine, to: "scans/tainic.png")
                try tool.folder.copy("formats/tiff-lzw.tif", to: "scans/b.tif")
                _ = try await tool.run("ingest", "--create", "scans")
                let hit = try await tool.run("search", "registrul", "--json").json()
                    .records("hit")
                let document = hit.first?["document"].string ?? ""
                _ = try await tool.run("correct", document, "--set", "number=778899")
                _ = try await tool.run("seal")
                _ = try await tool.run(
                    "disposal", "propose", "--scan", "scans/tainic.png", "--reason",
                    "scanned by mistake",
                    "--private", "--actor", "ana")
                _ = try await tool.run("disposal", "approve", "1", "--actor", "ion")
                return Approved(tool: tool, document: document)
            }

            /// A copy in a folder of its own.
            static func copy() async throws -> Approved {
                let approved = try await once.value
                let tool = try CommandLineTool()
                for name in ["archive", "scans"] {
                    try FileManager.default.copyItem(
                        atPath: approved.tool.folder.path + "/" + name,
                        toPath: tool.folder.path + "/" + name)
                }
                return Approved(tool: tool, document: approved.document)
            }

            /// Files that have the corrected value, or the name of the file that goes.
            func traces() async throws -> [String] {
                try await tool.shell(
                    "grep -rlE '778899|tainic' archive; find archive -name '*tainic*'"
                ).lines
            }
        }

        @Test("two persons' decision removes a paper, and show tells of it")
        func disposed() async throws {
            let approved = try await Approved.copy()
            let tool = approved.tool
            #expect(try await !approved.traces().isEmpty)
            let listed = try await tool.run("disposal", "list", "--json").json().first
            #expect(listed?["state"].string == "approved")
            #expect(listed?["documents"].array == [.string(approved.document)])
            let done = try await tool.run("disposal", "carry-out", "1", "--actor", "ana")
            #expect(done.status == 0, "\(done.errors)")
            #expect(done.errors.contains("backups made before"))
            #expect(try await approved.traces() == [])
            let shown = try await tool.run("show", approved.document)
            #expect(shown.output.contains("was disposed of") && shown.status == 0)
            let undo = try await tool.run("documents", "undo", approved.document)
            #expect(undo.status == 1 && undo.errors.contains("was disposed of by proposal 1"))
            let proposal = try await tool.run("disposal", "show", "1")
            #expect(proposal.output.contains("carried out by ana"))
            #expect(try await tool.run("verify").status == 0)
            let again = try await tool.run("ingest", "scans", "--json")
            #expect(again.status == 3)
            #expect(again.output.contains("scan-disposed"))
            #expect(try await tool.run("rebuild").status == 0)
            #expect(try await tool.run("show", approved.document).output.contains("disposed of"))
            #expect(try await tool.run("verify").status == 0)
        }

        @Test(
            "a carrying-out that is killed at any step leaves a sound archive, and is ended by the same command",
            arguments: Kill.all)
        private func killed(_ kill: Kill) async throws {
            let approved = try await Approved.copy()
            let tool = approved.tool
            let killed = try await tool.run(
                "disposal", "carry-out", "1", environment: ["ARCHIVECTL_KILL_AT": kill.step],
                prefix: ["/usr/bin/setsid", "--wait"])
            #expect(killed.status != 0, "\(kill.step) was not reached")
            let verified = try await tool.run("verify", "--json").json()
            let errors = verified.records("finding").filter { $0["severity"].string == "error" }
            #expect(errors.isEmpty, "\(errors)")
            if kill.isRebuilt {
                #expect(try await tool.run("rebuild").status == 0)
                _ = try await tool.shell("rm archive/catalogue.sqlite.replaced-*")
            }
            let again = try await tool.run("disposal", "carry-out", "1")
            #expect(again.status == 0, "\(again.errors)")
            #expect(try await approved.traces() == [])
            let end = try await tool.run("verify", "--json").json().records("finding")
            #expect(end.isEmpty, "\(end)")
            #expect(try await tool.run("show", approved.document).output.contains("disposed of"))
            let left = try FileManager.default.contentsOfDirectory(
                atPath: tool.folder.path + "/archive/staging")
            #expect(left == [])
        }

        @Test("one person cannot do it alone, and wrong usage is said")
        func alone() async throws {
            let approved = try await Approved.copy()
            let tool = approved.tool
            _ = try await tool.run("disposal", "withdraw", "1")
            let propose = ["disposal", "propose", approved.document, "--reason", "x"]
            let made = try await tool.start(propose + ["--act", "1", "--actor", "ana"]).outcome()
            #expect(made.status == 0, "\(made.errors)")
            let approve = try await tool.run(
                "disposal", "approve", "2", "--confirmation", "2", "--actor", "Ana", "--json")
            #expect(approve.status == 1)
            #expect(
                try approve.json().records("error").first?["code"].string
                    == "disposal-same-person")
            #expect(try await tool.run("disposal", "carry-out", "2").status == 1)
            #expect(try await tool.run("disposal", "show", "9").status == 1)
            #expect(try await tool.run("disposal", "propose", "--reason", " ").status == 64)
            let list = try await tool.shell(
                "echo nothing | $0 disposal propose --list - --act 1 --reason x --json")
            #expect(list.output.contains("disposal-list-invalid"))
        }
    }
}
