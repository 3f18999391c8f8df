import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// Faults of the machine, which say nothing about a scan.
    @Suite struct MachineFaultTests {
        @Test("a limit of processor time that is lower than ours keeps nobody from reading a PDF")
        func lowerLimit() async throws {
            let tool = try await Self.tool()
            let limited = ["/bin/sh", "-c", "ulimit -t 50; exec \"$@\"", "sh"]
            let outcome = try await tool.run("ingest", "scans", "--json", prefix: limited)
            #expect(outcome.status == 0)
            #expect(try outcome.json().records("summary").first?["pages_done"].int == 1)
        }

        @Test(
            "a program that cannot be run ends the run as a broken component, and the scan stays outstanding",
            arguments: [
                "echo \"pdftoppm: error while loading shared libraries: libpoppler.so.126: file too short\" >&2; exit 127",
                "echo \"$0: symbol lookup error: undefined symbol\" >&2; exit 1",
                "kill -BUS $$",
            ])
        func brokenProgram(_ script: String) async throws {
            let tool = try await Self.tool()
            let programs = try tool.folder.makeFolder("programs")
            let program = programs + "/pdftoppm"
            try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: program))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: program)
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            let broken = try await tool.run(
                "ingest", "scans", "--json", environment: ["PATH": programs + ":" + path])
            #expect(broken.status == 20)
            #expect(
                try broken.json().records("error").first?["code"].string == "component-broken")
            #expect(
                try await tool.run("status", "--quarantine").output.contains("damaged") == false)
            let again = try await tool.run("ingest", "scans", "--json")
            #expect(again.status == 0)
            #expect(try again.json().records("summary").first?["pages_done"].int == 1)
        }

        /// A folder with one PDF, for which poppler is needed, and an archive.
        private static func tool() async throws -> CommandLineTool {
            let tool = try CommandLineTool()
            _ = try tool.folder.makeFolder("scans")
            try tool.folder.copy("formats/pdf-text.pdf", to: "scans/text.pdf")
            #expect(try await tool.run("init", "archive").status == 0)
            return tool
        }
    }
}
