import ArchiveModel
import DurableFiles
import Foundation
import Glibc
import SystemPackage

/// One file of the journal: a header, and a line for each decision from `first` on.
package struct JournalSegment: Sendable {
    /// Where it lies.
    package let path: String
    /// Number of its first decision, which its name gives.
    package let first: Int64

    /// The segment at a path; nil when the name is none of a segment.
    package init?(at path: String) {
        let name = path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
        guard name.hasSuffix(Self.suffix),
            name.utf8.count == Self.digits + Self.suffix.utf8.count,
            let first = Int64(name.dropLast(Self.suffix.count)), first >= 1
        else { return nil }
        self.init(path: path, first: first)
    }

    private init(path: String, first: Int64) {
        self.path = path
        self.first = first
    }

    /// The name of the segment whose first decision has a number.
    package static func name(first: Int64) -> String {
        first.digits(atLeast: digits) + suffix
    }

    /// The segments in a folder, oldest first; none when there is no such folder.
    package static func all(in folder: String) -> [JournalSegment] {
        (Folder.names(in: folder) ?? []).compactMap { name in
            JournalSegment(at: folder + "/" + String(decoding: name, as: UTF8.self))
        }.sorted { $0.first < $1.first }
    }

    /// Its name.
    package var name: String { Self.name(first: first) }

    /// Makes a segment without lines, durably; one of the same name is replaced.
    static func make(
        after end: EventLog.End, archive: ArchiveID, in folder: String
    ) throws(JournalFault) -> JournalSegment {
        let first = end.sequence + 1
        let segment = JournalSegment(path: folder + "/" + name(first: first), first: first)
        let header = JournalHeader(
            archive: archive.text, first: segment.first, format: JournalHeader.format,
            previous: end.hash)
        do {
            let line = try StoredJSON.encode(header) + "\n"
            try Folder.writeFile(Array(line.utf8), to: segment.path)
        } catch {
            throw .system(file: segment.path, error as? Errno ?? .ioError)
        }
        return segment
    }

    /// The archive that the header names; nil when it cannot be understood.
    var statedArchive: ArchiveID? {
        let header: JournalHeader? = try? StoredJSON.decodeData(Data(firstLine()))
        return header.flatMap { ArchiveID($0.archive) }
    }

    /// Size of the file in bytes; nil when it is not there.
    package var size: Int64? { Folder.plainFileSize(path) }

    /// All bytes of the file.
    package func bytes() throws(JournalFault) -> [UInt8] {
        var result: [UInt8] = []
        try withFile { (file) throws(Errno) in
            result = try file.bytes(from: 0, count: Int(try file.status().st_size))
        }
        return result
    }

    /// The journal's end before its first decision and with its last one.
    ///
    /// Reads all of it; throws the first fault.
    package func extent(of archive: ArchiveID) throws -> JournalExtent {
        let start = try header(of: archive).start
        let end = try forEachLine(of: archive, after: start, fault: { throw $0 }, { _ in })
        return JournalExtent(start: start, end: end ?? start)
    }

    /// Reads the header; throws `missing`, `damaged`, `tooNew` and `foreign`.
    func header(of archive: ArchiveID) throws(JournalFault) -> JournalHeader {
        try header(firstLine(), of: archive)
    }

    private func firstLine() throws(JournalFault) -> ArraySlice<UInt8> {
        var bytes: [UInt8] = []
        try withFile { (file) throws(Errno) in
            bytes = try file.bytes(from: 0, count: Self.longestHeader)
        }
        guard let end = bytes.firstIndex(of: Self.lineFeed) else {
            throw .damaged(file: path, line: 1)
        }
        return bytes[..<end]
    }

    private func header(
        _ line: ArraySlice<UInt8>, of archive: ArchiveID
    ) throws(JournalFault) -> JournalHeader {
        let found: JournalHeader? = try? StoredJSON.decodeData(Data(line))
        guard let found else { throw .damaged(file: path, line: 1) }
        guard found.format == JournalHeader.format else {
            throw found.format.hasPrefix("archivectl journal ")
                ? .tooNew(file: path) : .damaged(file: path, line: 1)
        }
        guard found.archive == archive.text else {
            throw .foreign(file: path, archive: found.archive)
        }
        guard found.first == first, ContentDigest(hex: found.previous) != nil else {
            throw .damaged(file: path, line: 1)
        }
        return found
    }

    /// Where the segment ends: its last decision, and the bytes up to the end of its line.
    ///
    /// Bytes behind the last line feed were being written when the power went; they count for
    /// nothing. Reads the last line only.
    func tail(of archive: ArchiveID) throws(JournalFault) -> JournalTail {
        let header = try header(of: archive)
        var last: ArraySlice<UInt8> = []
        var size = 0
        var isHeader = true
        try withFile { (file) throws(Errno) in
            let whole = Int(try file.status().st_size)
            var window = 64 << 10
            while true {
                let start = max(0, whole - window)
                let bytes = try file.bytes(from: start, count: whole - start)
                let ends = bytes.indices.reversed().lazy.filter { bytes[$0] == Self.lineFeed }
                if let end = ends.first {
                    let before = bytes[..<end].lastIndex(of: Self.lineFeed)
                    if before != nil || start == 0 {
                        size = start + end + 1
                        isHeader = before == nil
                        last = bytes[(before.map { $0 + 1 } ?? bytes.startIndex)..<end]
                        return
                    }
                }
                if start == 0 { return }
                window *= 8
            }
        }
        if isHeader { return JournalTail(segment: self, end: header.start, size: size) }
        guard let line = JournalLine.decoded(last), line.isSound, line.sequence >= first else {
            throw .damaged(file: path, line: try countLines())
        }
        return JournalTail(segment: self, end: line.end, size: size)
    }

    /// Calls `body` with each sound line in order; bytes behind the last line feed are left out.
    ///
    /// A header that does not follow `expected`, a line that is not sound, and one that does not
    /// follow the line before go to `fault`, and reading continues behind them; of a segment that is
    /// another archive's or of a newer version nothing is read. Returns where it ends; nil when that
    /// is not known.
    func forEachLine(
        of archive: ArchiveID, after expected: EventLog.End?, fault: (JournalFault) throws -> Void,
        _ body: (JournalLine) throws -> Void
    ) throws -> EventLog.End? {
        let lines = try bytes().split(separator: Self.lineFeed, omittingEmptySubsequences: false)
            .dropLast()
        var end: EventLog.End?
        do throws(JournalFault) {
            end = try header(lines.first ?? [], of: archive).start
            if let expected, expected != end { throw .gap(file: path) }
        } catch {
            try fault(error)
            switch error {
            case .damaged, .gap: break
            default: return nil
            }
        }
        for (index, bytes) in lines.enumerated().dropFirst() {
            let line = JournalLine.decoded(bytes)
            guard let line, line.isSound else {
                try fault(.damaged(file: path, line: index + 1))
                end = nil
                continue
            }
            if let end, line.sequence != end.sequence + 1 || line.previous != end.hash {
                try fault(.damaged(file: path, line: index + 1))
            }
            end = line.end
            try body(line)
        }
        return end
    }

    private func countLines() throws(JournalFault) -> Int {
        try bytes().count { $0 == Self.lineFeed }
    }

    private func withFile(
        _ body: (borrowing OpenFile) throws(Errno) -> Void
    ) throws(JournalFault) {
        do {
            try body(try OpenFile(path, flags: O_RDONLY | O_NOFOLLOW))
        } catch {
            if error == .noSuchFileOrDirectory { throw .missing }
            throw .system(file: path, error)
        }
    }

    private static let suffix = ".jsonl"
    /// Digits of a name, so that names sort as their numbers do.
    private static let digits = 12
    private static let lineFeed = UInt8(ascii: "\n")
    private static let longestHeader = 4096
}

/// Which decisions a segment has.
package struct JournalExtent: Equatable {
    /// The journal's end before the first of them.
    package let start: EventLog.End
    /// The journal's end with the last of them; `start` when there is none.
    package let end: EventLog.End

    /// Describes a segment.
    package init(start: EventLog.End, end: EventLog.End) {
        self.start = start
        self.end = end
    }
}

/// Where the journal ends.
struct JournalTail: Equatable {
    /// The newest segment.
    let segment: JournalSegment
    /// Its last decision.
    let end: EventLog.End
    /// Bytes of the segment up to and with the line of its last decision.
    let size: Int

    /// Whether the newest segment has any decision.
    var hasDecisions: Bool { end.sequence >= segment.first }
}

extension JournalSegment: Hashable {}

extension OpenFile {
    /// At most `count` bytes from an offset on.
    fileprivate borrowing func bytes(from offset: Int, count: Int) throws(Errno) -> [UInt8] {
        _ = try Self.retrying { Int(lseek(descriptor, off_t(offset), SEEK_SET)) }
        var result = [UInt8](repeating: 0, count: count)
        var read = 0
        var failure: Errno?
        result.withUnsafeMutableBytes { buffer in
            do throws(Errno) { read = try readFully(into: buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        result.removeLast(count - read)
        return result
    }
}
