package import ArchiveModel
package import DurableFiles
import Glibc
import Synchronization
package import SystemPackage

/// The digest beside the catalogue, by which a changed bit is found even where SQLite would not
/// see it.
///
/// It is there only while nobody writes: removed before the first change, written when the writer
/// is done and the file holds everything.
package final class CatalogueDigest: Sendable {
    private let catalogue: String
    private let isRemoved = Mutex(false)
    private let hashed = Mutex<[Int]>([])

    /// The digest of the catalogue at a path.
    package init(of catalogue: String) {
        self.catalogue = catalogue
    }

    /// Where the digest lies.
    package var path: String { catalogue + ".sha512" }

    /// Whether the catalogue is what was written down when the last writer was done.
    ///
    /// Also when nothing is written down, since a writer was interrupted then. Reads the whole file.
    /// The log must be empty: a writer of ours leaves none behind when it writes the digest.
    package func fits() throws(StoreError) -> Bool {
        guard let recorded = try recorded() else { return true }
        if !hasLog {
            let isAsWritten = try StoreError.about(catalogue) { () throws(Errno) in
                try isOfFile(recorded, followingLinks: true)
            }
            if isAsWritten { return true }
        }
        // An act that changes the file removes the digest first.
        let now = try self.recorded()
        return now != recorded
    }

    /// Whether what was written down is the digest of the file alone, as it is now.
    package func isOfFile(_ recorded: [UInt8], followingLinks: Bool) throws(Errno) -> Bool {
        let flags = O_RDONLY | (followingLinks ? 0 : O_NOFOLLOW)
        return content(for: try OpenFile(catalogue, flags: flags).digest()) == recorded
    }

    /// Whether changes lie beside the file that are not in it yet.
    var hasLog: Bool { Folder.fileSize(catalogue + "-wal") ?? 0 > 0 }

    /// Removes the digest, before each change; durable when it returns.
    package func beginChange() throws(StoreError) {
        do {
            try isRemoved.withLock { isRemoved throws(Errno) in
                guard !isRemoved else { return }
                if Folder.isFile(path) {
                    try Folder.removeFile(path)
                    try Folder.synchronize(Folder.parent(of: path))
                }
                isRemoved = true
            }
        } catch {
            throw .archiveFile(path, cause: error)
        }
    }

    /// Removes the digest, whoever wrote it; durable when it returns.
    func remove() throws(StoreError) {
        isRemoved.withLock { $0 = false }
        try beginChange()
    }

    /// Writes the digest of the file as it is, unless it is there: nothing changed then.
    package func endChanges() throws(StoreError) {
        guard let content = try contentOfFile() else { return }
        try write(content)
    }

    /// What is to be written down of the file as it is.
    ///
    /// Nil when the digest is there, since nothing changed then. Reads the whole file.
    func contentOfFile() throws(StoreError) -> [UInt8]? {
        guard !Folder.isFile(path) else { return nil }
        hashed.withLock { $0 = state }
        do throws(Errno) {
            return content(for: try OpenFile(catalogue, flags: O_RDONLY).digest())
        } catch {
            throw .archiveFile(path, cause: error)
        }
    }

    /// Whether the file is as it was when `contentOfFile` began to read it.
    ///
    /// Reading it took away SQLite's lock on it in this process: an act that ends meanwhile may take
    /// itself for the last one, and bring the log into the file.
    var isAsHashed: Bool { !hasLog && hashed.withLock { $0 == state } }

    private var state: [Int] {
        var status = stat()
        guard stat(catalogue, &status) == 0 else { return [] }
        return [
            Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
        ]
    }

    /// Writes the digest down.
    func write(_ content: [UInt8]) throws(StoreError) {
        do throws(Errno) {
            try Folder.writeFile(content, to: path)
        } catch {
            throw .archiveFile(path, cause: error)
        }
        isRemoved.withLock { $0 = false }
    }

    /// What the file says when the catalogue has this digest: a line of `sha512sum`.
    package func content(for digest: ContentDigest) -> [UInt8] {
        let name = FilePath(catalogue).lastComponent?.string ?? catalogue
        return Array("\(digest.hex)  \(name)\n".utf8)
    }

    /// What is written down, whatever it is; nil when there is no file.
    package func recorded() throws(StoreError) -> [UInt8]? {
        guard Folder.isFile(path) else { return nil }
        do {
            return try Folder.readFile(path)
        } catch {
            throw .archiveFile(path, cause: error)
        }
    }
}
