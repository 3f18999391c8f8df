package import ArchiveModel
package import DurableFiles
import Foundation
import Glibc
import SystemPackage

/// The next version of an object while it is being made, below `staging/`.
///
/// Every file in it is on the disk, read-only, before `stage` writes the inventory. Nothing of it
/// is in the archive until it is committed.
package struct VersionDraft {
    /// The object's identifier.
    package let id: String
    /// Number of the version, from 1.
    package let number: Int
    /// Its folder below `staging/`.
    package let folder: String
    /// Logical paths with the digests of their content.
    package private(set) var files: [String: ContentDigest]

    private let store: ObjectStore
    private let inventory: ObjectInventory
    private var added: [ContentDigest: String] = [:]

    /// Starts a new object.
    package static func begin(newObjectIn store: ObjectStore) throws(StoreError) -> VersionDraft {
        let id = "urn:uuid:\(UUID().uuidString.lowercased())"
        return try begin(after: ObjectInventory(id: id), in: store)
    }

    /// Starts the next version of an object; its files are those of the newest so far.
    package static func begin(
        after inventory: ObjectInventory, in store: ObjectStore
    ) throws(StoreError) -> VersionDraft {
        let draft = VersionDraft(
            of: inventory, folder: "\(store.staging)/\(UUID().uuidString.lowercased())", in: store)
        do {
            try Folder.make(draft.folder + "/v\(draft.number)/content")
        } catch {
            throw .archiveFile(draft.folder, cause: error)
        }
        return draft
    }

    private init(of inventory: ObjectInventory, folder: String, in store: ObjectStore) {
        id = inventory.id
        number = inventory.headNumber + 1
        files = inventory.files
        self.folder = folder
        self.store = store
        self.inventory = inventory
    }

    /// The place of a logical path's content in this version, from the object's folder.
    package func content(of path: String) -> String {
        "v\(number)/content/\(ContentPath.below(path))"
    }

    /// The place of a file's content in the object, from the object's folder.
    func storedContent(of digest: ContentDigest) -> String? {
        inventory.content(of: digest) ?? added[digest]
    }

    /// Like `storedContent`, for the versions before this one.
    package func earlierContent(of digest: ContentDigest) -> String? {
        inventory.content(of: digest)
    }

    /// Adds a file that is where `content(of:)` says; bytes that the object already has are not
    /// stored twice.
    package mutating func adopt(_ path: String, digest: ContentDigest) {
        let content = content(of: path)
        let known = storedContent(of: digest)
        if let known, known != content {
            try? Folder.removeFile(folder + "/" + content)
        } else if known == nil {
            added[digest] = content
        }
        files[path] = digest
    }

    /// Adds a file whose bytes `write` passes to its sink.
    package mutating func add(
        _ path: String,
        write: (_ sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws {
        let target = folder + "/" + content(of: path)
        try StoreError.about(target) { () throws(Errno) in
            try Folder.make(Folder.parent(of: target))
        }
        var hash = ContentHash()
        let file = try StagedFile.create(at: target)
        try write { bytes in
            try file.write(bytes)
            hash.update(bytes)
        }
        try file.finish()
        adopt(path, digest: hash.digest())
        WriteStep.fileWritten.reached()
    }

    /// Adds a file of these bytes.
    package mutating func add(_ path: String, bytes: [UInt8]) throws {
        try add(path) { sink in try bytes.withUnsafeBytes { try sink($0) } }
    }

    /// Removes a file from the version; earlier versions keep it.
    package mutating func remove(_ path: String) {
        files[path] = nil
    }

    /// Writes the inventory and synchronises every folder.
    package func stage(message: String, user: ObjectInventory.User) throws -> StagedVersion {
        var next = inventory
        next.append(
            files: files, added: added, created: StoredTime.now, message: message,
            user: user)
        let bytes = try next.encoded()
        let version = folder + "/v\(number)"
        try ObjectInventory.write(bytes, in: version)
        if number == 1 {
            try StagedFile.write(Array("ocfl_object_1.1\n".utf8), to: folder + "/0=ocfl_object_1.1")
            try ObjectInventory.write(bytes, in: folder)
        }
        try removeEmptyContent(of: version)
        try StoreError.about(folder) { () throws(Errno) in try Folder.synchronizeTree(folder) }
        WriteStep.versionStaged.reached()
        return StagedVersion(folder: folder, inventory: next, isWholeObject: number == 1)
    }

    /// Discards the draft; the next writer sweeps anything that cannot be removed.
    package func discard() {
        try? Folder.removeTree(folder)
    }

    /// OCFL allows no empty folder, and the object may already have all files of a version.
    private func removeEmptyContent(of version: String) throws {
        try StoreError.about(version) { () throws(Errno) in
            let content = version + "/content"
            for name in Folder.names(in: content) ?? [] {
                try Folder.removeIfEmpty(content + "/" + String(decoding: name, as: UTF8.self))
            }
            try Folder.removeIfEmpty(content)
        }
    }
}

/// A version in `staging/`, complete and on the disk.
package struct StagedVersion {
    /// Its place.
    let folder: String
    /// The inventory that its object will have.
    let inventory: ObjectInventory
    /// Whether all of a new object lies there, and not only a version of one that is there.
    let isWholeObject: Bool
}
