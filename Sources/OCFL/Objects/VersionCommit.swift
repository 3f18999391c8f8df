import ArchiveModel
package import DurableFiles
import Foundation
import Glibc
import SystemPackage

/// The record of a version to be: kept in `staging/` while the version is moved into place, so that
/// the next writer can complete it.
package struct VersionCommit: Codable, Equatable {
    /// The object's identifier.
    package let object: String
    /// Number of the version, from 1.
    package let version: Int
    /// The object that a whole new one takes the place of; nil for a version like any other.
    package var replaces: String?

    private static let suffix = ".commit"

    /// The name of the file that records it.
    static func file(for staged: StagedVersion) -> String { staged.folder + suffix }

    /// Whether it is a name that `file(for:)` returns: a UUID in small letters, and the suffix.
    private static func isName(_ text: String) -> Bool {
        guard text.hasSuffix(suffix) else { return false }
        let stem = String(text.dropLast(suffix.count))
        return UUID(uuidString: stem)?.uuidString.lowercased() == stem
    }

    /// The commits that were begun and not completed.
    ///
    /// A commit file that was still being written does not count: nothing was moved yet.
    package static func all(in staging: String) -> [VersionCommit] {
        (Folder.names(in: staging) ?? []).compactMap { name in
            let text = String(decoding: name, as: UTF8.self)
            guard isName(text), let bytes = try? Folder.readFile(staging + "/" + text)
            else { return nil }
            return try? StoredJSON.decodeData(Data(bytes))
        }
    }
}

extension ObjectStore {
    /// Puts a version into place and has the catalogue `record` it; durable when it returns.
    package func commit(_ staged: StagedVersion, record: (ObjectInventory) throws -> Void) throws {
        let inventory = staged.inventory
        let intent = VersionCommit(object: inventory.id, version: inventory.headNumber)
        try intend(intent, staged)
        try move(staged)
        WriteStep.versionMoved.reached()
        _ = try complete(intent)
        try record(inventory)
        WriteStep.versionRecorded.reached()
        try end(staged)
    }

    /// Writes down that a version is to be put into place; durable when it returns.
    func intend(_ intent: VersionCommit, _ staged: StagedVersion) throws {
        let file = VersionCommit.file(for: staged)
        let bytes = Array(try StoredJSON.encode(intent).utf8)
        try StoreError.about(file) { () throws(Errno) in try Folder.writeFile(bytes, to: file) }
        WriteStep.commitIntended.reached()
    }

    /// Removes what tells of a version that is in its place.
    func end(_ staged: StagedVersion) throws(StoreError) {
        try StoreError.about(staged.folder) { () throws(Errno) in
            try Folder.removeTree(staged.folder)
            try Folder.removeFile(VersionCommit.file(for: staged))
        }
        WriteStep.commitFinished.reached()
    }

    /// Completes a commit in the object; nil if its version is not in place.
    ///
    /// The removal of a commit's file is not synchronised, so it may reappear after a power cut: an
    /// object that has a newer version by then is left as it is.
    package func complete(_ commit: VersionCommit) throws(StoreError) -> ObjectInventory? {
        let object = folder(of: commit.object)
        let version = "\(object)/v\(commit.version)"
        guard Folder.isFile(version + "/inventory.json") else {
            removeEmptyFolders(above: object)
            return nil
        }
        let bytes: [UInt8]
        do {
            bytes = try Folder.readFile(version + "/inventory.json", limit: 1 << 30)
        } catch {
            throw .archiveFile(version, cause: error)
        }
        if commit.version > 1, try inventory(of: commit.object).headNumber <= commit.version {
            try replaceInventory(of: object, with: bytes)
        }
        return try inventory(of: commit.object)
    }

    /// Removes the folders above an object that was never stored, or is no more; OCFL allows no empty ones.
    func removeEmptyFolders(above object: String) {
        var folder = Folder.parent(of: object)
        while folder.utf8.count > objects.utf8.count {
            // Whoever was killed while making them made the outer ones only.
            guard !Folder.isFolder(folder) || (try? Folder.removeIfEmpty(folder)) == true else {
                return
            }
            folder = Folder.parent(of: folder)
        }
    }

    func move(_ staged: StagedVersion) throws(StoreError) {
        let object = folder(of: staged.inventory.id)
        let version = staged.inventory.head
        let isNew = staged.isWholeObject
        let place = isNew ? Folder.parent(of: object) : object
        if isNew { try make(local(place)) }
        do {
            // Not through a link that replaced a folder.
            _ = try open(local(place))
            if isNew {
                try Folder.moveNew(staged.folder, to: object)
            } else {
                try Folder.moveNew("\(staged.folder)/\(version)", to: "\(object)/\(version)")
            }
        } catch {
            throw .archiveFile(object, cause: error)
        }
    }

    /// Replaces inventory and sidecar of an object, unless they are already these.
    private func replaceInventory(of object: String, with bytes: [UInt8]) throws(StoreError) {
        let sidecar = ObjectInventory.sidecar(of: bytes)
        do {
            let steps: [(String, [UInt8], WriteStep)] = [
                ("inventory.json", bytes, .inventoryReplaced),
                ("inventory.json.sha512", sidecar, .sidecarReplaced),
            ]
            for (name, content, step) in steps {
                if (try? Folder.readFile("\(object)/\(name)", limit: 1 << 30)) != content {
                    // Written in staging/: a file that OCFL does not know must not be in objects/.
                    let new = "\(staging)/\(UUID().uuidString.lowercased()).part"
                    try Folder.writeFile(content, to: new, mode: FileAccess.sealed)
                    try Folder.move(new, to: "\(object)/\(name)")
                }
                step.reached()
            }
        } catch {
            throw .archiveFile(object, cause: error)
        }
    }
}
