import ArchiveModel
import Catalogue
import DurableFiles
import GRDB

/// Checks the journal of decisions, in objects and in `journal/`: its chain, and that the catalogue
/// carried out what it says.
struct JournalCheck {
    let archive: Archive
    /// Whether the catalogue is older than the objects, so that it lacks decisions for that reason.
    let isBehind: Bool
    let report: (ArchiveFinding) -> Void

    /// Compares journal and catalogue; an archive of before there was a journal has nothing to check.
    func run() throws(StoreError) {
        try StoreError.ofCatalogue {
            guard let id = try archive.identity() else { return }
            try check(id).forEach(report)
        }
    }

    private func check(_ id: ArchiveID) throws -> [ArchiveFinding] {
        try archive.look(atHistoryOf: id) { history in
            let carriedOut = try archive.catalogue.read { try CarriedOut.read(in: $0) }
            let findings = carriedOut.map { Self.findings(in: history, $0) } ?? []
            return findings.filter { !isBehind || $0.severity == .error }
        }
    }

    private static func findings(
        in history: JournalHistory, _ carriedOut: CarriedOut
    ) -> [ArchiveFinding] {
        var comparison = JournalComparison(carriedOut, path: history.journal.path)
        do {
            try history.forEachLine(
                fault: { comparison.add($0) }, { try comparison.compare($0) })
        } catch let fault as JournalFault {
            comparison.add(fault)
        } catch {
            comparison.add(error as? StoreError ?? .catalogue(error))
        }
        return comparison.end()
    }
}

/// Compares the lines of the journal with what the catalogue says that it carried out.
private struct JournalComparison {
    private let carriedOut: CarriedOut
    private let path: String
    private var findings: [ArchiveFinding] = []
    private var isAtState: Bool
    private var isWhole = true
    private var last = EventLog.start

    init(_ carriedOut: CarriedOut, path: String) {
        self.carriedOut = carriedOut
        self.path = path
        isAtState = carriedOut.end == EventLog.start
    }

    mutating func add(_ fault: JournalFault) { add(.journal(fault)) }

    mutating func add(_ error: StoreError) {
        isWhole = false
        findings.append(ArchiveFinding(error))
    }

    /// Compares one line with the catalogue; lines come in order.
    mutating func compare(_ line: JournalLine) throws {
        last = line.end
        if line.end == carriedOut.end { isAtState = true }
        guard line.sequence <= carriedOut.end.sequence else { return }
        for id in try line.identities() where !carriedOut.identities.contains(id) {
            findings.append(
                ArchiveFinding(
                    "record-differs", severity: .error,
                    subject: line.subject,
                    message: "the catalogue does not have decision \(line.sequence) of the "
                        + "journal; run 'archivectl rebuild'"))
        }
    }

    /// Everything found, once the last line was compared.
    mutating func end() -> [ArchiveFinding] {
        guard isWhole else { return findings }
        if !isAtState { add(.journalBehind(path, known: carriedOut.end.sequence)) }
        if last.sequence > carriedOut.end.sequence {
            findings.append(
                ArchiveFinding(
                    "journal-ahead", severity: .note, subject: Journal.name,
                    message: "a decision is not carried out yet, since its command was broken off; "
                        + "the next command that writes does it"))
        }
        return findings
    }
}
