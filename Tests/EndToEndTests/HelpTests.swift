import Testing

private let commandsForPeople = [
    "init", "ingest", "search", "show", "correct", "review", "undo", "history", "dossier",
    "inventory",
    "status", "types",
    "dump", "seal", "verify",
    "rebuild", "backup", "restore", "reindex", "inspect", "doctor",
]

extension EndToEnd {
    @Suite struct HelpTests {
        @Test(
            "the help of each command lists its exit statuses",
            arguments: commandsForPeople)
        func exitStatuses(command: String) async throws {
            let help = try await CommandLineTool().run(command, "--help")
            #expect(help.status == 0)
            #expect(help.output.contains("EXIT STATUS: 0"))
            #expect(help.output.contains("USAGE: archivectl \(command)"))
        }

        @Test("the help names the commands for people and hides the others")
        func commands() async throws {
            let help = try await CommandLineTool().run("--help")
            #expect(help.status == 0)
            for command in commandsForPeople {
                #expect(help.output.contains("\n  \(command) "), "\(command)")
            }
            #expect(!help.output.contains("worker"))
        }

        @Test("--version names the engines and the installed languages")
        func version() async throws {
            let version = try await CommandLineTool().run("--version")
            #expect(version.status == 0)
            let lines = version.lines
            for name in ["archivectl", "tesseract", "leptonica", "sqlite"] {
                let number = lines.first { $0.hasPrefix("\(name) ") }?.split(separator: " ").last
                #expect(number?.first?.isNumber == true, "\(name)")
            }
            let languages = lines.first { $0.hasPrefix("languages: ") }
            #expect(languages?.dropFirst(11).split(separator: ", ").contains("ron") == true)
        }

        @Test(
            "wrong usage ends with 64, help on standard error and nothing on standard output",
            arguments: [
                ["--nonsense"], ["frobnicate"], ["ingest"], ["ingest", "x", "--workers", "0"],
                ["ingest", "x", "--workers", "many"], ["search"], ["search", "x", "--limit", "0"],
                ["search", "x", "--order", "size"], ["show"], ["status", "extra"],
                ["dump", "--nonsense"], ["doctor", "--archive"],
            ])
        func wrongUsage(arguments: [String]) async throws {
            let outcome = try await CommandLineTool().start(arguments).outcome()
            #expect(outcome.status == 64)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains("Usage: archivectl"))
        }
    }
}
