import Glibc
import SystemPackage

/// A file of a version that is being written; read-only and on the disk when it is finished.
struct StagedFile: ~Copyable {
    private let path: String
    private let file: OpenFile

    /// Makes the file; it must not be there.
    init(_ path: String) throws(StoreError) {
        self.path = path
        do {
            file = try OpenFile(
                path, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: FileAccess.file)
        } catch {
            throw .archiveFile(path, cause: error)
        }
        FileAccess.takeGroup(of: file.descriptor, at: path)
    }

    /// Appends bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
        do { try file.write(bytes) } catch { throw .archiveFile(path, cause: error) }
    }

    /// Makes the file read-only and waits until it is on the disk.
    func finish() throws(StoreError) {
        do {
            try file.limitMode(to: FileAccess.sealed)
            try file.synchronize()
        } catch {
            throw .archiveFile(path, cause: error)
        }
    }

    /// Writes a whole file.
    static func write(_ bytes: [UInt8], to path: String) throws(StoreError) {
        let file = try StagedFile(path)
        var failure: StoreError?
        bytes.withUnsafeBytes { content in
            do throws(StoreError) { try file.write(content) } catch { failure = error }
        }
        if let failure { throw failure }
        try file.finish()
    }
}
