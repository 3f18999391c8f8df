import ArchiveModel
import DurableFiles
import Glibc
import Synchronization
import SystemPackage

/// What persons decided, outside of the catalogue: `journal/`, append-only lines, each with the hash
/// of the one before it.
///
/// A line is durable when it was appended, which is before the transaction that carries it out, so
/// that losing the catalogue loses no decision. After a crash the journal may be one decision ahead
/// of the catalogue; the next writer carries it out.
package final class Journal: Sendable {
    /// The folder.
    package let path: String
    /// The archive that it belongs to.
    package let archive: ArchiveID
    /// What was found at the last look; the file's size tells whether it is still so.
    private let known = Mutex<JournalTail?>(nil)

    /// What appending did: where the lines begin and end.
    struct Appended {
        let before: JournalTail
        let after: JournalTail
    }

    /// The name of the folder in an archive.
    package static let name = "journal"
    /// Bytes from which on a new segment is begun.
    static let segmentSize = 16 << 20

    /// The journal of an archive; nothing is read yet.
    package init(in folder: String, of archive: ArchiveID) {
        path = folder + "/" + Self.name
        self.archive = archive
    }

    /// The journal in a folder of any name.
    private init(at path: String, of archive: ArchiveID) {
        self.path = path
        self.archive = archive
    }

    /// The identity of the archive that the journal in a folder belongs to; nil when it does not say.
    package static func identity(in folder: String) -> ArchiveID? {
        JournalSegment.all(in: folder + "/" + name).lazy.compactMap(\.statedArchive).first
    }

    /// Journals of an archive that a rebuild set aside since they were damaged, oldest first.
    package static func setAside(in folder: String, of archive: ArchiveID) -> [Journal] {
        (Folder.names(in: folder) ?? []).map { String(decoding: $0, as: UTF8.self) }
            .filter { $0.hasPrefix(name + Folder.setAside) }.sorted()
            .map { Journal(at: folder + "/" + $0, of: archive) }
    }

    /// Puts a journal that was made elsewhere in the place of this one, which is kept under another
    /// name; returns that name, nil when there was none.
    package func replace(by other: Journal) throws(JournalFault) -> String? {
        let kept = exists ? try setAside() : nil
        WriteStep.journalSetAside.reached()
        do { try Folder.moveNew(other.path, to: path) } catch { throw .system(file: path, error) }
        return kept
    }

    /// Gives the journal another name, which is returned; `setAside(in:of:)` finds it there.
    @discardableResult
    package func setAside() throws(JournalFault) -> String {
        let name = Folder.nameSetAside(path)
        do { try Folder.moveNew(path, to: name) } catch { throw .system(file: path, error) }
        return name
    }

    /// Its segments, oldest first.
    package var segments: [JournalSegment] { JournalSegment.all(in: path) }

    /// The segments that nobody appends to any more, oldest first: all but the newest.
    package var closedSegments: [JournalSegment] { segments.dropLast() }

    /// Whether there is a journal.
    package var exists: Bool { Folder.isFolder(path) }

    /// Makes the folder and a first segment that begins behind `end`, unless there is a segment.
    package func make(after end: EventLog.End) throws(JournalFault) {
        do { try Folder.make(path) } catch { throw .system(file: path, error) }
        guard segments.isEmpty else { return }
        _ = try JournalSegment.make(after: end, archive: archive, in: path)
    }

    /// Where it ends now; throws `missing` and whatever is wrong with its last line.
    func tail() throws(JournalFault) -> JournalTail {
        guard let segment = segments.last else { throw .missing }
        if let known = known.withLock({ $0 }), known.segment == segment,
            segment.size == Int64(known.size)
        {
            return known
        }
        let found = try segment.tail(of: archive)
        known.withLock { $0 = found }
        return found
    }

    /// Keeps all others from appending while `body` runs.
    ///
    /// Threads of this process too: each call has a lock of its own on the folder.
    func locked<Value>(_ body: (JournalTail) throws -> Value) throws -> Value {
        let folder = try lock()
        defer { _ = flock(folder, LOCK_UN); close(folder) }
        return try body(try tail())
    }

    /// Appends lines that follow each other; only to be called within `locked`, with what it gave.
    ///
    /// When not all can be written, nothing of them is left.
    func append(_ lines: [JournalLine], to tail: JournalTail) throws -> Appended {
        guard let last = lines.last else { return Appended(before: tail, after: tail) }
        let before = try roomy(tail)
        let bytes = try lines.flatMap { try $0.encoded() }
        do {
            try Self.write(bytes, at: before.size, of: before.segment)
        } catch {
            throw JournalFault.system(file: before.segment.path, error)
        }
        let after = JournalTail(
            segment: before.segment, end: last.end, size: before.size + bytes.count)
        known.withLock { $0 = after }
        return Appended(before: before, after: after)
    }

    /// The end to append to: that of a new segment when the last one has grown large.
    private func roomy(_ tail: JournalTail) throws(JournalFault) -> JournalTail {
        guard tail.size >= Self.segmentSize, tail.hasDecisions else { return tail }
        return try beginSegment(after: tail)
    }

    /// Begins a new segment, durably; only to be called within `locked`, with what it gave, and when
    /// the newest segment has decisions.
    @discardableResult
    func beginSegment(after tail: JournalTail) throws(JournalFault) -> JournalTail {
        // What stands behind the last line was never confirmed, and is not to be kept for ever.
        if tail.segment.size != Int64(tail.size) { try cut(tail.segment, to: tail.size) }
        let segment = try JournalSegment.make(after: tail.end, archive: archive, in: path)
        WriteStep.segmentBegun.reached()
        return JournalTail(segment: segment, end: tail.end, size: Int(segment.size ?? 0))
    }

    /// Removes a segment that lies in an object, durably.
    package func remove(_ segment: JournalSegment) throws(JournalFault) {
        do throws(Errno) {
            try Folder.removeFile(segment.path)
            try Folder.synchronize(path)
        } catch {
            throw .system(file: segment.path, error)
        }
        WriteStep.segmentRemoved.reached()
    }

    /// Takes the last line back; only within `locked`, by whoever appended it, while the catalogue
    /// does not know it.
    func withdraw(to tail: JournalTail) throws(JournalFault) {
        try cut(tail.segment, to: tail.size)
        known.withLock { $0 = tail }
    }

    private func cut(_ segment: JournalSegment, to size: Int) throws(JournalFault) {
        do {
            let file = try OpenFile(segment.path, flags: O_WRONLY | O_NOFOLLOW)
            _ = try OpenFile.retrying { ftruncate(file.descriptor, off_t(size)) }
            try file.synchronize()
        } catch {
            throw .system(file: segment.path, error)
        }
    }

    /// The lines behind a number, oldest first; throws at the first that is damaged.
    func lines(after sequence: Int64) throws -> [JournalLine] {
        let segments = self.segments
        let begin = segments.lastIndex { $0.first <= sequence + 1 } ?? segments.startIndex
        var result: [JournalLine] = []
        var end: EventLog.End?
        for segment in segments[begin...] {
            end = try segment.forEachLine(of: archive, after: end, fault: { throw $0 }) { line in
                if line.sequence > sequence { result.append(line) }
            }
        }
        return result
    }

    /// Calls `body` with each sound line of all segments; faults go to `fault`, and reading
    /// continues behind them.
    package func forEachLine(
        fault: (JournalFault) throws -> Void, _ body: (JournalLine) throws -> Void
    ) throws {
        let segments = self.segments
        guard !segments.isEmpty else { return try fault(.missing) }
        var end: EventLog.End?
        for segment in segments {
            end = try segment.forEachLine(of: archive, after: end, fault: fault, body)
        }
    }

    private func lock() throws(JournalFault) -> Int32 {
        do throws(Errno) {
            let folder = try OpenFile.retrying {
                open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            }
            do throws(Errno) {
                _ = try OpenFile.retrying { flock(folder, LOCK_EX) }
            } catch {
                close(folder)
                throw error
            }
            return folder
        } catch {
            if error == .noSuchFileOrDirectory { throw .missing }
            throw .system(file: path, error)
        }
    }

    /// Writes behind what is known to be whole, durably; what stood there was never confirmed.
    private static func write(
        _ bytes: [UInt8], at offset: Int, of segment: JournalSegment
    ) throws(Errno) {
        let file = try OpenFile(segment.path, flags: O_WRONLY | O_NOFOLLOW)
        do throws(Errno) {
            _ = try OpenFile.retrying { ftruncate(file.descriptor, off_t(offset)) }
            _ = try OpenFile.retrying { Int(lseek(file.descriptor, off_t(offset), SEEK_SET)) }
            try file.write(bytes)
            try file.synchronize()
        } catch {
            _ = ftruncate(file.descriptor, off_t(offset))
            throw error
        }
    }
}
