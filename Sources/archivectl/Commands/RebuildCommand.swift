import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Pipeline

struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Make a lost or damaged catalogue again from the objects.",
        discussion: """
            Reads objects/ alone: batches, scans, pages, documents, fields and sealed corrections come \
            back, and the index with them. Scans of which nothing was written down are read again by \
            the next "ingest". The old catalogue is kept under another name.

            EXIT STATUS: 0 done; 1 failed; 4 done, but some objects could not be taken over whole; \
            10 there is no archive; 11 another process writes to it; 12 made by a newer version; \
            64 wrong usage.
            """)

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let result = try ArchiveRebuild.run(
                at: options.path, by: acting.user, expecting: options.expected)
            let printer = FindingPrinter(json: options.output.json)
            result.summary.notices.forEach(printer.print)
            result.summary.problems.forEach(printer.print)
            if options.output.json {
                Output.json(RebuiltRecord(result.summary, kept: result.kept))
            } else {
                lines(result.summary, kept: result.kept).forEach(Output.note)
            }
            return result.summary.problems.isEmpty ? .done : .damaged
        }
    }

    private func lines(_ summary: RebuildSummary, kept: String?) -> [String] {
        var lines = [
            "rebuilt " + Count(summary.batches, "batch", plural: "batches").text + ", "
                + Count(summary.scans, "scan").text + ", " + Count(summary.pages, "page").text
                + ", " + Count(summary.documents, "document").text
        ]
        if summary.unread > 0 {
            lines.append(
                "\(Count(summary.unread, "scan").text) to be read again; run archivectl ingest")
        }
        if let kept { lines.append("the old catalogue is \(TerminalText.sanitized(kept))") }
        return lines
    }
}
