package import ArchiveModel
package import Catalogue
package import DurableFiles

extension Listing {
    /// A dossier with its documents; nil when there is none of this identifier.
    package func dossier(_ id: DossierID) throws(StoreError) -> StoredDossier? {
        try archive.catalogue.read { try DossierRow.read(id, in: $0) }
    }

    /// The dossiers that have a mark: one at most, unless two archivists gave it at once.
    package func dossiers(marked mark: DossierMark) throws(StoreError) -> [DossierID] {
        try archive.catalogue.read { try DossierRow.all(marked: mark, in: $0) }
    }

    /// At most ten dossiers whose identifier begins as typed.
    package func dossiers(withIDPrefix typed: String) throws(StoreError) -> [DossierID] {
        try archive.catalogue.read { try DossierRow.all(withIDPrefix: typed, in: $0) }
    }

    /// Calls `body` with each dossier, by code, year, number and volume; rethrows what it throws.
    package func forEachDossier(_ body: (StoredDossier) throws -> Void) throws {
        for id in try archive.catalogue.read({ try DossierRow.all(in: $0) }) {
            // One may be added or described anew meanwhile.
            try dossier(id).map(body)
        }
    }

    /// The dossier that a document belongs to, with the mark by which people know it; nil when it is in none.
    package func namedDossier(of document: DocumentID) throws(StoreError) -> NamedDossier? {
        try archive.catalogue.read { database in
            guard let id = try DossierPapers.place(of: document, in: database)?.dossier,
                let mark = try DossierRow.description(of: id, in: database)?.mark
            else { return nil }
            return NamedDossier(id: id, mark: mark)
        }
    }

    /// The dossier that a document belongs to; nil when it is in none.
    package func dossier(of document: DocumentID) throws(StoreError) -> DossierID? {
        try archive.catalogue.read { try DossierPapers.place(of: document, in: $0)?.dossier }
    }
}

/// A dossier by both its names.
package struct NamedDossier: Sendable, Hashable {
    /// Its identifier.
    package let id: DossierID
    /// What people call it.
    package let mark: DossierMark
}
