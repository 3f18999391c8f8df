package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

/// Putting pages into other documents, as a person decides it.
package struct Grouping: Sendable {
    /// Reads the fields of a document anew from its pages; nil where that cannot be done.
    ///
    /// Not by the archive that the grouping is made in, which is being written to.
    package typealias Reading = (StoredDocument) throws -> ExtractedDocument?
    /// Takes a document into the index, or out of it: nil for one that is no more.
    package typealias Indexing = (DocumentID, StoredDocument?, StoreTransaction) throws -> Void

    let archive: Archive
    /// Who is named in the journal and in events.
    let user: ActingUser

    /// Writes to an archive that is open for writing.
    package init(archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    /// Groups the pages of documents anew, in one transaction: all of it or nothing.
    ///
    /// `plan` gets the documents as they are then, in the order asked for, and says the groups; nil for
    /// nothing to be done. Documents that are not as they were `seen` are refused. They must have all pages of these documents, each once; pages that are in no
    /// document may come in. The decision is in the
    /// journal before the transaction ends. Documents keep what persons corrected; all other fields are
    /// what `read` gives. Throws `record-unexplained` for documents that were changed and no event says by
    /// whom, `grouping-incomplete`, `grouping-of-batches` for pages of several batches, `document-changed`, `dossier-closed` and
    /// `dossier-held` for pages that may not leave their dossier, and what the closures throw.
    @discardableResult
    package func decide(
        about ids: [DocumentID], seen: SeenRevisions = [:],
        plan: ([StoredDocument]) throws -> [PlannedGroup]?,
        read: Reading, index: Indexing
    ) throws -> DecidedGrouping? {
        guard let first = ids.first else { return nil }
        var decided: DecidedGrouping?
        return try archive.catalogue.group(about: first, by: user) { database in
            try DocumentHistory.requireUnchanged(since: seen, in: database)
            let old = try ids.compactMap {
                try DocumentRow.read($0, withTexts: false, in: database)
            }
            decided = try plan(old).map { try decision($0, of: old, in: database) }
            return decided
        } then: { database in
            guard let decided else { return }
            // A page of yet another document is among them, or one that nobody recorded.
            guard try GroupingRow.isCarriedOut(decided.id, in: database) else {
                throw StoreError.groupingIncomplete("a page is not free, or not recorded")
            }
            try renew(decided, in: database, read: read, index: index)
        }
    }

    /// Whether a decision waits for its pages, or fields have to be read anew.
    package func isBehind() throws(StoreError) -> Bool {
        try archive.catalogue.read { database in
            try !GroupingRow.waiting(in: database).isEmpty
                || !GroupingRow.notRenewed(in: database).isEmpty
        }
    }

    /// Carries out what waited for pages that were read again, and reads anew the fields of what was
    /// carried out where nobody could read them.
    package func catchUp(read: Reading, index: Indexing) throws {
        let isWaiting = try archive.catalogue.read { try !GroupingRow.waiting(in: $0).isEmpty }
        if isWaiting {
            _ = try archive.catalogue.writeRethrowing {
                try GroupingReplay(in: $0).carryOutWaiting()
            }
        }
        for decided in try archive.catalogue.read({ try GroupingRow.notRenewed(in: $0) }) {
            // Read before anything is written, by this archive itself.
            var extracted: [DocumentID: ExtractedDocument] = [:]
            for id in decided.grouping.documents {
                guard
                    let document = try Listing(archive: archive).document(id, withTexts: false)
                else { continue }
                extracted[id] = try read(document)
            }
            try archive.catalogue.writeRethrowing { database in
                try renew(
                    decided.grouping, in: database, read: { extracted[$0.id] }, index: index)
            }
        }
    }

    /// What there is to say of decisions whose pages are not all there; nil when there are none.
    package func waiting() throws(StoreError) -> ArchiveFinding? {
        let count = try archive.catalogue.read { try GroupingRow.waiting(in: $0).count }
        guard count > 0 else { return nil }
        return ArchiveFinding(
            "decision-waiting", severity: .note, subject: "journal",
            message: "\(count) decision\(count == 1 ? "" : "s") about the grouping of pages wait"
                + "\(count == 1 ? "s" : "") for pages that are not there; an ingest that reads them carries "
                + "out what was decided")
    }

    private func decision(
        _ groups: [PlannedGroup], of old: [StoredDocument], in database: Database
    ) throws -> DecidedGrouping {
        try requireExplained(old, in: database)
        guard Set(old.flatMap(\.pages).map(\.batchName)).count <= 1 else {
            throw StoreError.groupingOfBatches
        }
        let after = try identified(groups, of: old, in: database)
        try DecidedGrouping.require(after, toHaveAllPagesOf: old)
        let decided = DecidedGrouping(
            before: old.map { document in
                let said = document.extracted.fields.filter { $0.evidence == nil }
                return .init(
                    document.id, pages: document.pages.map(\.address),
                    fields: said.compactMap(\.id))
            }, after: after)
        try DossierBounds(in: database).require(decided)
        return decided
    }

    /// The groups with a new identifier for each that has none; a named document must be there, or have
    /// been.
    private func identified(
        _ groups: [PlannedGroup], of old: [StoredDocument], in database: Database
    ) throws -> [DecidedGrouping.Group] {
        try groups.reduce(into: []) { identified, group in
            guard let first = group.pages.first else {
                throw StoreError.groupingIncomplete("a document has no page")
            }
            if let id = group.document, !old.contains(where: { $0.id == id }),
                try !FormerDocument.isOne(id, in: database)
            {
                throw StoreError.groupingIncomplete("there is no document \(id.text)")
            }
            let id =
                try group.document
                ?? DocumentIdentities.next(
                    startingOn: first, besides: identified.map(\.document), in: database)
            identified.append(.init(id, pages: group.pages))
        }
    }

    private func requireExplained(_ documents: [StoredDocument], in database: Database) throws {
        let unexplained = try documents.compactMap { document in
            let parts = try DocumentMarks.unexplained(document.id, in: database)
            return parts.isEmpty ? nil : UnexplainedDocument(id: document.id, parts: parts)
        }
        guard unexplained.isEmpty else { throw StoreError.recordUnexplained(unexplained) }
    }

    /// Reads the fields of all documents of a decision anew, and brings the index up to date.
    private func renew(
        _ grouping: DecidedGrouping, in database: Database, read: Reading, index: Indexing
    ) throws {
        let transaction = StoreTransaction(database: database)
        for id in grouping.documents {
            if let document = try DocumentRow.read(id, withTexts: false, in: database),
                let extracted = try read(document)
            {
                try Recording.write(
                    DocumentDraft(
                        id: id, pages: document.pages.map(\.reference), extracted: extracted),
                    by: user, in: database)
            }
            try index(id, try DocumentRow.read(id, in: database), transaction)
            try IndexDue.forget(id, in: database)
        }
        try Self.indexDue(in: database, index: index)
        try GroupingRow.markRenewed(grouping.id, in: database)
    }
}

extension Grouping {
    /// Brings the index up to date with documents that are found in another way since others are gone or
    /// there again, such as duplicates of them.
    static func indexDue(in database: Database, index: Indexing) throws {
        try IndexDue.take(in: database) { id in
            try index(
                id, try DocumentRow.read(id, in: database), StoreTransaction(database: database))
        }
    }
}

/// Pages that are to make one document.
package struct PlannedGroup: Sendable, Hashable {
    /// The document that they make; nil for a new one.
    package var document: DocumentID?
    /// The pages, in order.
    package var pages: [PageAddress]

    /// Puts a group together.
    package init(_ document: DocumentID?, pages: [PageAddress]) {
        self.document = document
        self.pages = pages
    }
}
