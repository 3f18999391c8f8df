package import ArchiveModel
package import Catalogue
import GRDB

/// Which dossiers there are and what belongs to them, as persons decide it.
package struct Dossiers: Sendable {
    let archive: Archive
    /// Who is named in the journal.
    let user: ActingUser

    /// What the catalogue has when a decision is made.
    package struct Ground {
        /// The dossier; nil when there is none of its identifier.
        package let dossier: StoredDossier?
        /// The documents that the decision is about, in the order asked for.
        package let papers: [Paper]
        private let database: Database

        /// A document on its way into a dossier, or out of one.
        package struct Paper {
            /// The document.
            package let document: DocumentID
            /// Whether it is there.
            package let isThere: Bool
            /// Its date; nil when none was read.
            package let date: CalendarDate?
            /// The dossier that it belongs to; nil when it is in none.
            package let dossier: DossierID?
        }

        fileprivate init(
            _ id: DossierID, _ documents: [DocumentID], in database: Database
        ) throws {
            dossier = try DossierRow.read(id, in: database)
            papers = try documents.map { document in
                let row = try Row.fetchOne(
                    database, sql: "SELECT date FROM document WHERE id = ?",
                    arguments: [document.text])
                return Paper(
                    document: document, isThere: row != nil,
                    date: (row?["date"] as String?).flatMap { CalendarDate(iso: $0) },
                    dossier: try DossierPapers.place(of: document, in: database)?.dossier)
            }
            self.database = database
        }

        /// The dossiers that have a mark.
        package func dossiers(marked mark: DossierMark) throws -> [DossierID] {
            try DossierRow.all(marked: mark, in: database)
        }
    }

    /// Writes to an archive that is open for writing, if only for an act.
    package init(archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    /// Decides something about a dossier, in one transaction, with the decision in the journal before that
    /// ends.
    ///
    /// `plan` says what, by the catalogue as it is then; nil for nothing to be done. Throws what `plan`
    /// throws, and faults of catalogue and journal; then nothing is changed.
    @discardableResult
    package func decide(
        about id: DossierID, and documents: [DocumentID] = [],
        plan: (Ground) throws -> DossierDecision?
    ) throws -> DossierDecision? {
        try archive.catalogue.keep(id, by: user) { database in
            try plan(try Ground(id, documents, in: database))
        }
    }
}
