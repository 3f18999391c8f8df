import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL
import SystemPackage

/// Takes what was decided about the content of disposed documents out of the journal: out of its sealed parts, by
/// new objects in their places, and out of journals that a rebuild set aside.
///
/// `journal/` itself has nothing of them: it was sealed after they were removed.
struct JournalErasure {
    let archive: Archive
    let user: ActingUser
    let content: DisposedContent

    /// Takes it out everywhere; durable when it returns, and done again, it does nothing.
    func erase() throws {
        for row in try archive.catalogue.read({ try ObjectRow.all(in: $0) })
        where row.kind == .journal {
            let segment = try JournalObject.segment(
                first: row.first, of: row.id, in: archive.store)
            guard segment.size != nil,
                let bytes = try segment.erased(content, at: StoredTime.now)
            else { continue }
            try replace(row, segment: segment.name, by: bytes)
        }
        guard let identity = try archive.identity() else { return }
        for segment in Journal.setAside(in: archive.path, of: identity).flatMap(\.segments) {
            guard let bytes = try segment.erased(content, at: StoredTime.now) else { continue }
            try StoreError.about(segment.path) { () throws(Errno) in
                try Folder.writeFile(bytes, to: segment.path)
            }
        }
    }

    /// Makes the catalogue know the object that replaces another one of the journal, unless it does.
    static func record(
        _ inventory: ObjectInventory, insteadOf old: String, by user: ActingUser,
        in store: ObjectStore, _ database: Database
    ) throws {
        guard try ObjectRow.read(old, in: database) != nil else { return }
        try ObjectRow.remove(old, in: database)
        try JournalObject.read(inventory, in: store).row.write(in: database)
        try ReplacedObject.record(old, by: inventory, user, in: database)
    }

    private func replace(_ row: ObjectRow, segment: String, by bytes: [UInt8]) throws {
        let old = try archive.store.inventory(of: row.id)
        var file = try JournalObject.read(old, in: archive.store).file
        file.replaces = (file.replaces ?? []) + [row.id]
        let version = ObjectReplacement.Version(
            created: StoredTime.now, message: VersionMessage.disposed, user: user.inventoryUser,
            files: [
                LogicalPath.journal: .new(try StoredJSON.file(file)), segment: .new(bytes),
            ])
        let staged = try ObjectReplacement.stage([version], insteadOf: old, in: archive.store)
        try archive.store.replace(row.id, by: staged) { inventory in
            try archive.catalogue.write {
                try Self.record(
                    inventory, insteadOf: row.id, by: user, in: archive.store, $0)
            }
            try archive.noteVersions()
        }
    }
}
