import ArchiveModel
import Foundation
import Testing

@testable import Catalogue
@testable import DurableFiles

@Suite("The journal")
struct JournalTests {
    let folder: String
    let archive = ArchiveID.random()
    let journal: Journal

    init() throws {
        folder = NSTemporaryDirectory() + "journal-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        journal = Journal(in: folder, of: archive)
        try journal.make(after: EventLog.start)
    }

    /// The line of an event that follows `end`.
    static func line(after end: EventLog.End, payload: String? = "{}") throws -> JournalLine {
        let digest = payload.map { ContentDigest(of: Array($0.utf8)).hex }
        let event = Event(
            sequence: end.sequence + 1, at: "2026-01-02T03:04:05Z", actor: "ana",
            account: "ana@primarie", action: "document-corrected", object: "0h0v3y1z5k9m",
            detail: try StoredJSON.encode(["payload": digest]))
        return JournalLine(
            account: event.account, action: event.action, actor: event.actor, at: event.at,
            detail: event.detail, hash: event.hash(after: end.hash).hex, object: event.object,
            payload: payload, previous: end.hash, sequence: event.sequence)
    }

    @discardableResult
    func append(_ count: Int, to journal: Journal) throws -> [JournalLine] {
        try journal.locked { tail in
            var tail = tail
            var lines: [JournalLine] = []
            for number in 0..<count {
                let line = try Self.line(after: tail.end, payload: "{\"value\":\"\(number)\"}")
                tail = try journal.append([line], to: tail).after
                lines.append(line)
            }
            return lines
        }
    }

    func faults(_ journal: Journal) throws -> [String] {
        var faults: [String] = []
        try journal.forEachLine(fault: { faults.append("\($0)") }, { _ in })
        return faults
    }

    var segment: String { JournalSegment.all(in: journal.path)[0].path }

    func edit(_ change: (inout [UInt8]) -> Void) throws {
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: segment)))
        change(&bytes)
        try Data(bytes).write(to: URL(fileURLWithPath: segment))
    }

    @Test("gives back what was appended, also to somebody who opens it anew")
    func roundTrip() throws {
        let lines = try append(3, to: journal)
        let other = Journal(in: folder, of: archive)
        #expect(try other.tail().end == lines[2].end)
        #expect(try other.lines(after: 1) == Array(lines[1...]))
        #expect(try faults(other).isEmpty)
    }

    @Test("sees what another has appended since the last look")
    func twoHands() throws {
        let other = Journal(in: folder, of: archive)
        try append(1, to: journal)
        try append(1, to: other)
        try append(1, to: journal)
        #expect(try other.tail().end.sequence == 3)
        #expect(try faults(other).isEmpty)
    }

    @Test("takes a last line that was cut for nothing, and writes over it")
    func tornTail() throws {
        let lines = try append(2, to: journal)
        try edit { $0.removeLast(7) }
        let other = Journal(in: folder, of: archive)
        #expect(try other.tail().end == lines[0].end)
        try append(1, to: other)
        #expect(try other.lines(after: 0).count == 2)
        #expect(try faults(other).isEmpty)
    }

    @Test("finds a changed byte, names the line, and reads on behind it")
    func changedByte() throws {
        try append(3, to: journal)
        try edit { bytes in
            let second = bytes.indices.filter { bytes[$0] == 0x0A }[1]
            let value = bytes[second...].firstIndex(of: UInt8(ascii: "a")) ?? 0
            bytes[value] = UInt8(ascii: "b")
        }
        let other = Journal(in: folder, of: archive)
        var read = 0
        var faults: [JournalFault] = []
        try other.forEachLine(fault: { faults.append($0) }) { _ in read += 1 }
        #expect(read == 2)
        guard case .damaged(_, line: 3)? = faults.first, faults.count == 1 else {
            Issue.record("\(faults)")
            return
        }
    }

    @Test("finds a changed payload: the chain holds its digest")
    func changedPayload() throws {
        let line = try Self.line(after: EventLog.start, payload: "{\"value\":\"12\"}")
        #expect(line.isSound)
        var changed = line
        changed.payload = "{\"value\":\"13\"}"
        #expect(!changed.isSound)
    }

    @Test("leaves the chain whole when a payload is erased")
    func erasedPayload() throws {
        var line = try Self.line(after: EventLog.start, payload: "{\"value\":\"12\"}")
        line.payload = nil
        #expect(!line.isSound)
        line.erased = "2026-01-02T03:04:05Z"
        #expect(line.isSound)
    }

    @Test("finds that a segment is missing")
    func missingSegment() throws {
        let tail = try journal.tail()
        for start in [3, 5] as [Int64] {
            _ = try JournalSegment.make(
                after: EventLog.End(hash: tail.end.hash, sequence: start), archive: archive,
                in: journal.path)
        }
        #expect(try faults(journal).count == 2)
    }

    @Test("begins a new segment when one has grown large, and goes on behind its last line")
    func newSegment() throws {
        let large = "{\"value\":\"\(String(repeating: "7", count: Journal.segmentSize))\"}"
        try journal.locked { tail in
            let next = try journal.append(
                [Self.line(after: tail.end, payload: large)], to: tail
            ).after
            _ = try journal.append([Self.line(after: next.end)], to: next)
        }
        #expect(JournalSegment.all(in: journal.path).map(\.first) == [1, 2])
        let other = Journal(in: folder, of: archive)
        #expect(try other.tail().end.sequence == 2)
        #expect(try other.lines(after: 0).count == 2)
        #expect(try faults(other).isEmpty)
    }

    @Test("refuses the journal of another archive, and one of a newer version")
    func foreign() throws {
        try append(1, to: journal)
        #expect(throws: JournalFault.self) {
            try Journal(in: folder, of: .random()).tail()
        }
        try edit { bytes in
            let format = Array("journal 1".utf8)
            for start in bytes.indices where bytes[start...].starts(with: format) {
                bytes[start + 8] = UInt8(ascii: "2")
                return
            }
        }
        let faults = try faults(Journal(in: folder, of: archive))
        #expect(faults.count == 1 && faults[0].hasPrefix("tooNew"))
    }

    @Test("takes a line back that nobody saw")
    func withdrawal() throws {
        let lines = try append(1, to: journal)
        try journal.locked { tail in
            let written = try journal.append([Self.line(after: tail.end)], to: tail)
            try journal.withdraw(to: written.before)
        }
        #expect(try Journal(in: folder, of: archive).tail().end == lines[0].end)
    }
}
