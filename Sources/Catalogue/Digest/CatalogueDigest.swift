import ArchiveModel
package import DurableFiles
import Glibc
import SystemPackage

/// The digests beside the catalogue, by which a changed bit is found even where SQLite would not see
/// it.
///
/// They are those of the file while nobody writes. A writer notes what it changes before it does
/// (`CatalogueBooks`).
package final class CatalogueDigest: Sendable {
    /// Where the catalogue lies.
    package let catalogue: String

    /// The digests of the catalogue at a path.
    package init(of catalogue: String) {
        self.catalogue = catalogue
    }

    /// Where they lie.
    package var path: String { catalogue + Self.suffix }

    /// Where earlier versions of the program kept one digest of the whole file.
    package var wholePath: String { catalogue + Self.wholeSuffix }

    /// What the list adds to the name of the catalogue.
    package static let suffix = ".digests"
    /// What the digest of the whole file adds.
    package static let wholeSuffix = ".sha512"

    /// What comparing file and digests comes to.
    package enum Agreement: Sendable {
        /// All of the file is as it was when the last writer was done.
        case fits
        /// A writer is at work or was killed, or there are no digests; what has one fits.
        case opened
        /// The file or the digests were changed by other means.
        case differs
    }

    /// Whether changes lie beside the file that are not in it yet.
    var hasLog: Bool { Folder.fileSize(catalogue + "-wal") ?? 0 > 0 }

    /// Whether nothing speaks against a file that SQLite does not have open in this process.
    ///
    /// Reads all of it.
    package func fits() throws(StoreError) -> Bool {
        try agreement(with: ClosedFile.open(catalogue)) != .differs
    }

    /// Compares the whole file with what is written down, also while somebody writes.
    package func agreement(with file: some CatalogueBytes) throws(StoreError) -> Agreement {
        if let whole = try whole() {
            let digest = try digests(of: file).whole
            if !hasLog, content(for: digest) == whole { return .fits }
            // A writer that takes the archive further takes it away.
            if try self.whole() == whole { return .differs }
        }
        guard let list = try DigestList.open(path, forWriting: false) else { return .opened }
        for _ in 0..<Self.attempts {
            guard let header = try list.header() else { return .differs }
            let agreement = try compareChunks(of: file, with: list)
            guard header.isClosed else { return agreement == .fits ? .opened : agreement }
            if agreement == .differs { return .differs }
            if try isClosed(header, file, list) { return agreement }
            // Somebody may just be opening or closing the books.
            usleep(Self.pause)
        }
        return .differs
    }

    private static let attempts = 10
    private static let pause: UInt32 = 20_000

    private func isClosed(
        _ header: DigestList.Header, _ file: some CatalogueBytes, _ list: DigestList
    ) throws(StoreError) -> Bool {
        let size = try file.size()
        guard !hasLog, size == header.size else { return false }
        return try list.fits(size: size)
    }

    private func compareChunks(
        of file: some CatalogueBytes, with list: DigestList
    ) throws(StoreError) -> Agreement {
        var result = Agreement.fits
        for chunk in 0..<DigestList.chunks(in: try file.size()) {
            switch try compare(chunk, of: file, with: list) {
            case .fits: continue
            case .opened: result = .opened
            case .differs: return .differs
            }
        }
        return result
    }

    /// Compares one chunk; again while its line changes.
    private func compare(
        _ chunk: Int, of file: some CatalogueBytes, with list: DigestList
    ) throws(StoreError) -> Agreement {
        var before = try list.line(chunk)
        for _ in 0..<Self.attempts {
            if before == .noted || before == .missing {
                return try isWithoutReason(chunk, noteIn: list) ? .differs : .opened
            }
            if case .digest(let digest) = before, try file.digest(ofChunk: chunk) == digest {
                return .fits
            }
            let now = try list.line(chunk)
            if now == before { return .differs }
            before = now
        }
        return .opened
    }

    /// Whether a chunk stays without its digest while the books are closed, as no writer leaves it.
    private func isWithoutReason(
        _ chunk: Int, noteIn list: DigestList
    ) throws(StoreError) -> Bool {
        for _ in 0..<3 {
            let isClosed = try list.header()?.isClosed == true
            guard isClosed, [.noted, .missing].contains(try list.line(chunk)) else { return false }
            // Somebody may just have opened and closed the books.
            usleep(Self.pause)
        }
        return true
    }

    /// The digests of a file: of all of it, and of each chunk.
    private func digests(
        of file: some CatalogueBytes
    ) throws(StoreError) -> (whole: ContentDigest, chunks: [[UInt8]]) {
        var whole = ContentHash()
        var chunks: [[UInt8]] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: DigestList.chunkSize, alignment: 4096)
        defer { buffer.deallocate() }
        while true {
            let count = try file.read(into: buffer, at: whole.size)
            guard count > 0 else { return (whole.digest(), chunks) }
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            var chunk = ContentHash()
            chunk.update(bytes)
            chunks.append(Array(chunk.digest().hex.utf8))
            whole.update(bytes)
        }
    }

    /// What earlier versions wrote down of a file with this digest: a line of `sha512sum`.
    private func content(for digest: ContentDigest) -> [UInt8] {
        let name = FilePath(catalogue).lastComponent?.string ?? catalogue
        return Array("\(digest.hex)  \(name)\n".utf8)
    }

    private func whole() throws(StoreError) -> [UInt8]? {
        guard Folder.isFile(wholePath) else { return nil }
        do throws(Errno) {
            return try Folder.readFile(wholePath)
        } catch .noSuchFileOrDirectory {
            return nil
        } catch {
            throw .archiveFile(wholePath, cause: error)
        }
    }

    /// Whether anything is written down.
    package var isThere: Bool { Folder.isFile(path) || Folder.isFile(wholePath) }

    /// Writes the digests of a file that SQLite does not have open in this process, in the place of
    /// whatever there is; durable when it returns.
    ///
    /// Reads all of it.
    package func recordWhole() throws(StoreError) {
        let file = try ClosedFile.open(catalogue)
        let digests = try digests(of: file)
        try record(digests.chunks, size: try file.size())
    }

    private func record(_ digests: [[UInt8]], size: Int64) throws(StoreError) {
        let header = DigestList.Header(size: size, isClosed: true)
        try StoreError.about(path) { () throws(Errno) in
            let lines: [UInt8] = digests.flatMap { $0 + [0x0A] }
            try Folder.writeFile(header.bytes + lines, to: path)
        }
        try remove(wholePath)
    }

    /// Takes over the digest of the whole file that an earlier version wrote: compares it, and writes
    /// those of the chunks in its place.
    ///
    /// Throws `catalogue-digest` when it does not fit. SQLite must not have the file open in this process.
    func takeOverWhole() throws(StoreError) {
        guard let whole = try whole() else { return }
        let file = try ClosedFile.open(catalogue)
        let digests = try digests(of: file)
        guard !hasLog, content(for: digests.whole) == whole else {
            throw .catalogueAltered(catalogue)
        }
        try record(digests.chunks, size: try file.size())
    }

    /// Removes what is written down, before the catalogue is replaced; durable when it returns.
    package func remove() throws(StoreError) {
        try remove(path)
        try remove(wholePath)
    }

    private func remove(_ path: String) throws(StoreError) {
        guard Folder.isFile(path) else { return }
        try StoreError.about(path) { () throws(Errno) in
            try Folder.removeFile(path)
            try Folder.synchronize(Folder.parent(of: path))
        }
    }
}
