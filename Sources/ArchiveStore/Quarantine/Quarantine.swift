import ArchiveModel
package import Catalogue
import GRDB

/// What persons decide about that which could not be read.
package struct Quarantine: Sendable {
    let archive: Archive
    /// Who is named in the journal.
    let user: ActingUser

    /// Writes to an archive that is open for writing, if only for an act.
    package init(archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    /// Writes down that nothing more is to be done about an entry, in one transaction.
    ///
    /// The scan and its bytes stay. The decision is in the journal before the transaction ends. `require`
    /// gets the entry as it is then, nil when it is not in quarantine any more, and throws when that is
    /// not what was meant; then nothing is decided.
    package func resolve(
        _ subject: QuarantineSubject, reason: String,
        require: (QuarantineEntry?) throws -> Void
    ) throws {
        try archive.catalogue.resolve(subject.id, by: user) { database in
            let entries = try Listing.quarantine(
                database, limit: .max, includingResolved: true)
            try require(entries.first { $0.subject == subject })
            return ResolvedEntry(subject, reason: reason)
        }
    }
}
