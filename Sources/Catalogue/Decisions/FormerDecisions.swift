import ArchiveModel
import DurableFiles
import GRDB

/// What the catalogue that a rebuild replaces has of decisions.
///
/// The truth is the journal, in objects and in `journal/`. When a part of that is lost, this is the last
/// place where its decisions may be.
package struct FormerDecisions {
    /// What one decision changed about one document.
    private struct Entry {
        let document: DocumentID
        /// The number that the decision had in the journal.
        let decision: Int64
        let corrections: [Correction]
    }

    /// All that have a number, in its order.
    private let entries: [Entry]
    private let digest: CatalogueDigest

    /// Reads them; nil when there is no catalogue that can be read.
    ///
    /// A catalogue of before there was a journal has none.
    package static func read(in catalogue: String) -> FormerDecisions? {
        guard Folder.isFile(catalogue), let former = try? Catalogue.open(reading: catalogue)
        else { return nil }
        defer { try? former.close() }
        guard let entries = try? former.read(all) else { return nil }
        return FormerDecisions(entries: entries, digest: CatalogueDigest(of: catalogue))
    }

    /// Whether nothing speaks against the catalogue: only then its word counts.
    ///
    /// Reads all of it. SQLite must not have it open in this process.
    package func areUnaltered() -> Bool { (try? digest.fits()) ?? false }

    private static func all(in database: Database) throws -> [Entry] {
        let documents = try String.fetchAll(
            database,
            sql: "SELECT DISTINCT document FROM correction WHERE decision IS NOT NULL")
        return try documents.compactMap { DocumentID($0) }.flatMap { document in
            let corrections = try CorrectionRow.all(of: document, in: database)
            return Dictionary(grouping: corrections, by: \.decision).compactMap { decision, made in
                decision.map { Entry(document: document, decision: $0, corrections: made) }
            }
        }.sorted { ($0.decision, $0.document.text) < ($1.decision, $1.document.text) }
    }

    /// The decisions that no line of a journal has, as lines of their number; `known` says whether the
    /// catalogue that is being made has a correction already.
    package func lost(
        from history: JournalHistory, known: (String) throws -> Bool
    ) throws -> [JournalLine] {
        var there: Set<Int64> = []
        // One whose payload was erased is there, too, and must not come back.
        try history.forEachLine(fault: { _ in }) { there.insert($0.sequence) }
        return try entries.filter { entry in
            guard !there.contains(entry.decision) else { return false }
            return try entry.corrections.contains { try !known($0.id) }
        }.compactMap { entry in
            guard let first = entry.corrections.first else { return nil }
            return try Decision(corrections: entry.corrections).line(
                Decision.carried, about: entry.document,
                by: ActingUser(name: first.actor, address: first.account ?? ""),
                after: EventLog.End(hash: EventLog.start.hash, sequence: entry.decision - 1))
        }
    }
}
