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
            let place = try DossierPapers.place(of: group.document, in: database)
            for page in group.addresses { origins[page] = place?.dossier }
        }
        let following = DossierFollowing(grouping, in: database)
        for group in grouping.after {
            let target = try following.outcome(of: group).dossier
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
}
