import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL

/// Versions of objects that the catalogue does not know, since it is older than `objects/`: somebody put
/// an earlier one back.
///
/// To write with such a catalogue would take batches in twice. Looking at all objects is too much for a
/// correction. So `objects/events.end` has the end of the log as it was when the newest version was
/// recorded; it stays in `objects/` when the catalogue is put back with all that lies beside it. A catalogue
/// whose log has that event is not older. Otherwise the objects themselves are compared: the file may be
/// missing, or damaged, and proves nothing.
struct VersionsAhead {
    private let store: ObjectStore
    /// What the anchor said when it was looked at; nil when there is none.
    private let noted: [EventLog.End]?

    /// Looks at an archive: before the catalogue is, whose log may grow meanwhile.
    static func look(at archive: String) throws(StoreError) -> VersionsAhead {
        VersionsAhead(
            store: ObjectStore(archive: archive), noted: try anchor(of: archive).recorded())
    }

    /// The end of the log behind which the catalogue of an archive knows all versions.
    static func anchor(of archive: String) -> EventAnchor {
        EventAnchor(in: ObjectStore(archive: archive).objects)
    }

    /// Throws `catalogue-behind` when there is any; returns whether the anchor says that there is none.
    func requireNone(in database: Database) throws -> Bool {
        if try isNoted(in: database) == true { return true }
        let found = try find(in: database)
        guard found.isEmpty else { throw StoreError.catalogueBehind(versions: found.count) }
        return false
    }

    /// Whether the log has the event that the anchor names; nil when there is no anchor.
    func isNoted(in database: Database) throws -> Bool? {
        try noted.map { ends in
            try ends.contains { try EventAnchor.contains($0, in: database) }
        }
    }

    /// The parts of the journal that lie in objects which the catalogue does not know; none when there
    /// is no anchor.
    func journalRows(in database: Database) throws -> [ObjectRow] {
        guard try isNoted(in: database) == false else { return [] }
        return try find(in: database).filter { ObjectKind.of($0, in: store) == .journal }
            .map { try JournalObject.read($0, in: store).row }
    }

    /// The newest inventories of objects that the catalogue does not know, or not as they are now.
    ///
    /// Reads the inventories of all objects. What the next writer ends by itself is left out, and so is
    /// anything that no rebuild could take over.
    func find(in database: Database) throws -> [ObjectInventory] {
        let heads = try Dictionary(
            ObjectHead.all(in: database).map { ($0.id, $0.head) }, uniquingKeysWith: max)
        let intended = VersionCommit.all(in: store.staging)
            .flatMap { [$0.object] + [$0.replaces].compactMap { $0 } }
        var found: [ObjectInventory] = []
        OCFLStorageRootCheck(rootAt: Array(store.objects.utf8)).run { label in
            let folder = store.objects + "/" + String(decoding: label.bytes, as: UTF8.self)
            guard let inventory = try? store.inventory(at: folder + "/inventory.json"),
                inventory.headNumber > heads[inventory.id] ?? 0,
                !intended.contains(inventory.id), canBeTakenOver(inventory)
            else { return }
            found.append(inventory)
        }
        return found
    }

    private func canBeTakenOver(_ inventory: ObjectInventory) -> Bool {
        switch ObjectKind.of(inventory, in: store) {
        case .batch: (try? BatchRegistration.read(inventory, in: store)) != nil
        case .journal: (try? JournalObject.read(inventory, in: store)) != nil
        case .dossier: (try? DossierObject.read(inventory, in: store)) != nil
        case .unknown: false
        }
    }
}

extension Archive {
    /// Notes in `objects/` that the catalogue knows all versions there: after each that was recorded.
    func noteVersions() throws(StoreError) {
        try VersionsAhead.anchor(of: path).write(catalogue.read { try EventLog.end(in: $0) })
        WriteStep.versionNoted.reached()
    }
}
