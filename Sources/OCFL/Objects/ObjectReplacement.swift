package import ArchiveModel
package import DurableFiles
import Foundation
import Glibc
import SystemPackage

/// A new object that has what another one has, but for what must go: versions of an object never change.
///
/// Contents that stay get a second name in the new object, so that nothing is copied.
package struct ObjectReplacement {
    /// Where the bytes of a file come from.
    package enum Content {
        /// From the object that is replaced.
        case kept(ContentDigest)
        /// They are new.
        case new([UInt8])
    }

    /// One version of the new object.
    package struct Version {
        /// RFC 3339, UTC.
        package var created: String
        /// Why the version was made.
        package var message: String
        /// Who made it.
        package var user: ObjectInventory.User
        /// Its files by logical path.
        package var files: [String: Content]

        /// Describes a version.
        package init(
            created: String, message: String, user: ObjectInventory.User, files: [String: Content]
        ) {
            self.created = created
            self.message = message
            self.user = user
            self.files = files
        }
    }

    private let old: ObjectInventory
    private let store: ObjectStore
    private let folder: String
    private var inventory: ObjectInventory

    /// Makes the object below `staging/`, on the disk when it returns; nothing of it is left when it throws.
    package static func stage(
        _ versions: [Version], insteadOf old: ObjectInventory, in store: ObjectStore
    ) throws -> StagedVersion {
        var replacement = ObjectReplacement(of: old, in: store)
        do {
            for version in versions { try replacement.add(version) }
            return try replacement.finish()
        } catch {
            try? Folder.removeTree(replacement.folder)
            throw error
        }
    }

    private init(of old: ObjectInventory, in store: ObjectStore) {
        self.old = old
        self.store = store
        folder = "\(store.staging)/\(UUID().uuidString.lowercased())"
        inventory = ObjectInventory(id: "urn:uuid:\(UUID().uuidString.lowercased())")
    }

    private mutating func add(_ version: Version) throws {
        let name = "v\(inventory.headNumber + 1)"
        try StoreError.about(folder) { () throws(Errno) in
            try Folder.make("\(folder)/\(name)")
        }
        var files: [String: ContentDigest] = [:]
        var added: [ContentDigest: String] = [:]
        for (path, content) in version.files.sorted(by: { $0.key < $1.key }) {
            let digest = Self.digest(of: content)
            files[path] = digest
            guard inventory.content(of: digest) == nil, added[digest] == nil else { continue }
            let place = "\(name)/content/\(ContentPath.below(path))"
            try write(content, to: place)
            added[digest] = place
        }
        inventory.append(
            files: files, added: added, created: version.created, message: version.message,
            user: version.user)
        try ObjectInventory.write(inventory.encoded(), in: "\(folder)/\(name)")
    }

    private static func digest(of content: Content) -> ContentDigest {
        switch content {
        case .kept(let digest): digest
        case .new(let bytes): ContentDigest(of: bytes)
        }
    }

    private func write(_ content: Content, to place: String) throws {
        let target = "\(folder)/\(place)"
        try StoreError.about(target) { () throws(Errno) in
            try Folder.make(Folder.parent(of: target))
        }
        switch content {
        case .new(let bytes): try StagedFile.write(bytes, to: target)
        case .kept(let digest):
            let source = store.folder(of: old.id)
            guard let path = old.content(of: digest) else {
                throw StoreError.objectUnusable(source)
            }
            try StoreError.about("\(source)/\(path)") { () throws(Errno) in
                _ = try OpenFile.retrying { link("\(source)/\(path)", target) }
            }
        }
        WriteStep.fileWritten.reached()
    }

    private func finish() throws -> StagedVersion {
        try StagedFile.write(
            Array("ocfl_object_1.1\n".utf8), to: folder + "/0=ocfl_object_1.1")
        try ObjectInventory.write(inventory.encoded(), in: folder)
        try StoreError.about(folder) { () throws(Errno) in try Folder.synchronizeTree(folder) }
        WriteStep.versionStaged.reached()
        return StagedVersion(folder: folder, inventory: inventory, isWholeObject: true)
    }
}

extension ObjectInventory {
    /// Writes it with its sidecar into a folder that has none.
    static func write(_ bytes: [UInt8], in folder: String) throws(StoreError) {
        try StagedFile.write(bytes, to: folder + "/inventory.json")
        try StagedFile.write(sidecar(of: bytes), to: folder + "/inventory.json.sha512")
    }
}

extension ObjectStore {
    /// Puts a new object into its place, has the catalogue `record` it, and removes the one that it
    /// replaces; durable when it returns.
    ///
    /// Whatever it is broken off at, one of the two is whole and in its place, and the next writer ends it.
    package func replace(
        _ old: String, by staged: StagedVersion, record: (ObjectInventory) throws -> Void
    ) throws {
        let inventory = staged.inventory
        try intend(
            VersionCommit(
                object: inventory.id, version: inventory.headNumber, replaces: old), staged)
        try move(staged)
        WriteStep.versionMoved.reached()
        try record(inventory)
        WriteStep.versionRecorded.reached()
        try remove(old)
        try end(staged)
    }

    /// Removes an object that another one replaced; nothing happens when it is not there.
    ///
    /// It leaves its place at once and whole, and is removed in `staging/`, which the next writer empties.
    package func remove(_ object: String) throws(StoreError) {
        let place = folder(of: object)
        guard Folder.isFolder(place) else { return removeEmptyFolders(above: place) }
        let aside = "\(staging)/\(UUID().uuidString.lowercased())"
        do {
            // Not through a link that replaced a folder.
            _ = try open(local(place))
            try Folder.moveNew(place, to: aside)
        } catch {
            throw .archiveFile(place, cause: error)
        }
        WriteStep.objectRemoved.reached()
        removeEmptyFolders(above: place)
        try StoreError.about(aside) { () throws(Errno) in try Folder.removeTree(aside) }
    }
}
