import ArchiveModel
import ArchiveTestSupport
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

@Suite struct EventLogTests {
    private func rows(_ archive: Archive) throws -> [Row] {
        try archive.read { try Row.fetchAll($0, sql: "SELECT * FROM event ORDER BY sequence") }
    }

    /// An archive in which each kind of change happened that needs no command.
    private func usedArchive() throws -> TemporaryArchive {
        let temporary = try TemporaryArchive(user: ActingUser(name: "ana"))
        let archive = temporary.archive
        let scan = try temporary.scan("a.tif", pages: ["Factura", nil])
        let draft = try temporary.draft(scan, pages: [1, 2], type: "FACT")
        try Recording(archive: archive, by: temporary.user).commitDocument(draft) { _, _ in }
        try Sealing(archive: archive, by: temporary.user).seal(BatchID(rawValue: 1))
        _ = try Corrections(archive: archive).correct(
            draft.id, changes: [DocumentChange(name: "number", value: "7")], by: temporary.user
        ) {
            _, _ in
        }
        _ = try Recording(archive: archive, by: temporary.user).resetFailures()
        try Recording(archive: archive, by: temporary.user).removeDocument(draft.id) { _, _ in }
        let file = try #require(try temporary.incoming().files.first)
        #expect(
            try SourceRemoval(archive: archive, by: temporary.user).remove([
                ArchivedSource(file: file, scan: scan)
            ]).isEmpty)
        return temporary
    }

    @Test("every change of meaning is an event, in order, by whom")
    func actions() throws {
        let rows = try rows(usedArchive().archive)
        #expect(
            rows.map { $0["action"] } == [
                "archive-created", "batch-received", "document-recorded", "scan-recognised",
                "batch-sealed",
                "document-corrected", "failures-released", "document-removed", "source-removed",
            ])
        #expect(rows.map { $0["sequence"] } == Array(1...9))
        #expect(rows.allSatisfy { $0["actor"] == "ana" })
        let known = Set(EventAction.allCases.map(\.rawValue))
        #expect(rows.allSatisfy { known.contains($0["action"]) })
    }

    @Test("the chain of hashes is that of the format's formula")
    func chain() throws {
        var previous = String(repeating: "0", count: 128)
        for row in try rows(usedArchive().archive) {
            let sequence: Int64 = row["sequence"]
            let values: [String] =
                [previous, "\(sequence)"]
                + ["at", "actor", "action", "object", "detail", "account"].map { row[$0] }
            #expect(values.allSatisfy { !$0.contains("\n") })
            let hash = try Checksum.sha512(Array(values.map { $0 + "\n" }.joined().utf8))
            #expect(hex(row["previous"]) == previous)
            #expect(hex(row["hash"]) == hash, "event \(sequence)")
            previous = hash
        }
    }

    private func hex(_ data: Data) -> String {
        data.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    @Test(
        "an event cannot be changed or removed",
        arguments: [
            "UPDATE event SET actor = 'x'", "UPDATE event SET sequence = 9 WHERE sequence = 1",
            "DELETE FROM event", "DELETE FROM event WHERE sequence = 99 OR sequence = 1",
            "INSERT OR REPLACE INTO event SELECT sequence, at, 'x', action, object, detail, previous,"
                + " hash FROM event WHERE sequence = 1",
            "INSERT INTO event SELECT sequence - 1, at, actor, action, object, detail, previous,"
                + " hash FROM event WHERE sequence = 1",
            "UPDATE OR IGNORE event SET detail = '{}'",
        ])
    func appendOnly(sql: String) throws {
        let temporary = try TemporaryArchive()
        try temporary.accession("a.tif", "alpha")
        let before = try rows(temporary.archive)
        #expect(before.count == 2)
        _ = storeError { try temporary.archive.write { try $0.database.execute(sql: sql) } }
        #expect(try rows(temporary.archive) == before)
    }

    @Test("an event of a change that is undone is undone with it")
    func undone() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: ["unu"])
        let draft = try temporary.draft(scan, pages: [1])
        let before = try rows(temporary.archive).count
        #expect(throws: CancellationError.self) {
            try temporary.recording.commitDocument(draft) { _, _ in throw CancellationError() }
        }
        #expect(try rows(temporary.archive).count == before)
    }

    @Test("a name with control characters is cleaned before it is written anywhere")
    func hostileActor() throws {
        let user = ActingUser(name: "a\nna\u{1B}[31m \u{202E}b\u{2028}\0ș@x")
        #expect(user.name == "ana[31m bș@x")
        #expect(user.address == ActingUser.current.address && !user.account.contains("ana"))
        #expect(ActingUser(name: "\n\u{202E}").name == "unknown")
        let temporary = try TemporaryArchive(user: user)
        try temporary.accession("a.tif", "alpha")
        #expect(try rows(temporary.archive).allSatisfy { $0["actor"] == user.name })
        let versions =
            try BatchObject(of: temporary.archive).json("inventory.json")["versions"]
            as? [String: [String: Any]]
        #expect((versions?["v1"]?["user"] as? [String: String])?["name"] == user.name)
    }

    @Test("whoever is named, the system's user is on record beside the name")
    func account() throws {
        let rows = try rows(usedArchive().archive)
        let account = ActingUser.current.account
        #expect(account.hasPrefix(ActingUser.current.name + "@"))
        #expect(rows.allSatisfy { $0["account"] == account })
    }

    @Test(
        "names with control characters, blank ones and long ones are none",
        arguments: [
            ("Ana Popescu", true), ("ștefan@registratura", true), ("", false), ("  ", false),
            ("a\nb", false), ("a\u{1B}[31m", false), ("a\u{202E}b", false), ("a\0", false),
            ("a\u{FFFD}", false),
            (String(repeating: "a", count: 200), true),
            (String(repeating: "ș", count: 101), false),
        ])
    func names(name: String, isName: Bool) {
        #expect(ActingUser.isName(name) == isName)
    }

    @Test("details hold numbers and codes only")
    func details() throws {
        for row in try rows(usedArchive().archive) {
            let detail: String = row["detail"]
            let json = try JSONSerialization.jsonObject(with: Data(detail.utf8))
            #expect(json is [String: Any])
            #expect(!detail.contains("Factura") && !detail.contains("a.tif"))
        }
    }
}
