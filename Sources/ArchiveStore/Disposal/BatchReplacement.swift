import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL

/// Puts a new object in the place of that of a batch: with the same files, but for those that were disposed of,
/// and without what earlier versions said of papers.
///
/// What was received keeps the versions that it came in, with their numbers, times and persons, so that each file
/// is as old as it was, and names that have a number in them stay without equal. Of what was made of it, only the
/// newest state goes along.
struct BatchReplacement {
    private let archive: Archive
    private let user: ActingUser
    private let old: ObjectInventory
    private let disposal: Disposal
    /// Logical paths of the originals that go.
    private let gone: [String: ContentDigest]

    /// Looks at the object of a batch; nil when it has nothing of the proposal.
    static func begin(
        _ batch: BatchRow, of disposal: Disposal, archive: Archive, by user: ActingUser
    ) throws -> BatchReplacement? {
        let old = try archive.store.inventory(of: batch.object)
        let replacement = BatchReplacement(
            archive: archive, user: user, old: old, disposal: disposal,
            gone: old.originals(of: Set(disposal.proposal.scans)))
        return replacement.gone.isEmpty ? nil : replacement
    }

    /// Makes the new object, and removes the old one; durable when it returns.
    func replace() throws {
        let staged = try ObjectReplacement.stage(
            try received() + [try last()], insteadOf: old, in: archive.store)
        try archive.store.replace(old.id, by: staged) { inventory in
            try archive.catalogue.write {
                try Self.record(inventory, insteadOf: old.id, by: user, in: $0)
            }
            try archive.noteVersions()
        }
    }

    /// Makes the catalogue know the object that replaces another one of a batch, unless it does.
    static func record(
        _ inventory: ObjectInventory, insteadOf old: String, by user: ActingUser,
        in database: Database
    ) throws {
        guard let batch = try BatchRow.read(object: old, in: database) else { return }
        try database.execute(
            sql: "UPDATE batch SET object = ?, head = ? WHERE id = ?",
            arguments: [inventory.id, inventory.headNumber, batch.id.rawValue])
        let files = inventory.files
        for row in try Row.fetchAll(
            database, sql: "SELECT id, path FROM scan WHERE batch_id = ?",
            arguments: [batch.id.rawValue])
        {
            let path: String = row["path"]
            let alto = files[LogicalPath.alto(ofOriginal: path)].flatMap(inventory.content)
            try database.execute(
                sql: "UPDATE scan SET content = coalesce(?, content), alto = ? WHERE id = ?",
                arguments: [files[path].flatMap(inventory.content), alto, row["id"]])
        }
        try ReplacedObject.record(old, by: inventory, user, in: database)
    }

    /// All versions, with nothing but files that were received and stay.
    private func received() throws -> [ObjectReplacement.Version] {
        try (1...old.headNumber).map { number in
            guard let version = old.version(number), let file = try batchFile(of: version) else {
                throw StoreError.objectUnusable(archive.store.folder(of: old.id))
            }
            return ObjectReplacement.Version(
                created: version.created, message: version.message, user: version.user,
                files: try originals(of: version).merging(
                    [LogicalPath.batch: .new(try StoredJSON.file(file))]) { $1 })
        }
    }

    /// What the object holds now, without what goes, and what tells of that.
    private func last() throws -> ObjectReplacement.Version {
        guard let version = old.newest, let file = try batchFile(of: version) else {
            throw StoreError.objectUnusable(archive.store.folder(of: old.id))
        }
        let goneAlto = Set(gone.keys.map { LogicalPath.alto(ofOriginal: $0) })
        var files = try originals(of: version)
        for (path, digest) in old.files
        where LogicalPath.name(ofOriginal: path) == nil && !goneAlto.contains(path) {
            files[path] = .kept(digest)
        }
        files[LogicalPath.batch] = .new(try StoredJSON.file(file))
        files[LogicalPath.disposed] = .new(try StoredJSON.file(try disposed()))
        return ObjectReplacement.Version(
            created: StoredTime.now, message: VersionMessage.disposed, user: user.inventoryUser,
            files: files)
    }

    /// `batch.json` of a version without the files that go; nil when the version has none.
    private func batchFile(of version: ObjectInventory.Version) throws -> BatchFile? {
        let digest = version.state.first { $0.value.contains(LogicalPath.batch) }?.key
        guard let path = digest.flatMap({ ContentDigest(hex: $0) }).flatMap(old.content) else {
            return nil
        }
        var file = try BatchFile.read(at: archive.store.folder(of: old.id) + "/" + path)
        file.files.removeAll { gone[$0.path] != nil }
        return file
    }

    private func originals(
        of version: ObjectInventory.Version
    ) throws -> [String: ObjectReplacement.Content] {
        var files: [String: ObjectReplacement.Content] = [:]
        for (hex, paths) in version.state {
            guard let digest = ContentDigest(hex: hex) else { continue }
            for path in paths where LogicalPath.name(ofOriginal: path) != nil && gone[path] == nil {
                files[path] = .kept(digest)
            }
        }
        return files
    }

    private func disposed() throws -> DisposedFile {
        var file = try DisposedFile.read(of: old, in: archive.store)
        let scans = Set(gone.values).sorted { $0.hex < $1.hex }.map { digest in
            let path = old.content(of: digest).map { archive.store.folder(of: old.id) + "/" + $0 }
            return DisposedFile.Scan(digest: digest, size: path.flatMap(Folder.fileSize))
        }
        file.disposals.append(DisposedFile.Entry(disposal, scans: scans))
        file.replaces.append(old.id)
        return file
    }
}

extension ObjectInventory {
    /// The originals with some digests, in all versions, by logical path.
    fileprivate func originals(of digests: Set<ContentDigest>) -> [String: ContentDigest] {
        var found: [String: ContentDigest] = [:]
        for number in 1...headNumber {
            for (hex, paths) in version(number)?.state ?? [:] {
                guard let digest = ContentDigest(hex: hex), digests.contains(digest) else {
                    continue
                }
                for path in paths where LogicalPath.name(ofOriginal: path) != nil {
                    found[path] = digest
                }
            }
        }
        return found
    }
}

extension ReplacedObject {
    /// Says that an object has the place of another one, with an event.
    static func record(
        _ old: String, by inventory: ObjectInventory, _ user: ActingUser, in database: Database
    ) throws {
        try insert(old, by: inventory.id, in: database)
        try EventLog.append(
            .objectReplaced, object: "\(inventory.id) \(inventory.head)",
            detail: ["replaces": old], by: user, in: database)
    }
}
