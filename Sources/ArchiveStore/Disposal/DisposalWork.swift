package import ArchiveModel
package import Catalogue
import DurableFiles
import GRDB
import OCFL
import Synchronization

/// Carrying an approved proposal out, so that nothing is left of its documents but what tells of that.
///
/// The order: the decision is in the journal, and with it everything goes that the catalogue says of the documents;
/// then object after object is replaced, the parts of the journal too; last what is left in free pages. Broken off
/// anywhere, it is ended by carrying out the same proposal again.
package struct DisposalWork: Sendable {
    let archive: Archive
    /// Who is named in journal, versions and events.
    let user: ActingUser

    /// Writes to an archive that is open for writing.
    package init(archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    /// Carries a proposal out, from where it was broken off; one that is carried out stays as it is.
    ///
    /// `permit` is asked about the proposal in the transaction that orders it, behind which there is no way back; what
    /// it throws refuses that. `index` takes documents out of the index, `compact` all that the index keeps of those that
    /// it had. Throws
    /// `disposal-unknown`, `disposal-state` for one that is not approved, `disposal-changed` and
    /// `disposal-shared-scan` when the documents are not those that were proposed, `disposal-copies-kept`; then
    /// nothing was removed. Throws `disposal-unfinished` when a reader keeps the log in use, `record-unexplained`,
    /// and faults of the archive; then it is to be done again.
    package func carryOut(
        _ number: Int64, permit: (Disposal) throws -> Void,
        index: (DocumentID, StoredDocument?, StoreTransaction) throws -> Void,
        compact: (StoreTransaction) throws -> Void
    ) throws -> Disposal {
        guard archive.mode == .write else { throw StoreError.openedForReading(archive.path) }
        let known = try Listing(archive: archive).disposal(number)
        if known.state == .carriedOut { return known }
        try requireNoCopies()
        try order(number, permit: permit, index: index)
        WriteStep.disposalBegun.reached()
        let disposal = try Listing(archive: archive).disposal(number)
        try removeRest(of: disposal, index: index)
        try seal()
        try archive.versions.withLock { _ in
            try replaceObjects(of: disposal)
            try JournalErasure(archive: archive, user: user, content: content(of: number)).erase()
        }
        WriteStep.disposalErased.reached()
        try archive.write(compact)
        guard try archive.catalogue.compact(by: archive.store.staging) else {
            throw StoreError.disposalUnfinished(number)
        }
        try end(number)
        return try Listing(archive: archive).disposal(number)
    }

    /// Writes down that it is carried out, and removes the rows of the documents, in one transaction.
    private func order(
        _ number: Int64, permit: (Disposal) throws -> Void, index: Grouping.Indexing
    ) throws {
        _ = try archive.catalogue.dispose(by: user) { database in
            let disposal = try Disposals.require(number, in: database)
            try disposal.require([.approved, .ordered])
            guard disposal.state == .approved else { return nil }
            try disposal.requireUnchanged(in: database)
            try permit(disposal)
            return DisposalStep(.ordered, of: number)
        } then: { database in
            let disposal = try Disposals.require(number, in: database)
            try DisposalRemoval(disposal: disposal, user: user, database: database)
                .remove(index: index)
        }
    }

    /// Removes the rows of what was ordered by a command that was broken off before it could, or of what a rebuild
    /// took over from objects that were not replaced yet.
    private func removeRest(of disposal: Disposal, index: Grouping.Indexing) throws {
        try archive.catalogue.writeRethrowing { database in
            let removal = DisposalRemoval(disposal: disposal, user: user, database: database)
            guard try removal.isDue() else { return }
            // Meanwhile somebody may have put pages of other documents beside them.
            _ = try DisposalContents.read(
                of: disposal.proposal.documents.map(\.id).filter {
                    try DocumentRow.key(of: $0, in: database) != nil
                }, in: database)
            try removal.remove(index: index)
        }
    }

    /// What is left of the batches is written into their objects, so that nothing that stays is in the journal
    /// alone.
    private func seal() throws {
        let sealing = Sealing(archive: archive, by: user)
        var refusal: StoreError?
        _ = try sealing.sealPending { refusal = refusal ?? $0 }
        if let refusal { throw refusal }
        try sealing.sealDecisions()
    }

    private func replaceObjects(of disposal: Disposal) throws {
        let batches = try archive.catalogue.read { database in
            try Int64.fetchAll(
                database, sql: "SELECT batch_id FROM disposal_batch WHERE number = ?",
                arguments: [disposal.number]
            ).map { try BatchRow.read(BatchID(rawValue: $0), in: database) }
        }
        for batch in batches {
            try BatchReplacement.begin(batch, of: disposal, archive: archive, by: user)?.replace()
        }
    }

    /// What is to be erased of the journal.
    private func content(of number: Int64) throws -> DisposedContent {
        try archive.catalogue.read { database in
            DisposedContent(
                documents: try String.fetchSet(
                    database, sql: "SELECT document FROM disposal_document WHERE number = ?",
                    arguments: [number]),
                corrections: try String.fetchSet(
                    database, sql: "SELECT identity FROM disposal_correction WHERE number = ?",
                    arguments: [number]))
        }
    }

    private func end(_ number: Int64) throws {
        _ = try archive.catalogue.dispose(by: user) { _ in
            DisposalStep(.carriedOut, of: number)
        } then: { database in
            for table in ["disposal_batch", "disposal_correction"] {
                try database.execute(
                    sql: "DELETE FROM \(table) WHERE number = ?", arguments: [number])
            }
        }
    }

    /// Throws `disposal-copies-kept` when former catalogues lie beside this one.
    private func requireNoCopies() throws(StoreError) {
        let names = (Folder.names(in: archive.path) ?? []).map {
            String(decoding: $0, as: UTF8.self)
        }.filter { $0.hasPrefix("catalogue.sqlite" + Folder.setAside) }.sorted()
        guard names.isEmpty else { throw .disposalCopiesKept(names) }
    }
}
