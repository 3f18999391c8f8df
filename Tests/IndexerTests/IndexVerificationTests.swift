import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Foundation
import GRDB
import Indexer
import Testing

@testable import Catalogue

@Suite struct IndexVerificationTests {
    /// Two indexed documents, then a change behind the archive's back; what verification finds.
    private func findings(after sql: String) throws -> [String] {
        let temporary = try TemporaryIndex()
        for text in ["factura apa", "contract salubritate"] {
            try temporary.add(text)
        }
        try temporary.archive.write { try $0.execute(sql) }
        var codes: [String] = []
        let verification = try ArchiveVerification(
            at: temporary.archive.path, sample: nil, threads: 1
        ) { codes.append($0.code) }
        try SearchIndex.verify(verification)
        return codes
    }

    @Test("an index that fits has no findings")
    func sound() throws {
        #expect(try findings(after: "SELECT 1").isEmpty)
    }

    @Test(
        "an index that does not fit is found",
        arguments: [
            (
                "DELETE FROM search_document WHERE rowid = (SELECT min(rowid) FROM search_document)",
                1
            ),
            (
                """
                INSERT INTO search_text (search_text, rowid, text, keys, meta)
                SELECT 'delete', rowid, 'factura', '', '' FROM search_text
                WHERE search_text MATCH 'factura'
                """, 1
            ),
            ("INSERT INTO search_text (search_text) VALUES ('delete-all')", 2),
        ])
    func altered(sql: String, count: Int) throws {
        #expect(
            try findings(after: sql) == Array(repeating: "index-differs", count: count))
    }

    @Test("documents that a killed writer left for the next one are a note, whatever the index has")
    func behind() throws {
        let due = "INSERT INTO index_due SELECT id FROM document"
        #expect(
            try findings(
                after: "\(due); INSERT INTO search_text (search_text) VALUES ('delete-all')")
                == ["index-behind"])
        #expect(
            try findings(after: "\(due) LIMIT 1; DELETE FROM search_document")
                == ["index-behind", "index-differs"])
    }

    @Test("an archive without an index is found")
    func missing() throws {
        #expect(try findings(after: "DROP TABLE search_state") == ["index-missing"])
    }
}

extension StoreTransaction {
    fileprivate func execute(_ sql: String) throws {
        try database.execute(sql: sql)
    }
}
