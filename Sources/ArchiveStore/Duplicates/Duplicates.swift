package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

/// Deciding whether documents that seem to be earlier ones, scanned anew, are that.
package struct Duplicates: Sendable {
    let archive: Archive
    /// Who is named in the journal.
    let user: ActingUser

    /// Writes to an archive that is open for writing, if only for an act.
    package init(archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    /// Writes a decision down and brings the index up to date, in one transaction.
    ///
    /// `choose` gets what the document resembles and the one that it was said to be, as the archive is then, and says
    /// which is meant; what it throws undoes all. Returns what was decided, nil when all was so already. Throws faults of the archive, and what `index`
    /// throws.
    package func decide(
        about document: DocumentID, isDuplicate: Bool,
        choose: ([Resemblance], _ accepted: DocumentID?) throws -> DocumentID,
        index: (StoredDocument, StoreTransaction) throws -> Void
    ) throws -> DecidedDuplicate? {
        try archive.catalogue.decideDuplicate(about: document, by: user) { database in
            let found = try ResemblanceRow.all(of: document, in: database)
            let accepted = try DuplicateRow.accepted(of: document, in: database)
            let original = try choose(found, accepted?.duplicate.original)
            let last = try DuplicateRow.last(about: document, and: original, in: database)
            guard last?.duplicate.isDuplicate != isDuplicate else { return nil }
            return DecidedDuplicate(document, of: original, isDuplicate: isDuplicate)
        } then: { database in
            guard let record = try DocumentRow.read(document, in: database) else {
                throw StoreError.catalogueDamaged("document \(document.text)")
            }
            try index(record, StoreTransaction(database: database))
            try IndexDue.forget(document, in: database)
        }
    }
}

extension Listing {
    /// Calls `body` with each document that seems to be an earlier one, and about which nobody decided yet.
    ///
    /// In the order in which they were found; rethrows what `body` throws.
    package func forEachResemblance(_ body: (Resemblance) throws -> Void) throws {
        var last: Int64 = 0
        while true {
            let after = last
            let found = try archive.catalogue.read {
                try ResemblanceRow.undecided(after: after, limit: 500, in: $0)
            }
            guard let end = found.last?.place else { return }
            for placed in found { try body(placed.resemblance) }
            last = end
        }
    }

    /// The first documents of which nobody looked yet whether they resemble others, at most so many.
    package func likenessesDue(_ count: Int) throws(StoreError) -> [DocumentID] {
        try archive.catalogue.read { try LikenessDue.first(count, in: $0) }
    }

    /// How many keys pages have in common with some; those with one only are left out.
    package func pages(
        sharing keys: Set<Int64>
    ) throws(StoreError) -> [PageReference: Int] {
        try archive.catalogue.read { try PageKeyRow.sharing(keys, in: $0) }
    }

    /// The document that a page is in, with its place among all documents; nil when it is in none.
    package func document(of page: PageReference) throws(StoreError) -> DocumentID? {
        try archive.catalogue.read {
            try DocumentRow.id(ofPage: page.number, of: page.scan, in: $0)
        }
    }
}

/// What was found out about the likeness of one document.
package struct LikenessFound: Sendable {
    /// The document.
    package var document: DocumentID
    /// The keys of its pages.
    package var keys: [PageReference: Set<Int64>]
    /// What it resembles.
    package var resemblances: [Resemblance]

    /// Puts all together.
    package init(
        document: DocumentID, keys: [PageReference: Set<Int64>], resemblances: [Resemblance]
    ) {
        self.document = document
        self.keys = keys
        self.resemblances = resemblances
    }
}

extension Recording {
    /// Keeps what was found out about the likeness of a document, in one transaction.
    package func record(_ found: LikenessFound) throws(StoreError) {
        try archive.catalogue.write { database in
            for (page, keys) in found.keys { try PageKeyRow.write(keys, of: page, in: database) }
            try ResemblanceRow.write(found.resemblances, of: found.document, in: database)
            try LikenessDue.forget(found.document, in: database)
        }
    }
}
