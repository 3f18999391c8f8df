import ArchiveModel
import ArchiveTestSupport
import Catalogue
import Foundation
import GRDB
import Testing

@testable import ArchiveStore

/// An archivist's edits of domain tables are in the log.
@Suite struct TableChangeTests {
    private let folder = NSTemporaryDirectory() + "tables-\(UUID().uuidString)"
    private var tables: String { folder + "/tables/" }

    private struct Told: Equatable {
        let object: String
        let before: String?
        let after: String?
        let actor: String
    }

    private func create(_ tables: [String: String]) throws {
        try Archive.create(
            at: folder, settings: ArchiveSettings(), tables: tables.mapValues { Array($0.utf8) }
        ).finish()
    }

    private func open(by name: String = "ana") throws -> Archive {
        try Archive.open(at: folder, mode: .write, by: ActingUser(name: name))
    }

    private func changes(_ archive: Archive) throws -> [Told] {
        try archive.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT object, detail ->> 'before' AS before, detail ->> 'after' AS after, actor
                    FROM event WHERE action = 'table-changed' ORDER BY sequence
                    """
            ).map {
                Told(
                    object: $0["object"], before: $0["before"], after: $0["after"],
                    actor: $0["actor"])
            }
        }
    }

    private func digest(_ text: String) throws -> String { try Checksum.sha512(Array(text.utf8)) }

    private func write(_ text: String, to name: String) throws {
        try text.write(toFile: tables + name, atomically: true, encoding: .utf8)
    }

    @Test("the creation tells the digests, and a writer who finds the same tables tells nothing")
    func creation() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create(["a.yaml": "one\n"])
        let archive = try open()
        #expect(try changes(archive).isEmpty)
        let told = try archive.read {
            try String.fetchOne(
                $0, sql: "SELECT json_extract(detail, '$.tables.\"a.yaml\"') FROM event")
        }
        #expect(try told == digest("one\n"))
    }

    @Test("the next writer records an edited, a new and a removed table, each once")
    func edits() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create(["a.yaml": "one\n", "b.yaml": "two\n"])
        try write("ONE\n", to: "a.yaml")
        try write("three\n", to: "c.yaml")
        try write("left by an editor", to: "a.yaml~")
        try FileManager.default.removeItem(atPath: tables + "b.yaml")
        for _ in 0..<2 {
            let archive = try open()
            let (one, two) = (try digest("one\n"), try digest("two\n"))
            let (edited, three) = (try digest("ONE\n"), try digest("three\n"))
            #expect(
                try changes(archive) == [
                    Told(object: "a.yaml", before: one, after: edited, actor: "ana"),
                    Told(object: "b.yaml", before: two, after: nil, actor: "ana"),
                    Told(object: "c.yaml", before: nil, after: three, actor: "ana"),
                ])
            try archive.finish()
        }
        let reader = try Archive.open(at: folder, mode: .read)
        #expect(try reader.ownTable(named: "b.yaml") == nil)
        #expect(try reader.ownTable(named: "c.yaml") == Array("three\n".utf8))
    }

    @Test("of an archive from before, whose log tells of no table, the first sight is told")
    func firstSight() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create([:])
        try write("one\n", to: "a.yaml")
        let archive = try open(by: "ion")
        let told = Told(object: "a.yaml", before: nil, after: try digest("one\n"), actor: "ion")
        #expect(try changes(archive) == [told])
    }

    @Test("a rebuilt catalogue tells the tables that it found")
    func rebuilt() throws {
        let site = try ClosedArchive()
        try "types: [] # mine\n".write(
            toFile: site.path + "/tables/document-types.yaml", atomically: true, encoding: .utf8)
        try site.rebuild()
        let archive = try Archive.open(at: site.path, mode: .write)
        #expect(try changes(archive).isEmpty)
        let told = try archive.read {
            try String.fetchOne(
                $0,
                sql: """
                    SELECT json_extract(detail, '$.tables."document-types.yaml"') FROM event
                    WHERE action = 'catalogue-rebuilt'
                    """)
        }
        #expect(try told == digest("types: [] # mine\n"))
    }
}
