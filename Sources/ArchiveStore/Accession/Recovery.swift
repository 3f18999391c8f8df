import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL

/// What the next writer does first.
struct Recovery {
    let archive: Archive
    /// Who is named in the events of what is ended.
    let user: ActingUser

    /// Ends the commits that an interrupted writer began: a version that is in its place becomes
    /// known to the catalogue, any other never was.
    ///
    /// Only for the writer, before anything else.
    func endBrokenCommits() throws(StoreError) {
        for commit in VersionCommit.all(in: archive.store.staging) {
            guard let inventory = try archive.store.complete(commit) else { continue }
            if let old = commit.replaces {
                try endReplacement(of: old, by: inventory)
                continue
            }
            switch ObjectKind.of(inventory, in: archive.store) {
            case .batch: try registerBatch(inventory)
            case .journal:
                let object = try JournalObject.read(inventory, in: archive.store)
                try archive.catalogue.write { try object.register(by: user, in: $0) }
            case .dossier:
                let object = try DossierObject.read(inventory, in: archive.store)
                try archive.catalogue.write { try object.register(by: user, in: $0) }
            case .unknown: continue
            }
            try archive.noteVersions()
        }
    }

    /// An object whose successor is in its place is removed, once the catalogue knows that.
    private func endReplacement(
        of old: String, by inventory: ObjectInventory
    ) throws(StoreError) {
        let kind = ObjectKind.of(inventory, in: archive.store)
        try archive.catalogue.write { database in
            if kind == .journal {
                try JournalErasure.record(
                    inventory, insteadOf: old, by: user, in: archive.store, database)
            } else {
                try BatchReplacement.record(inventory, insteadOf: old, by: user, in: database)
            }
        }
        try archive.noteVersions()
        try archive.store.remove(old)
    }

    private func registerBatch(_ inventory: ObjectInventory) throws(StoreError) {
        let registration = try BatchRegistration.read(inventory, in: archive.store)
        let sealed =
            inventory.newestAddsDerived
            ? try SealedBatch.read(at: archive.store.path(of: LogicalPath.documents, in: inventory))
            : nil
        try archive.catalogue.write { database in
            let known = try BatchRow.read(object: inventory.id, in: database)?.head ?? 0
            guard known < inventory.headNumber else { return }
            // What is being disposed of lies in the object until that is replaced.
            let files = inventory.files
            let added = try registration.register(in: database) { path in
                try files[path].map { try DisposedScan.number(of: $0, in: database) == nil } ?? true
            }
            if !added.isEmpty {
                try registration.forgetRefusals(of: added.keys, in: database)
                try registration.recordReceived(added, by: user, in: database)
            }
            if let sealed {
                try BatchSealing.recordSealed(
                    inventory, asOf: sealed.events.sequence, by: user, in: database)
            }
        }
    }
}
