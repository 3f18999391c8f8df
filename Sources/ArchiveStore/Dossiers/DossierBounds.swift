package import ArchiveModel
import Catalogue
import DurableFiles
import GRDB

/// Keeps pages in their dossiers where these are closed or on hold.
///
/// Who groups pages anew could otherwise take a paper out of a dossier that is on hold, and have it disposed of.
package struct DossierBounds {
    private let database: Database

    /// In a catalogue, within the transaction of a decision, before it is carried out.
    init(in database: Database) {
        self.database = database
    }

    /// Throws `dossier-closed` for pages that would come into a closed dossier or out of it, `dossier-held` for
    /// those that would leave one on hold.
    func require(_ grouping: DecidedGrouping) throws {
        var origins: [PageAddress: DossierID] = [:]
        for group in grouping.before {
            guard let dossier = try dossier(of: group.document) else { continue }
            for page in group.addresses { origins[page] = dossier }
        }
        for group in grouping.after {
            let target = try dossier(of: group, in: grouping)
            for page in group.addresses where origins[page] != target {
                if let origin = origins[page] { try requireFree(origin, toLeave: true) }
                if let target { try requireFree(target, toLeave: false) }
            }
        }
    }

    /// Throws `dossier-held` when a dossier is on hold.
    package static func requireNoHold(on description: DossierDescription) throws {
        guard let hold = description.hold else { return }
        throw StoreError.dossierHeld(description.mark, hold)
    }

    /// Throws `dossier-closed` when a dossier is closed.
    package static func requireOpen(_ description: DossierDescription) throws {
        guard description.closed != nil else { return }
        throw StoreError.dossierClosed(description.mark)
    }

    private func requireFree(_ id: DossierID, toLeave isLeaving: Bool) throws {
        guard let description = try DossierRow.description(of: id, in: database) else { return }
        if isLeaving { try Self.requireNoHold(on: description) }
        try Self.requireOpen(description)
    }

    private func dossier(of document: DocumentID) throws -> DossierID? {
        try DossierPapers.place(of: document, in: database)?.dossier
    }

    /// The dossier that a document will be in: its own, or that of a document whose pages it takes over, as
    /// `DossierReplay` has it.
    private func dossier(
        of group: DecidedGrouping.Group, in grouping: DecidedGrouping
    ) throws -> DossierID? {
        let before = Set(grouping.before.map(\.document))
        let after = Set(grouping.after.map(\.document))
        if let place = try DossierPapers.place(of: group.document, in: database) {
            guard let origin = place.origin, !before.contains(origin), after.contains(origin)
            else { return place.dossier }
        }
        let pages = Set(group.addresses)
        return try grouping.before.lazy.filter { other in
            other.document != group.document
                && (!before.contains(group.document) || !after.contains(other.document))
                && other.addresses.contains(where: pages.contains)
        }
        .compactMap { try dossier(of: $0.document) }.first
    }
}
