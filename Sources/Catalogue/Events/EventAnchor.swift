import ArchiveModel
package import DurableFiles
package import GRDB
import Glibc
import Synchronization
import SystemPackage

/// The end of the event log, kept outside of the catalogue in `events.end`, so that taking the last
/// events out of the catalogue is found.
///
/// A line has the number and the hash of the last event. It is written after the transaction, so
/// that the log may be longer than it says after a crash, and is never shorter. A line that starts
/// with `or` is a second end, that of a catalogue which is about to replace the present one.
package final class EventAnchor: Sendable {
    /// Where it lies.
    package let path: String
    private let state = Mutex(State())

    private struct State {
        /// What is written down; nil before the log was compared with it.
        var end: EventLog.End?
        /// Lines that were added since the file was written whole.
        var added = 0
    }

    /// The catalogue's version from which on it must be there.
    package static let firstVersion = 4
    /// The name of the file.
    package static let name = "events.end"

    /// The end of the log of the catalogue at a path.
    package convenience init(of catalogue: String) {
        self.init(in: Folder.parent(of: catalogue))
    }

    /// An end of the log that is kept in a folder of any kind.
    package init(in folder: String) {
        path = folder + "/" + Self.name
    }

    /// The ends that the log may have grown from; nil when there is no file, none when nothing in it
    /// can be understood.
    package func recorded() throws(StoreError) -> [EventLog.End]? {
        guard Folder.isFile(path) else { return nil }
        let bytes: [UInt8]
        do {
            bytes = try Folder.readFile(path)
        } catch {
            throw .archiveFile(path, cause: error)
        }
        // What stands behind the last line feed was being written when the power went.
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
            .map { String(decoding: $0, as: UTF8.self) }
        let last = lines.lastIndex { Self.end($0[...]) != nil } ?? lines.startIndex
        return lines[last...].compactMap { line in
            Self.end(line.hasPrefix(Self.other) ? line.dropFirst(Self.other.utf8.count) : line[...])
        }
    }

    /// Writes an end in the place of whatever there is.
    package func write(_ end: EventLog.End) throws(StoreError) {
        try write([Self.line(end)])
        state.withLock { $0 = State(end: end) }
    }

    /// Compares the log with what is written down, and takes the log's end over when it fits.
    ///
    /// When it does not, nothing is written down from now on: verification is to find it.
    package func begin(in database: Database) throws {
        let ends = try recorded()
        guard let ends, try ends.contains(where: { try Self.contains($0, in: database) }) else {
            return
        }
        let end = try EventLog.end(in: database)
        // Also where a line that was not written whole lies behind it.
        if (try? Folder.readFile(path)) == Array((Self.line(end) + "\n").utf8) {
            state.withLock { $0 = State(end: end) }
        } else {
            try write(end)
        }
    }

    /// Writes down that the log was continued; durable when it returns.
    package func advance(to end: EventLog.End) throws(StoreError) {
        do {
            try state.withLock { state throws(Errno) in
                guard let known = state.end, end.sequence > known.sequence else { return }
                WriteStep.eventCommitted.reached()
                try Self.append(Self.line(end), to: path)
                state.end = end
                state.added += 1
            }
        } catch {
            throw .archiveFile(path, cause: error)
        }
    }

    /// Takes the log's end over as it is, beside a run that compared it when it began.
    func join(in database: Database) throws {
        guard let ends = try recorded(),
            try ends.contains(where: { try Self.contains($0, in: database) })
        else { return }
        let end = try EventLog.end(in: database)
        state.withLock { $0 = State(end: end) }
    }

    /// Leaves one line of those that were added, for the log's end as it is now: acts of other
    /// processes may have continued it.
    package func finish(at end: EventLog.End) throws(StoreError) {
        let state = state.withLock { $0 }
        guard state.end != nil, state.added > 0 else { return }
        try write(end)
    }

    /// Has a catalogue whose log ends so take the place of another: either log is right meanwhile.
    package func replace(
        by end: EventLog.End, _ replacing: () throws(StoreError) -> Void
    ) throws(StoreError) {
        let old = try recorded() ?? []
        try write(old.prefix(1).map(Self.line) + [(old.isEmpty ? "" : Self.other) + Self.line(end)])
        try replacing()
        try write(end)
    }

    /// Whether a log has an event of this number and hash.
    package static func contains(_ end: EventLog.End, in database: Database) throws -> Bool {
        guard end != EventLog.start else { return true }
        let row = try Row.fetchOne(
            database, sql: "SELECT hash FROM event WHERE sequence = ?", arguments: [end.sequence])
        return row.flatMap { ContentDigest(bytes: $0.bytes("hash")) }?.hex == end.hash
    }

    private static let other = "or "

    private static func line(_ end: EventLog.End) -> String { "\(end.sequence) \(end.hash)" }

    private static func end(_ line: Substring) -> EventLog.End? {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = Int64(parts[0]), sequence >= 0,
            ContentDigest(hex: String(parts[1])) != nil
        else { return nil }
        return EventLog.End(hash: String(parts[1]), sequence: sequence)
    }

    private func write(_ lines: [String]) throws(StoreError) {
        let text = lines.map { $0 + "\n" }.joined()
        do { try Folder.writeFile(Array(text.utf8), to: path) } catch {
            throw .archiveFile(path, cause: error)
        }
    }

    private static func append(_ line: String, to path: String) throws(Errno) {
        let file = try OpenFile(path, flags: O_WRONLY | O_APPEND | O_NOFOLLOW)
        try file.write(Array((line + "\n").utf8))
        try file.synchronize()
    }
}
