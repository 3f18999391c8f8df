import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct OutputTests {
        @Test("escape sequences in file names never reach the output")
        func escapes() async throws {
            let tool = try CommandLineTool()
            let lot = try tool.folder.makeFolder("lot\u{1B}]0;x\u{7}")
            let name = String(lot.split(separator: "/").last ?? "")
            try tool.folder.copy(Fixtures.oneLine, to: name + "/a\u{1B}[31m\r.png")
            try tool.folder.copy("formats/png-cut.png", to: name + "/b\u{1B}[2J\u{202E}.png")
            #expect(try await tool.run("ingest", "--create", name).status == 3)
            let commands = [
                ["ingest", name], ["ingest", name, "--json"], ["search", "registrul"],
                ["search", "registrul", "--json"], ["search", "\u{1B}["],
                ["status", "--quarantine"],
                ["status", "--quarantine", "--json"], ["dump"],
                ["ingest", "none\u{1B}[31m"], ["status", "--archive", "none\u{1B}[31m"],
            ]
            for command in commands {
                let outcome = try await tool.start(command).outcome()
                let printed = outcome.output + outcome.errors
                #expect(!printed.isEmpty)
                #expect(!printed.contains { "\u{1B}\u{7}\r".contains($0) }, "\(command)")
            }
            let search = try await tool.run("search", "registrul")
            #expect(search.output.contains("a\\u{1b}[31m\\r.png"))
        }

        @Test(
            "a reader that goes away at once is no error",
            arguments: [
                "search orasul --json", "search orasul", "types", "dump", "status", "doctor",
                "--help", "ingest archive/none",
            ])
        func closedPipe(arguments: String) async throws {
            let tool = try await SampleArchive.shared().tool
            let outcome = try await tool.shell(
                "\"$0\" \(arguments) 2>errors | true; cat errors >&2")
            #expect(outcome.status == 0)
            #expect(!outcome.errors.lowercased().contains("pipe"))
            #expect(!outcome.errors.contains("unforeseen"))
        }

        @Test(
            "a command that does something ends with its own status when the reader goes away",
            arguments: [
                ("verify --json", 4), ("verify", 4), ("backup copy --json", 4),
                ("seal --json", 0), ("correct zzzz --set number=1 --json", 1),
                ("rebuild --json", 4),
            ])
        func closedPipeOfWork(arguments: String, status: Int32) async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            let damage = try await tool.shell(
                "cd archive/objects/*/*/*/*; for f in v1/content/originals/* "
                    + "v2/content/documents.json; do chmod u+w $f; printf x >>$f; done")
            #expect(damage.status == 0)
            let outcome = try await tool.shell(
                "set -o pipefail; \"$0\" \(arguments) 2>/dev/null | true")
            #expect(outcome.status == status)
        }

        @Test("an ingest whose reader goes away takes everything in all the same")
        func closedPipeOfIngest() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine, "formats/png-cut.png"], into: "scans")
            let outcome = try await tool.shell(
                "set -o pipefail; \"$0\" ingest --create scans --json | true")
            #expect(outcome.errors.isEmpty)
            let status = try await tool.run("status", "--json").json()
            #expect(status.first?["documents"].int == 1)
            #expect(outcome.status == 3)
        }

        @Test(
            "an answer that cannot be written whole is no success",
            arguments: [
                "search orasul --json", "search orasul", "types", "dump", "status", "status --json",
                "doctor", "--help", "help search", "--version", "ingest --help", "verify --json",
                "--generate-completion-script bash", "init --json new", "ingest more --json",
                "show \"$id\" --text", "show \"$id\" --words --json", "inspect more/png-grey.png",
                "reindex --json", "seal --json", "backup copy --json", "search orasul 2>/dev/full",
            ])
        func fullDevice(arguments: String) async throws {
            let sample = try await SampleArchive.shared().tool
            let tool = try CommandLineTool()
            try FileManager.default.copyItem(
                atPath: sample.folder.path + "/archive", toPath: tool.folder.path + "/archive")
            try tool.folder.copy([Fixtures.oneLine], into: "more")
            let found = try await tool.run("search", "orasul", "--json").json()
            let id = try #require(found.first?["document"].string)
            let full = arguments.contains("2>") ? ">/dev/null" : ">/dev/full 2>errors"
            let outcome = try await tool.shell(
                "id=\(id); \"$0\" \(arguments) \(full); s=$?; cat errors >&2; exit $s")
            #expect(outcome.status == 1, "\(outcome.errors)")
            if !arguments.contains("2>") {
                #expect(outcome.errors.contains("standard output cannot be written"))
            }
        }

        @Test("an ingest that cannot print does its work all the same")
        func fullDeviceOfIngest() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            let outcome = try await tool.shell("\"$0\" ingest --create scans --json >/dev/full")
            #expect(outcome.status == 1)
            #expect(try await tool.run("status", "--json").json().first?["documents"].int == 1)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test(
            "a command whose standard streams were closed writes into no file instead",
            arguments: [">&-", "2>&-", "<&- >&- 2>&-"])
        func closedStreams(streams: String) async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine, "formats/png-cut.png"], into: "scans")
            let ingest = try await tool.shell(
                "\"$0\" ingest --create scans --json \(streams); exit $?")
            #expect(ingest.status == (streams.contains(">&- ") || streams == ">&-" ? 1 : 3))
            let status = try await tool.shell("\"$0\" status \(streams); exit $?")
            #expect(status.status == (streams == "2>&-" ? 0 : 1))
            #expect(try await tool.run("verify").status == 0)
        }

        @Test("pictures of steps that do not fit on the disk are a fault that says so")
        func pictures() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(Fixtures.oneLine, to: "one.png")
            let outcome = try await tool.run(
                "one.png",
                prefix: [
                    "/usr/bin/unshare", "-m", "/bin/sh", "-c",
                    "mkdir small && mount -t tmpfs -o size=8k none small && "
                        + "exec \"$0\" inspect \"$1\" --steps small",
                ])
            if outcome.errors.contains("unshare:") || outcome.errors.contains("mount:") {
                Issue.record("mounts are not possible here")
                return
            }
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("a picture of a step cannot be written"))
        }
    }
}
