import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Pipeline

struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Work off what could not be read or taken in.",
        discussion: """
            What could not be read is kept and listed until it is read, until a file in its place could be read, or \
            until somebody says why nothing more is to be done. Each has an identifier; its beginning is enough.

              archivectl quarantine list
              archivectl quarantine retry 7c3k0f9x2m1a
              archivectl quarantine resolve 7c3k0f9x2m1a --reason 'a test page of the scanner'

            EXIT STATUS: 0 done; 1 failed, or nothing in quarantine is called so; 3 read again, and some could not be \
            read (retry); 4 the archive is damaged; 10 there is no archive; 11 another process writes to it; \
            12 made by a newer version; 20 a component is missing (retry); 64 wrong usage; 130 interrupted, run again \
            to continue (retry).
            """,
        subcommands: [
            ListQuarantine.self, ShowQuarantined.self, RetryQuarantined.self,
            ResolveQuarantined.self,
        ])
}

struct ListQuarantine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what could not be read or taken in, oldest first.")

    @Flag(name: .long, help: "Also list what was resolved.")
    var resolved = false

    @Option(name: .long, help: "Most entries to list, from 1 on.")
    var limit = 1000

    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit takes a number from 1 on") }
    }

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let entries = try Listing(archive: options.openForReading())
                .quarantine(limit: limit, includingResolved: resolved)
            for entry in entries {
                if options.output.json {
                    Output.json(QuarantineRecord(entry))
                } else {
                    Output.line(QuarantineText(entry).line)
                }
            }
            if entries.isEmpty { options.output.noteNothing("nothing is in quarantine") }
            if entries.count == limit { Output.note("there may be more; see --limit") }
            return .done
        }
    }
}

struct ShowQuarantined: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print what is known of one entry.")

    @Argument(help: "The entry, as list prints it; its beginning is enough.")
    var entry: String

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let found = try QuarantineLookup(options.openForReading()).entry(typed: entry)
            if options.output.json {
                Output.json(QuarantineRecord(found))
            } else {
                QuarantineText(found).lines.forEach(Output.line)
            }
            return .done
        }
    }
}

struct RetryQuarantined: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Read again what could not be read.",
        discussion: """
            Answers as "ingest" does. Of a scan with several failed pages all are read again. What an interrupted \
            run left is finished first. What is resolved can be named, too; if it cannot be read again, it stays \
            resolved, and is not counted.
            """)

    @Argument(help: "The entries, as list prints them.")
    var entries: [String] = []

    @Flag(name: .long, help: "Read again everything that is not resolved.")
    var all = false

    @Option(name: .long, help: "How many pages to read at a time (default: one for each core).")
    var workers: Int?

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func validate() throws {
        if all == !entries.isEmpty { throw ValidationError("name entries, or give --all") }
        if let workers, !(1...256).contains(workers) {
            throw ValidationError("--workers takes a number from 1 to 256")
        }
    }

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let run = try await RunningIngest.prepare(
                workers: workers, acting: acting, json: options.output.json)
            let archive = try options.openForWriting(acting)
            defer { try? archive.finish() }
            var ingest = run.options
            ingest.retries =
                all ? .all : .scans(try QuarantineLookup(archive).scans(typed: entries))
            return try await run.carryOut(ingest, on: archive)
        }
    }
}

struct ResolveQuarantined: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Say that nothing more is to be done, and why.",
        discussion: """
            The file and its bytes stay as they are. From then on "ingest" of the same folder does not count it. Each \
            is a decision in the journal, with who made it and why. Reading it again is still possible (retry).
            """)

    @Argument(help: "The entries, as list prints them.")
    var entries: [String]

    @Option(name: .long, help: "Why nothing more is to be done, in a few words.")
    var reason: String

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let resolved = try await options.writing(acting, mode: .act) { archive in
                try QuarantineResolving(archive)
                    .resolve(typed: entries, reason: reason, by: acting.user)
            }
            for entry in resolved {
                if options.output.json {
                    Output.json(QuarantineRecord(entry))
                } else {
                    Output.line(QuarantineText(entry).line)
                }
            }
            return .done
        }
    }
}
