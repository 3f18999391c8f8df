import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

@Suite struct EventAnchorTests {
    private let site: ClosedArchive
    private var file: String { site.path + "/events.end" }

    init() throws {
        site = try ClosedArchive()
    }

    private func lines() throws -> [String] {
        try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private func open() throws -> Archive { try Archive.open(at: site.path, mode: .write) }

    @Test("one line has the number and the hash of the last event once the writer is done")
    func line() throws {
        let last = try site.texts(
            "SELECT sequence || ' ' || lower(hex(hash)) FROM event ORDER BY sequence DESC LIMIT 1")
        #expect(try lines() == last)
    }

    @Test("a missing last event is found, whatever else fits", arguments: [1, 2, 5])
    func truncated(count: Int) throws {
        let before = try lines()
        try site.tamperQuietly(
            "DROP TRIGGER event_kept; DELETE FROM event WHERE sequence > "
                + "(SELECT max(sequence) FROM event) - \(count)")
        #expect(try site.verify("2/1000000").codes == ["events-missing"])
        // A writer that goes on does not cover it up, however long the log gets.
        let archive = try open()
        for number in 1...6 {
            try site.take(["\(number).tif": "new \(number)"], "lot_\(number)", archive)
        }
        try archive.finish()
        #expect(try lines() == before)
        #expect(try site.verify().codes.contains("events-missing"))
    }

    @Test("a crash between the transaction and the line is no finding, and the next writer ends it")
    func behind() throws {
        let before = try Data(contentsOf: URL(fileURLWithPath: file))
        do {
            let archive = try open()
            try site.take(["d.tif": "bytes d"], "lot_0003", archive)
            try archive.finish()
        }
        let after = try lines()
        try before.write(to: URL(fileURLWithPath: file))
        #expect(try site.verify().codes == ["scan-unfinished"])
        try open().finish()
        #expect(try lines() == after)
    }

    @Test("a line that was being written when the power went counts for nothing")
    func torn() throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try Data((text + "99 abc").utf8).write(to: URL(fileURLWithPath: file))
        #expect(try site.verify().codes.isEmpty)
        try open().finish()
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    }

    @Test("a file that is gone or says nothing is found", arguments: [nil, "", "x\n"] as [String?])
    func gone(text: String?) throws {
        try FileManager.default.removeItem(atPath: file)
        if let text { try Data(text.utf8).write(to: URL(fileURLWithPath: file)) }
        #expect(try site.verify().codes == ["events-missing"])
        try open().finish()
        #expect(try site.verify().codes == ["events-missing"])
    }

    @Test("while a catalogue replaces another, the log of either is whole")
    func replacing() throws {
        let anchor = EventAnchor(of: site.path + "/catalogue.sqlite")
        let other = EventLog.End(hash: String(repeating: "ab", count: 64), sequence: 70)
        try anchor.replace(by: other) { () throws(StoreError) in
            #expect((try? site.verify().codes.isEmpty) == true)
        }
        #expect(try site.verify().codes == ["events-missing"])
    }

    @Test("after a rebuild the new log is whole")
    func rebuilt() throws {
        try site.tamperQuietly("DROP TRIGGER event_kept; DELETE FROM event WHERE sequence > 4")
        try site.rebuild()
        #expect(try site.verify().codes.isEmpty)
        #expect(try lines().count == 1)
    }
}
