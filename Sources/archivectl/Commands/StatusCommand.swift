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

    @Flag(name: .long, help: "List the scans and pages that should be looked at, with the reasons.")
    var doubtful = false

    @Flag(name: .long, help: "List the scans whose bytes were there before, with where.")
    var duplicates = false

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let archive = try options.openForReading()
            let status = try archive.status(quarantineLimit: quarantine ? 1_000_000 : 0)
            if options.output.json {
                Output.json(StatusRecord(status))
                status.quarantine.forEach { Output.json(QuarantineRecord($0)) }
            } else {
                lines(for: status).forEach(Output.line)
                status.quarantine.forEach { Output.line(line(for: $0)) }
            }
            if doubtful { try archive.forEachDoubtful(show) }
            if duplicates { try archive.forEachDuplicate(show) }
            return .done
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
        let hasDoubts = status.doubtfulScans + status.doubtfulPages > 0
        let hasTrouble = status.quarantined + status.failedPagesOfReadScans > 0
        return (status.id.map { ["archive     \($0.text)"] } ?? []) + [
            "batches     \(status.batches)",
            "scans       \(list(scans + earlier))",
            "pages       \(list(pages))",
            "documents   \(status.documents)" + ((types + unknown).isEmpty ? "" : ": ")
                + (types + unknown).joined(separator: ", "),
            "originals   \(ByteCount(status.originalBytes).text)",
            "quarantine  \(Count(status.quarantined, "scan").text), "
                + Count(status.failedPagesOfReadScans, "page").text
                + (hasTrouble && !quarantine ? " (list them with --quarantine)" : ""),
            "doubtful    \(Count(status.doubtfulScans, "scan").text), "
                + Count(status.doubtfulPages, "page").text
                + (hasDoubts && !doubtful ? " (list them with --doubtful)" : ""),
        ]
    }

    private func list(_ parts: [String]) -> String {
        parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }

    private func line(for scan: QuarantinedScan) -> String {
        "  \(scan.batchName.display)/\(scan.name.display)"
            + (scan.page.map { ", page \($0)" } ?? "") + ": "
            + TerminalText.sanitized(scan.failure.message)
    }
}

/// The counts as a JSON line.
struct StatusRecord: Encodable {
    let type = "status"
    let id: String?
    let batches, documents, quarantined, superseded, doubtfulScans, doubtfulPages: Int
    let scans, pages, documentsByType: [String: Int]
    let documentsWithoutType: Int
    let originalBytes: Int64

    private enum CodingKeys: String, CodingKey {
        case type, id, batches, documents, quarantined, superseded, scans, pages
        case doubtfulScans = "doubtful_scans"
        case doubtfulPages = "doubtful_pages"
        case documentsByType = "documents_by_type"
        case documentsWithoutType = "documents_without_type"
        case originalBytes = "original_bytes"
    }

    init(_ status: ArchiveStatus) {
        id = status.id?.text
        batches = status.batches
        superseded = status.superseded
        documents = status.documents
        quarantined = status.quarantined
        doubtfulScans = status.doubtfulScans
        doubtfulPages = status.doubtfulPages
        scans = Dictionary(uniqueKeysWithValues: status.scans.map { ($0.key.rawValue, $0.value) })
        pages = Dictionary(uniqueKeysWithValues: status.pages.map { ($0.key.rawValue, $0.value) })
        documentsByType = Dictionary(
            uniqueKeysWithValues: status.documentsByType.map { ($0.key.rawValue, $0.value) })
        documentsWithoutType = status.documentsWithoutType
        originalBytes = status.originalBytes
    }
}

/// One duplicate as a JSON line.
struct DuplicateRecord: Encodable {
    let type = "duplicate"
    let file, at, duplicateOf: String

    private enum CodingKeys: String, CodingKey {
        case type, file, at
        case duplicateOf = "duplicate_of"
    }

    init(_ scan: DuplicateScan) {
        file = ScanPath.text(scan.batchName, name: scan.name)
        at = scan.accessionedAt
        duplicateOf = ScanPath.text(scan.originalBatchName, name: scan.originalName)
    }
}

/// One scan in quarantine as a JSON line.
struct QuarantineRecord: Encodable {
    let type = "quarantined"
    let file: String
    let page: Int?
    let failure: FailureRecord

    init(_ scan: QuarantinedScan) {
        file = ScanPath.text(scan.batchName, name: scan.name)
        page = scan.page
        failure = FailureRecord(scan.failure)
    }
}

/// One doubtful scan or page as a JSON line.
struct DoubtfulRecord: Encodable {
    let type = "doubtful"
    let file: String
    let page: Int?
    let doubts: [DoubtRecord]?

    init(_ scan: DoubtfulScan) {
        file = ScanPath.text(scan.batchName, name: scan.name)
        page = scan.page
        doubts = DoubtRecord.list(scan.doubts)
    }
}
