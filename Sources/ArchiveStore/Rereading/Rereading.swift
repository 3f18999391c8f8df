package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB
import PageXML

/// A page that was read again, with what that came to.
package struct RereadPage: Sendable {
    /// Which one.
    package let reference: PageReference
    /// What was found out about it this time.
    package let page: ProcessedPage
    /// How it compares with the reading that was there.
    package let comparison: ReadingComparison

    /// Puts the three together.
    package init(_ reference: PageReference, page: ProcessedPage, comparison: ReadingComparison) {
        self.reference = reference
        self.page = page
        self.comparison = comparison
    }

    /// Whether the new reading takes the place of the old one.
    package var isTaken: Bool { comparison.outcome == .taken }
}

/// Writing down new readings of pages that were read before.
package struct Rereading: Sendable {
    let archive: Archive
    /// Who is named in versions and events.
    let user: ActingUser
    /// What reads the pages: program, engines and data.
    let reader: String

    /// Writes to an archive that is open for writing.
    package init(archive: Archive, by user: ActingUser, reader: String) {
        self.archive = archive
        self.user = user
        self.reader = reader
    }

    /// Writes down what pages of one document came to, and the document with what is read of it now, in one
    /// transaction.
    ///
    /// Readings that are taken replace the old ones, which stay in the versions of the batch's object. The
    /// document keeps its pages and what persons corrected. Returns false, and changes nothing, when its
    /// pages are not those of the draft any more: a person grouped them meanwhile. Throws
    /// `record-unexplained` for a document that was changed and no event says by whom, and what `index` throws.
    ///
    /// `index` gets the document twice: as nil before its texts change, since an index takes out what it was
    /// given by those texts, and as it is then.
    package func record(
        _ pages: [RereadPage], of draft: DocumentDraft?, index: Grouping.Indexing
    ) throws -> Bool {
        let isDone = try archive.catalogue.writeRethrowing { database in
            if let draft {
                let head = try DocumentRow.head(draft.id, in: database)
                guard head?.pages.map(\.reference) == draft.pages else { return false }
            }
            let isChanged = pages.contains(where: \.isTaken)
            if let draft, isChanged {
                try requireExplained(draft.id, in: database)
                try index(draft.id, nil, StoreTransaction(database: database))
            }
            for page in pages { try write(page, in: database) }
            if let draft, isChanged { try write(draft, in: database, index: index) }
            return true
        }
        WriteStep.documentRecorded.reached()
        return isDone
    }

    private func write(_ page: RereadPage, in database: Database) throws {
        if page.isTaken {
            try PageRow.replace(page.page, of: page.reference.scan, in: database)
        }
        try RereadingRow.write(
            page.comparison, of: page.reference, reader: reader, in: database)
    }

    private func write(
        _ draft: DocumentDraft, in database: Database, index: Grouping.Indexing
    ) throws {
        try Recording.write(draft, isExplained: true, by: user, in: database)
        guard let record = try DocumentRow.read(draft.id, in: database) else {
            throw StoreError.catalogueDamaged("document \(draft.id.text)")
        }
        try index(draft.id, record, StoreTransaction(database: database))
    }

    private func requireExplained(_ id: DocumentID, in database: Database) throws {
        let parts = try DocumentMarks.unexplained(id, in: database)
        guard parts.isEmpty else {
            throw StoreError.recordUnexplained([UnexplainedDocument(id: id, parts: parts)])
        }
    }

    /// Adds what a run used to what reading pages costs here.
    package func recordCost(_ seconds: [String: Double], pages: Int) throws(StoreError) {
        guard pages > 0 else { return }
        try archive.catalogue.write { try ReadingCost.add(seconds, pages: pages, in: $0) }
    }
}

extension ProcessedPage {
    /// The page as it is read from the catalogue, or from ALTO, once it is written there.
    package var asRecorded: ProcessedPage {
        var page = self
        page.recognized = recognized?.withXMLText.asStored
        return page
    }
}
