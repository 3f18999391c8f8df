import ArchiveModel
import Catalogue
import DurableFiles
import OCFL

/// Writes the dossiers that changed into their objects.
///
/// After the decisions about them: what an object tells of need not be carried out again then. May be
/// killed anywhere: a dossier that is not sealed stays pending.
struct DossierSealing {
    let archive: Archive
    /// Who is named in versions and events.
    let user: ActingUser

    /// Seals all dossiers that changed; returns how many did.
    func seal() throws -> Int {
        let pending = try archive.catalogue.read { try DossierRow.pending(in: $0) }
        for id in pending { try seal(id) }
        return pending.count
    }

    private func seal(_ id: DossierID) throws {
        // In one reading: the dossier is not to know of decisions that its number does not.
        let found = try archive.catalogue.read { database in
            (
                try DossierRow.read(id, in: database),
                try ObjectRow.all(.journal, in: database).map(\.last).max() ?? 0
            )
        }
        guard let dossier = found.0 else { return }
        let file = DossierFile(dossier, settled: found.1)
        let draft = try begin(after: dossier.object)
        do {
            let staged = try staged(draft, file)
            try archive.store.commit(staged) { inventory in
                let object = try DossierObject.read(inventory, in: archive.store)
                try archive.catalogue.write { try object.register(by: user, in: $0) }
                try archive.noteVersions()
            }
        } catch {
            draft.discard()
            throw error
        }
    }

    private func begin(after object: String?) throws(StoreError) -> VersionDraft {
        guard let object else { return try .begin(newObjectIn: archive.store) }
        return try .begin(after: archive.store.inventory(of: object), in: archive.store)
    }

    private func staged(_ draft: VersionDraft, _ file: DossierFile) throws -> StagedVersion {
        var draft = draft
        draft.remove(LogicalPath.dossier)
        try draft.add(LogicalPath.dossier, bytes: try StoredJSON.file(file))
        return try draft.stage(message: VersionMessage.decided, user: user.inventoryUser)
    }
}
