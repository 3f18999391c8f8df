package import DurableFiles
import Glibc
import SystemPackage

/// A file of a version that is being written; read-only and on the disk once it is finished.
package struct StagedFile: ~Copyable {
    private let path: String
    private let file: OpenFile

    private init(_ path: String, file: consuming OpenFile) {
        self.path = path
        self.file = file
    }

    /// Makes the file, which must not exist yet.
    package static func create(at path: String) throws(StoreError) -> StagedFile {
        let file: OpenFile
        do {
            file = try OpenFile(
                path, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: FileAccess.file)
        } catch {
            throw .archiveFile(path, cause: error)
        }
        FileAccess.takeGroup(of: file.descriptor, at: path)
        return StagedFile(path, file: file)
    }

    /// Appends bytes.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
        do { try file.write(bytes) } catch { throw .archiveFile(path, cause: error) }
    }

    /// Makes the file read-only and waits until it is on the disk.
    package func finish() throws(StoreError) {
        do {
            try file.limitMode(to: FileAccess.sealed)
            try file.synchronize()
        } catch {
            throw .archiveFile(path, cause: error)
        }
    }

    /// Writes a whole file.
    package static func write(_ bytes: [UInt8], to path: String) throws(StoreError) {
        let file = try create(at: path)
        var failure: StoreError?
        bytes.withUnsafeBytes { content in
            do throws(StoreError) { try file.write(content) } catch { failure = error }
        }
        if let failure { throw failure }
        try file.finish()
    }
}
