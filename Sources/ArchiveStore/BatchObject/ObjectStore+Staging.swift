import ArchiveModel
import Catalogue
import DurableFiles
import OCFL
import SystemPackage

extension ObjectStore {
    /// Empties `staging/` of what an interrupted run left.
    ///
    /// Only the writer may call it, after it ended the commits there. Returns the names that
    /// archivectl does not give; they are left alone.
    ///
    /// Throws `archive-part-foreign` when a link or a mount is among what would be removed, and
    /// removes nothing then.
    @discardableResult
    func sweep() throws(StoreError) -> [ScanName] {
        var path = staging
        do throws(Errno) {
            guard let archive = try Directory.existing(archive),
                try archive.kind(of: Array("staging".utf8)) != nil
            else { return [] }
            let folder = try archive.folder(Array("staging".utf8))
            let names = try folder.names()
            let ours = names.filter(StagingName.isOurs)
            for name in ours {
                path = staging + "/" + String(decoding: name, as: UTF8.self)
                try folder.requireOwn(name)
            }
            for name in ours {
                path = staging + "/" + String(decoding: name, as: UTF8.self)
                try folder.removeTree(name)
            }
            return names.filter { !StagingName.isOurs($0) }.map { ScanName(bytes: $0) }
        } catch {
            throw .archiveFile(path, cause: error)
        }
    }
}

/// The names that archivectl gives in `staging/`.
enum StagingName {
    /// Whether a name is one of them: a UUID, or what is made beside it, a part of a file, a new
    /// catalogue, or a new journal.
    static func isOurs(_ name: [UInt8]) -> Bool {
        var text = String(decoding: name, as: UTF8.self)
        if text.hasSuffix(".new") { text.removeLast(4) }
        if catalogues.contains(text) { return true }
        for suffix in [".commit", ".part"] where text.hasSuffix(suffix) {
            text.removeLast(suffix.count)
            return isUUID(text) || suffix == ".part" && ["file", "inventory"].contains(text)
        }
        return isUUID(text)
    }

    private static let catalogues = Set(
        ["", "-wal", "-shm", "-journal", ".digests", ".sha512"].map { "catalogue.sqlite" + $0 }
            + [EventAnchor.name, Journal.name])

    /// Whether it is a UUID in small letters, as archivectl writes them.
    private static func isUUID(_ text: String) -> Bool { ArchiveID(text)?.text == text }
}
