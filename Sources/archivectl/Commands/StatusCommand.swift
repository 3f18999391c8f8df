import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Count what the archive holds, and list what could not be read.",
        discussion: """
            EXIT STATUS: 0 done (also when scans are in quarantine); 4 the catalogue is damaged; 10 there is no archive; \
            12 made by a newer version; 64 wrong usage.
            """)

    @Flag(name: .long, help: "List all that is in quarantine, with the reasons.")
    var quarantine = false

    @Flag(
        name: .long,
        help:
            "List the scans, pages and boundaries of documents that should be looked at, with the reasons."
    )
    var doubtful = false

    @Flag(name: .long, help: "List the scans whose bytes were there before, with where.")
    var duplicates = false

    @Flag(
        name: .long,
        help: "Count the documents of which an item of the record sheet of Law 135/2007 is unknown."
    )
    var sheets = false

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let archive = try options.openForReading()
            let status = try Listing(archive: archive).status(
                quarantineLimit: quarantine ? 1_000_000 : 0)
            if options.output.json {
                Output.json(StatusRecord(status))
                status.quarantine.forEach { Output.json(QuarantineRecord($0)) }
            } else {
                lines(for: status).forEach(Output.line)
                status.quarantine.forEach { Output.line(line(for: $0)) }
            }
            try options.output.noteFilingDue(in: archive)
            if doubtful {
                try Listing(archive: archive).forEachDoubtful(show)
                try Listing(archive: archive).forEachDoubtfulDocument(show)
            }
            if sheets { show(try RecordSheets.read(in: archive).completeness()) }
            if duplicates { try Listing(archive: archive).forEachDuplicate(show) }
            return .done
        }
    }

    private func show(_ sheets: SheetCompleteness) {
        if options.output.json {
            Output.json(SheetsRecord(sheets))
        } else {
            SheetsRecord.lines(sheets).forEach(Output.line)
        }
    }

    private func show(_ scan: DoubtfulScan) {
        if options.output.json {
            Output.json(DoubtfulRecord(scan))
            return
        }
        let place =
            "  \(scan.batchName.display)/\(scan.name.display)"
            + (scan.page.map { ", page \($0)" } ?? "") + ": "
        for doubt in scan.doubts { Output.line(place + TerminalText.sanitized(doubt.message)) }
    }

    private func show(_ head: DocumentHead) {
        if options.output.json {
            DoubtfulDocumentRecord(head).map { Output.json($0) }
            return
        }
        guard let bounds = head.bounds, let first = head.pages.first else { return }
        let place =
            "  document \(head.id.text), \(first.batchName.display)/\(first.scanName.display), "
            + "page \(first.reference.number): "
        for line in BoundsText.lines(bounds, number: head.number) {
            Output.line(place + line)
        }
    }

    private func show(_ scan: DuplicateScan) {
        if options.output.json {
            Output.json(DuplicateRecord(scan))
        } else {
            Output.line(
                "  \(scan.batchName.display)/\(scan.name.display) holds the same bytes as "
                    + "\(scan.originalBatchName.display)/\(scan.originalName.display)")
        }
    }

    private func lines(for status: ArchiveStatus) -> [String] {
        let scans = ScanVerdict.allCases.compactMap { verdict in
            status.scans[verdict].map { "\($0) \(verdict.rawValue)" }
        }
        let earlier = status.superseded > 0 ? ["\(status.superseded) superseded"] : []
        let pages = PageVerdict.allCases.compactMap { verdict in
            status.pages[verdict].map { "\($0) \(verdict.rawValue)" }
        }
        let types = status.documentsByType.sorted {
            ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
        }
        .map { "\($0.value) \($0.key.rawValue)" }
        let unknown =
            status.documentsWithoutType > 0 ? ["\(status.documentsWithoutType) unknown"] : []
        let hasDoubts =
            status.doubtfulScans + status.doubtfulPages + status.doubtfulDocuments > 0
        let hasTrouble = status.quarantined + status.openPages > 0
        let resolved = status.resolved > 0 ? ", \(status.resolved) resolved" : ""
        return (status.id.map { ["archive     \($0.text)"] } ?? []) + [
            "batches     \(status.batches)",
            "scans       \(list(scans + earlier))",
            "pages       \(list(pages))",
            "documents   \(status.documents)" + ((types + unknown).isEmpty ? "" : ": ")
                + (types + unknown).joined(separator: ", "),
            "originals   \(ByteCount(status.originalBytes).text)",
            "quarantine  \(Count(status.quarantined, "scan").text), "
                + Count(status.openPages, "page").text + resolved
                + (hasTrouble && !quarantine ? " (see archivectl quarantine list)" : ""),
            "doubtful    \(Count(status.doubtfulScans, "scan").text), "
                + Count(status.doubtfulPages, "page").text + ", "
                + Count(status.doubtfulDocuments, "document").text
                + (hasDoubts && !doubtful ? " (list them with --doubtful)" : ""),
        ]
    }

    private func list(_ parts: [String]) -> String {
        parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }

    private func line(for scan: QuarantineEntry) -> String {
        "  \(scan.batchName.display)/\(scan.name.display)"
            + (scan.page.map { ", page \($0)" } ?? "") + ": "
            + TerminalText.sanitized(scan.failure.message)
    }
}
