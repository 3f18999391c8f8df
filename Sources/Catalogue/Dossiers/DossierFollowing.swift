package import ArchiveModel
package import GRDB

/// What becomes of the dossiers of documents whose pages are grouped anew, as the catalogue is before that.
///
/// A document that is new, or has pages of one that is no more, takes over its dossier unless it has one; it
/// gives that back when the other one is there again.
package struct DossierFollowing {
    /// What becomes of one document.
    package enum Outcome {
        /// It is in this dossier as before; nil for none.
        case stays(in: DossierID?)
        /// The document that it took this dossier over from is there again.
        case givesBack(DossierID)
        /// It takes this dossier over from another document.
        case takesOver(DossierID, from: DocumentID)
    }

    private let grouping: DecidedGrouping
    private let before: Set<DocumentID>
    private let after: Set<DocumentID>
    private let database: Database

    /// Of a decision, in a catalogue.
    package init(_ grouping: DecidedGrouping, in database: Database) {
        self.grouping = grouping
        before = Set(grouping.before.map(\.document))
        after = Set(grouping.after.map(\.document))
        self.database = database
    }

    /// What becomes of the document of a group; nothing of dossiers for which `isOpen` is false.
    package func outcome(
        of group: DecidedGrouping.Group, where isOpen: (DossierID) throws -> Bool = { _ in true }
    ) throws -> Outcome {
        if let place = try DossierPapers.place(of: group.document, in: database) {
            guard let origin = place.origin, !before.contains(origin), after.contains(origin),
                try isOpen(place.dossier)
            else { return .stays(in: place.dossier) }
            return .givesBack(place.dossier)
        }
        let pages = Set(group.addresses)
        for other in grouping.before where handsOver(other.document, to: group.document) {
            guard other.addresses.contains(where: pages.contains),
                let dossier = try DossierPapers.place(of: other.document, in: database)?.dossier,
                try isOpen(dossier)
            else { continue }
            return .takesOver(dossier, from: other.document)
        }
        return .stays(in: nil)
    }

    private func handsOver(_ other: DocumentID, to document: DocumentID) -> Bool {
        other != document && (!before.contains(document) || !after.contains(other))
    }
}

extension DossierFollowing.Outcome {
    /// The dossier that the document is in then; nil for none.
    package var dossier: DossierID? {
        switch self {
        case .stays(let dossier): dossier
        case .givesBack: nil
        case .takesOver(let dossier, _): dossier
        }
    }
}
