import ArchiveModel
import ArchiveTestSupport
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

/// What somebody changes in the catalogue behind the program's back is never sealed as truth.
@Suite struct UnexplainedChangeTests {
    private let site: ClosedArchive

    init() throws {
        site = try ClosedArchive()
    }

    private func open() throws -> Archive { try Archive.open(at: site.path, mode: .write) }

    /// Does something with the archive, and closes it.
    private func use(_ body: (Archive) throws -> Void) throws {
        let archive = try open()
        try body(archive)
        try archive.finish()
    }

    /// Seals what is pending; how many batches were, and what was refused.
    private func seal() throws -> (sealed: Int, refused: [StoreError]) {
        let archive = try open()
        var refused: [StoreError] = []
        let sealed = try Sealing(archive: archive, by: .current).sealPending { refused.append($0) }
        try archive.finish()
        return (sealed, refused)
    }

    static let changes = [
        ("UPDATE field SET value = '1999-12-31' WHERE name = 'date'", "date"),
        ("UPDATE field SET raw = 'x', confidence = 1", "date"),
        ("UPDATE field SET \"check\" = 'confirmed', rule = 'y'", "date"),
        ("DELETE FROM field WHERE name = 'date'", "date"),
        ("UPDATE field SET id = '000000000000'", "date"),
        ("UPDATE field SET page_id = 2", "date"),
        (
            "INSERT INTO field SELECT document_key, 40, id, 'total_amount', '1.00', '', NULL, 0, 0, 0, 0, 1,"
                + " 'correction', 'none' FROM field WHERE name = 'date'", "total_amount"
        ),
        ("UPDATE document SET type = 'HCL'", "type"),
        (
            "INSERT INTO correction (document, identity, name, previous, value, actor, at) SELECT id, hex(randomblob(16)),"
                + " 'date', NULL, '1999-12-31', 'ana', '2024-01-01T00:00:00Z' FROM document",
            "corrections"
        ),
        (
            "INSERT INTO correction (document, identity, name, value, actor, at) SELECT id, hex(randomblob(16)), 'date',"
                + " '1999-12-31', 'ana', '2024-01-01T00:00:00Z' FROM document;"
                + " UPDATE field SET value = '1999-12-31' WHERE name = 'date'", "corrections"
        ),
        ("UPDATE page SET verdict = 'failed' WHERE verdict = 'done'", "pages"),
        ("UPDATE page_text SET text = 'x'; UPDATE batch SET pending = 1", "pages"),
        ("DELETE FROM document_page; DELETE FROM document", "document"),
        (
            "UPDATE document SET id = replace(id, substr(id, 1, 4), '0000');"
                + " UPDATE batch SET pending = 1", "document"
        ),
    ]

    @Test(
        "a batch of which the catalogue says what no event explains stays as it was sealed",
        arguments: changes)
    func refused(sql: String, part: String) throws {
        let before = try site.texts("SELECT head FROM batch ORDER BY id")
        try site.tamperQuietly(sql)
        #expect(try site.verify().codes.contains("record-unexplained"))
        let (sealed, refused) = try seal()
        #expect(sealed == 0 && refused.count == 2)
        for error in refused {
            #expect(error.code == .recordUnexplained && error.exitStatus == .damaged)
            #expect(error.message.contains(part) && !error.message.contains("1999"))
        }
        #expect(try site.texts("SELECT head FROM batch ORDER BY id") == before)
        #expect(try site.verify().codes.contains("record-unexplained"))
    }

    @Test("other batches are sealed, and corrections with an event too")
    func others() throws {
        let number = DocumentChange(name: "number", value: "7")
        var bad = ""
        try use { archive in
            for scan in [1, 3] as [Int64] {
                let id = try Listing(archive: archive).document(of: scan)
                _ = try Corrections(archive: archive).correct(id, changes: [number], by: .current) {
                    _, _ in
                }
                bad = id.text
            }
        }
        try site.tamperQuietly(
            "UPDATE field SET value = '8' WHERE name = 'number' AND document_key ="
                + " (SELECT key FROM document WHERE id = '\(bad)')")
        let (sealed, refused) = try seal()
        #expect(sealed == 1 && refused.count == 1)
        #expect(refused.first?.message.contains("\(bad) (number)") == true)
    }

    @Test("a person settles an altered field by setting it, and no other field with it")
    func corrected() throws {
        try site.tamperQuietly(
            "UPDATE field SET value = '1999-12-31' WHERE name = 'date';"
                + " UPDATE document SET type = 'HCL'")
        let number = DocumentChange(name: "number", value: "9")
        let date = DocumentChange(name: "date", value: "2021-03-12")
        // The type is what it says now: that is confirmed by somebody, and on record.
        let type = DocumentChange(name: "type", value: "HCL")
        try use { archive in
            for scan in [1, 3] as [Int64] {
                let id = try Listing(archive: archive).document(of: scan)
                for changes in [[number], [date], [date, number]] {
                    let error = storeError {
                        _ = try Corrections(archive: archive).correct(
                            id, changes: changes, by: .current
                        ) { _, _ in }
                    }
                    #expect(error?.code == .recordUnexplained)
                }
                let made = try Corrections(archive: archive).correct(
                    id, changes: [date, type], by: .current
                ) { _, _ in }
                #expect(made?.map(\.name) == ["date", "type"])
                #expect(made?.map(\.previous) == ["1999-12-31", "HCL"])
            }
        }
        let (sealed, refused) = try seal()
        #expect(sealed == 2 && refused.isEmpty)
        #expect(try site.verify().codes.isEmpty)
    }

    @Test("reading a document again does not cover up what was altered")
    func recommitted() throws {
        try site.tamperQuietly(
            "INSERT INTO correction (document, identity, name, value, actor, at) SELECT id, hex(randomblob(16)), 'date',"
                + " '1999-12-31', 'ana', '2024-01-01T00:00:00Z' FROM document")
        try use { archive in
            try Recording(archive: archive, by: .current).commitDocument(
                DocumentDraft(
                    id: try Listing(archive: archive).document(of: 3),
                    pages: [PageReference(scan: ScanID(rawValue: 3), number: 1)],
                    extracted: .example(
                        type: "FACT", date: "2021-03-12",
                        on: PageAddress(
                            scan: Listing(archive: archive).scan(ScanID(rawValue: 3)).digest,
                            number: 1)))
            ) { _, _ in }
        }
        let (sealed, refused) = try seal()
        #expect(sealed == 0 && refused.count == 2)
    }

    @Test("a rebuild goes back to what was sealed")
    func rebuilt() throws {
        let before = try ClosedArchive.content(of: site.path)
        try site.tamperQuietly("UPDATE field SET value = '1999-12-31' WHERE name = 'date'")
        try site.rebuild()
        #expect(try ClosedArchive.content(of: site.path) == before)
        #expect(try seal().refused.isEmpty)
        #expect(try site.verify().codes.isEmpty)
    }

    @Test("words that were altered before they are sealed are found by the text")
    func words() throws {
        try use { archive in
            try site.take(["d.tif": "bytes d"], "lot_0003", archive)
            try site.read(5, pages: ["patru"], archive)
        }
        try site.tamperQuietly("UPDATE page_words SET words = replace(words, 'patru', 'cinci')")
        let (sealed, refused) = try seal()
        #expect(sealed == 0 && refused.map(\.code) == [.recordUnexplained])
    }
}
