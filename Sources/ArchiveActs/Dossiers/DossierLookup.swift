import ArchiveModel
package import ArchiveStore
package import Catalogue

/// Finds a dossier by what a person knows of it: its mark, such as `II.C.7/2023/12`, or the beginning of
/// its identifier.
package struct DossierLookup {
    private let archive: Archive

    package init(_ archive: Archive) { self.archive = archive }

    /// The one dossier that is meant.
    ///
    /// Throws `dossier-unknown` when there is none, and `dossier-ambiguous` when there is more than one.
    package func dossier(typed: String) throws -> StoredDossier {
        let listing = Listing(archive: archive)
        let matches = try matches(typed, in: listing)
        guard let first = matches.first, let dossier = try listing.dossier(first) else {
            throw ActError.noDossier(typed)
        }
        guard matches.count == 1 else { throw ActError.severalDossiers(typed, matches: matches) }
        return dossier
    }

    private func matches(_ typed: String, in listing: Listing) throws -> [DossierID] {
        for mark in DossierMark.readings(of: typed) {
            let found = try listing.dossiers(marked: mark)
            if !found.isEmpty { return found }
        }
        return typed.isEmpty ? [] : try listing.dossiers(withIDPrefix: typed)
    }
}
