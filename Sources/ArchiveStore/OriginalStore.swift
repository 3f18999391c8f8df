import ArchiveModel
import Glibc
import SystemPackage

/// The originals of an archive, each under its digest: `objects/ab/cd/abcd…`, read-only.
///
/// The only file that knows this layout. A later version moves originals into one OCFL object per
/// batch without any other file noticing.
struct OriginalStore: Sendable {
    let objects: String
    let staging: String

    /// The store in an archive's folder.
    init(archive path: String) {
        objects = path + "/objects"
        staging = path + "/staging"
    }

    /// A copy in `staging/` that is complete and on the disk, but not yet in its place.
    struct Staged {
        let path: String
        let digest: ContentDigest
        let size: Int64
    }

    /// Where an original stands, whether or not it is there.
    func path(of digest: ContentDigest) -> String {
        let hex = digest.hex
        let second = hex.index(hex.startIndex, offsetBy: 2)
        let third = hex.index(second, offsetBy: 2)
        return "\(objects)/\(hex[..<second])/\(hex[second..<third])/\(hex)"
    }

    /// Removes what an interrupted run left in `staging/`; only the writer may call it.
    func sweep() throws(StoreError) {
        for name in Folder.names(in: staging) ?? [] {
            let path = staging + "/" + String(decoding: name, as: UTF8.self)
            guard unlink(path) != 0 else { continue }
            let error = Errno(rawValue: errno)
            if error != .noSuchFileOrDirectory && error != .isDirectory {
                throw .archiveFile(path, error)
            }
        }
    }

    /// Copies a source byte for byte into `staging/`, hashing on the way.
    func stage(_ source: borrowing ScanSource) throws(StoreError) -> Staged {
        let path = "\(staging)/\(String(UInt64.random(in: .min ... .max), radix: 36)).part"
        var complete = false
        defer { if !complete { unlink(path) } }
        let file = try Self.makeFile(path)
        let digest = try source.read { (bytes) throws(StoreError) in
            do throws(Errno) { try file.write(bytes) } catch { throw .archiveFile(path, error) }
        }
        do {
            try file.setMode(0o444)
            try file.synchronize()
        } catch {
            throw .archiveFile(path, error)
        }
        complete = true
        return Staged(path: path, digest: digest, size: source.size)
    }

    private static func makeFile(_ path: String) throws(StoreError) -> OpenFile {
        do {
            return try OpenFile(path, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        } catch {
            throw .archiveFile(path, error)
        }
    }

    /// Puts a staged copy in its place by rename; durable when it returns.
    ///
    /// An original that is there with the right size is left alone; a missing or cut one is healed.
    func place(_ staged: Staged) throws(StoreError) {
        let target = path(of: staged.digest)
        if Folder.fileSize(target) == staged.size {
            discard(staged)
            return
        }
        do {
            try Folder.make(Folder.parent(of: target))
            try Folder.move(staged.path, to: target)
        } catch {
            discard(staged)
            throw .archiveFile(target, error)
        }
    }

    /// Removes a staged copy that is not needed; what cannot be removed the next writer sweeps.
    func discard(_ staged: Staged) {
        unlink(staged.path)
    }
}
