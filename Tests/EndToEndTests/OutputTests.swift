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
            #expect(try await tool.run("ingest", name).status == 3)
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

        @Test("an ingest whose reader goes away takes everything in all the same")
        func closedPipeOfIngest() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine, "formats/png-cut.png"], into: "scans")
            let outcome = try await tool.shell(
                "set -o pipefail; \"$0\" ingest scans --json | true")
            #expect(outcome.errors.isEmpty)
            let status = try await tool.run("status", "--json").json()
            #expect(status.first?["documents"].int == 1)
            #expect(outcome.status == 3)
        }
    }
}
