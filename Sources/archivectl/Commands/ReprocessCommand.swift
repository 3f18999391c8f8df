import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Pipeline

struct ReprocessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reprocess",
        abstract: "Read pages again where a better reading may come of it.",
        discussion: """
            Each page is compared with the reading that is there, and listed. A worse one is not taken: one of which \
            fewer characters are expected to be right, in share or in number, or with a new reason for doubt, or \
            without text. Documents keep their pages and what persons corrected; their other fields are read anew. \
            The old reading stays in the earlier versions of the batch's object.

              archivectl reprocess --where 'confidence<0.8' --dry-run
              archivectl reprocess --where 'confidence<0.8 and doubts>0'
              archivectl reprocess --engine-older-than 5.4.0

            A page is not read twice by the same program and language data, so that an interrupted run continues \
            when the same command is run again; --again reads it all the same.

            EXIT STATUS: 0 done, also when no reading was taken; 3 some pages could not be read this time; 1 failed; \
            4 the archive is damaged, or a batch was not sealed; 10 there is no archive; 11 another process writes to \
            it; 12 made by a newer version; 20 a component is missing; 64 wrong usage, or no condition; \
            130 interrupted, run again to continue.
            """)

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Pages of which this holds: confidence or doubts, < <= > >= or =, and a number; 'and' between several.",
            valueName: "condition"))
    var condition: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Pages that an earlier version of the engine read.", valueName: "version"))
    var engineOlderThan: String?

    @Option(name: .long, help: "Pages of this batch.")
    var batch: String?

    @Option(name: .long, help: "Pages of this document; the beginning of its identifier is enough.")
    var document: String?

    @Flag(name: .long, help: "Also pages that were read again by the same program before.")
    var again = false

    @Flag(name: .long, help: "Only count the pages, and say what reading them would cost.")
    var dryRun = false

    @Option(name: .long, help: "How many pages to read at a time (default: one for each core).")
    var workers: Int?

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func validate() throws {
        if condition == nil && engineOlderThan == nil && batch == nil && document == nil {
            throw ValidationError(
                "say which pages: --where, --engine-older-than, --batch or --document")
        }
        if let workers, !(1...256).contains(workers) {
            throw ValidationError("--workers takes a number from 1 to 256")
        }
    }

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let run = try await RunningIngest.prepare(
                workers: workers, acting: acting, json: options.output.json)
            if dryRun {
                let archive = try options.openForReading()
                let plan = try await ReprocessingPlan.make(
                    for: SelectionParser(archive).selection(request), in: archive,
                    options: run.options)
                report(plan)
                return .done
            }
            let archive = try options.openForWriting(acting)
            defer { try? archive.finish() }
            let selection = try SelectionParser(archive).selection(request)
            return try await run.carryOut(run.options, on: archive) { ingest, report in
                try await ingest.reprocess(selection, report: report)
            }
        }
    }

    private var request: SelectionParser.Request {
        .init(
            conditions: condition, engine: engineOlderThan, batch: batch, document: document,
            isRepeated: again)
    }

    private func report(_ plan: ReprocessingPlan) {
        if options.output.json { return Output.json(ReprocessingPlanRecord(plan)) }
        let cost =
            plan.secondsPerPage.map { page in
                "about \(ProgressState.duration(plan.seconds ?? 0)) of a processor, at "
                    + "\((page * 100).rounded() / 100) s a page as measured in earlier runs"
            } ?? "what a page costs was not measured here yet"
        Output.line(
            "would read again \(Count(plan.pages, "page").text) of "
                + "\(Count(plan.documents, "document").text); \(cost)")
    }
}

/// What reading pages again would come to, as a JSON line.
private struct ReprocessingPlanRecord: Encodable {
    let type = "reprocess-plan"
    let pages, documents: Int
    let secondsPerPage, cpuSeconds: Double?

    private enum CodingKeys: String, CodingKey {
        case type, pages, documents
        case secondsPerPage = "seconds_per_page"
        case cpuSeconds = "cpu_seconds"
    }

    init(_ plan: ReprocessingPlan) {
        pages = plan.pages
        documents = plan.documents
        secondsPerPage = plan.secondsPerPage
        cpuSeconds = plan.seconds
    }
}
