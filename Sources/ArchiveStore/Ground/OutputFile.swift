package import DurableFiles
import Glibc
import SystemPackage

/// A file that is made for people outside the archive, such as a list for paper.
///
/// It takes a free name: an existing file, link or device is neither replaced nor written to, because it may be the
/// only copy of a scan. It never lies in an archive, where `verify` would find it to be foreign.
package final class OutputFile: Sendable {
    private let path: String
    private let name: [UInt8]
    private let folder: Directory
    /// For its user alone, since lists hold names of persons.
    private static let rights: mode_t = 0o600

    /// Looks at the place, before the work for the content is done.
    ///
    /// `ground` is that of the archive the content comes from. Throws `folder-in-archive`, `file-exists` and
    /// `file-unwritable`.
    package init(at path: String, outside ground: ArchiveGround) throws(StoreError) {
        let bytes = Array(path.utf8)
        let name = Array(bytes.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed())
        guard !name.isEmpty, !bytes.contains(0) else { throw .outputUnwritable(path) }
        let above = bytes.dropLast(name.count)
        let folder: Directory
        do {
            folder = try Directory(bytes: above.isEmpty ? [UInt8(ascii: ".")] : Array(above))
        } catch {
            throw .outputUnwritable(path, cause: error)
        }
        guard folder.mayBeEntered else {
            throw .outputUnwritable(path, cause: .permissionDenied)
        }
        guard !ground.holds(folder) else { throw .outputInArchive(path) }
        let kind: mode_t?
        do { kind = try folder.kind(of: name) } catch {
            throw .outputUnwritable(path, cause: error)
        }
        guard kind == nil else { throw .outputExists(path) }
        self.path = path
        self.name = name
        self.folder = folder
    }

    /// Throws `folder-in-archive` when files in a folder, which need not be there yet, would lie in an archive.
    package static func requireOutside(
        folder: String, _ ground: ArchiveGround
    ) throws(StoreError) {
        let isInside = ground.holds(Array(folder.utf8)) || ground.surrounds(folder)
        if isInside { throw .outputInArchive(folder) }
    }

    /// Writes the whole content under a name of its own, then gives it the name; on the disk when it returns.
    ///
    /// Throws `file-exists` when the name was taken meanwhile, and `file-unwritable`; then nothing of it is left.
    package func write(_ content: [UInt8]) throws(StoreError) {
        let staged = Array(".archivectl-\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp".utf8)
        do {
            let file = try OpenFile(
                staged, at: folder.descriptor, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
                mode: Self.rights)
            defer { _ = Self.withText(staged) { unlinkat(folder.descriptor, $0, 0) } }
            try file.write(content)
            try file.synchronize()
            try take(name, of: staged, content: content)
            let names = try OpenFile(
                Array(".".utf8), at: folder.descriptor, flags: O_RDONLY | O_DIRECTORY)
            // Some file systems of other machines cannot wait for names; the content is there.
            _ = fsync(names.descriptor)
        } catch {
            throw error == .fileExists
                ? .outputExists(path) : .outputUnwritable(path, cause: error)
        }
    }

    /// A link never replaces anything; where the file system has none, a file that must be new takes its place.
    private func take(_ name: [UInt8], of staged: [UInt8], content: [UInt8]) throws(Errno) {
        do throws(Errno) {
            _ = try OpenFile.retrying {
                Self.withText(staged) { old in
                    Self.withText(name) {
                        linkat(folder.descriptor, old, folder.descriptor, $0, 0)
                    }
                }
            }
        } catch {
            guard error == .notPermitted || error == .notSupported || error == .noFunction else {
                throw error
            }
            let file = try OpenFile(
                name, at: folder.descriptor, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
                mode: Self.rights)
            do throws(Errno) {
                try file.write(content)
                try file.synchronize()
            } catch {
                _ = Self.withText(name) { unlinkat(folder.descriptor, $0, 0) }
                throw error
            }
        }
    }

    private static func withText(
        _ name: [UInt8], _ body: (UnsafePointer<CChar>) -> Int32
    ) -> Int32 {
        let text = name.map { CChar(bitPattern: $0) } + [0]
        return text.withUnsafeBufferPointer { $0.baseAddress.map(body) ?? -1 }
    }
}
