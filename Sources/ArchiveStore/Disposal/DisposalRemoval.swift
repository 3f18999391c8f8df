import ArchiveModel
import Catalogue
import DurableFiles
import GRDB

/// Removes everything that the catalogue says of disposed documents, within one transaction.
///
/// What is left: identifiers, digests, and the steps of the proposal.
struct DisposalRemoval {
    let disposal: Disposal
    let user: ActingUser
    let database: Database

    /// Removes the rows; `index` takes documents out of the index.
    func remove(index: Grouping.Indexing) throws {
        let scans = try scanRows()
        let documents = try disposal.proposal.documents.map(\.id).filter {
            try DocumentRow.key(of: $0, in: database) != nil
        }
        let corrected = try correctedDocuments()
        for id in documents { try remove(id, index: index) }
        try Grouping.indexDue(in: database, index: index)
        for id in corrected { try removeCorrections(of: id) }
        try noteBatches(of: scans)
        for scan in scans { try remove(scan) }
        try EventLog.append(
            .documentsDisposed, object: "disposal \(disposal.number)",
            detail: ["documents": documents.count, "scans": scans.count], by: user, in: database)
    }

    /// Whether anything is there to be removed: files, or corrections that a rebuild found in the journal.
    func isDue() throws -> Bool {
        if try !scanRows().isEmpty { return true }
        return try correctedDocuments().contains {
            try !CorrectionRow.all(of: $0, in: database).isEmpty
        }
    }

    /// The documents, and those of before that had pages of them.
    private func correctedDocuments() throws -> [DocumentID] {
        try disposal.proposal.documents.map(\.id) + formerDocuments()
    }

    /// The rows of all scans that go, copies of the same bytes before the one that they are copies of.
    private func scanRows() throws -> [Int64] {
        try disposal.proposal.scans.flatMap { digest in
            try Int64.fetchAll(
                database,
                sql: "SELECT id FROM scan WHERE digest = ? ORDER BY duplicate_of IS NULL",
                arguments: [digest.blob])
        }
    }

    /// Documents that are no more, and had pages of these scans: their corrections may say what was on them.
    private func formerDocuments() throws -> [DocumentID] {
        let scans = Set(disposal.proposal.scans)
        return try disposal.proposal.documents.map(\.id).flatMap { id in
            try GroupingRow.earlier(of: id, in: database)
        }.reduce(into: [DocumentID]()) { found, group in
            guard group.addresses.contains(where: { scans.contains($0.scan) }),
                !found.contains(group.document),
                try FormerDocument.isOne(group.document, in: database)
            else { return }
            found.append(group.document)
        }
    }

    private func remove(_ id: DocumentID, index: Grouping.Indexing) throws {
        try index(id, nil, StoreTransaction(database: database))
        try IndexDue.forget(id, in: database)
        try FormerDocument.make(of: id, in: database)
        try EventLog.append(
            .documentRemoved, object: id.text, detail: [String: Int](), by: user, in: database)
    }

    /// Their identities are kept until the lines of the journal that have them are erased.
    private func removeCorrections(of id: DocumentID) throws {
        for correction in try CorrectionRow.all(of: id, in: database) {
            try database.execute(
                sql: "INSERT OR IGNORE INTO disposal_correction (identity, number) VALUES (?, ?)",
                arguments: [correction.id, disposal.number])
        }
        try database.execute(
            sql: "DELETE FROM correction WHERE document = ?", arguments: [id.text])
        try database.execute(
            sql: "INSERT OR IGNORE INTO disposal_document (document, number) VALUES (?, ?)",
            arguments: [id.text, disposal.number])
    }

    private func noteBatches(of scans: [Int64]) throws {
        for scan in scans {
            try database.execute(
                sql: """
                    INSERT OR IGNORE INTO disposal_batch (number, batch_id)
                    SELECT ?, batch_id FROM scan WHERE id = ?
                    """, arguments: [disposal.number, scan])
            try database.execute(
                sql: """
                    UPDATE batch SET pending = 1 WHERE id = (SELECT batch_id FROM scan WHERE id = ?)
                    """, arguments: [scan])
        }
    }

    private func remove(_ scan: Int64) throws {
        for sql in [
            "DELETE FROM page WHERE scan_id = ?",
            "UPDATE scan SET superseded_by = NULL WHERE superseded_by = ?",
            "DELETE FROM scan WHERE id = ?",
        ] {
            try database.execute(sql: sql, arguments: [scan])
        }
    }
}
