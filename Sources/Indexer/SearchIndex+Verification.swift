import ArchiveModel
package import ArchiveStore
import Catalogue
import DurableFiles
import GRDB

extension SearchIndex {
    /// How many documents are indexed anew at a time, for comparison.
    private static let chunk = 200

    /// Compares the index with the catalogue: each document must be in it with exactly its words.
    ///
    /// Findings go to the verification, `index-missing` and `index-differs`. The words are found
    /// out by indexing the documents anew, in memory. Throws faults of the archive.
    package static func verify(_ verification: ArchiveVerification) throws {
        guard let archive = verification.archive else { return }
        do throws(StoreError) {
            try archive.read { database in
                do {
                    // One of an earlier version cannot be compared: the words are found out in today's way.
                    guard try IndexTables.requireReadable(in: database) else { return }
                } catch let error as IndexError {
                    return report(
                        "index-missing", subject: "archive", message: error.message,
                        in: verification)
                }
                var comparison = try IndexComparison(database, verification: verification)
                try comparison.run()
            }
        } catch {
            guard error.exitStatus == .damaged else { throw error }
            report(
                "index-differs", subject: "archive",
                message: "the index cannot be read; run 'archivectl reindex'",
                in: verification)
        }
    }

    fileprivate static func report(
        _ code: String, subject: String, message: String, in verification: ArchiveVerification
    ) {
        verification.add(ArchiveFinding(code, severity: .error, subject: subject, message: message))
    }

    /// One comparison under way.
    private struct IndexComparison {
        let database: Database
        let verification: ArchiveVerification
        private let fresh: DatabaseQueue
        private var waiting: [Row] = []
        /// Documents that the index has yet to follow, which a writer that was killed left so.
        private let due: Set<String>

        init(_ database: Database, verification: ArchiveVerification) throws {
            self.database = database
            self.verification = verification
            fresh = try DatabaseQueue()
            try fresh.write { try IndexTables.make(in: $0) }
            due = try IndexDue.all(in: database)
        }

        mutating func run() throws {
            reportDue()
            try reportMissing()
            let stored = try IndexSums(of: database)
            let rows = try Row.fetchCursor(
                database, sql: "SELECT rowid, * FROM search_document ORDER BY rowid")
            while let row = try rows.next() {
                let id: String = row["id"]
                guard verification.isWanted(id), !due.contains(id) else { continue }
                waiting.append(row.copy())
                if waiting.count == chunk { try compare(with: stored) }
            }
            try compare(with: stored)
        }

        private func reportDue() {
            guard !due.isEmpty else { return }
            verification.add(
                ArchiveFinding(
                    "index-behind", severity: .note, subject: "archive",
                    message:
                        "a writer was interrupted, and the index has yet to follow what was decided "
                        + "(documents: \(due.count)); the next command that writes sees to it"
                ))
        }

        /// Documents that are in one of the two only.
        private func reportMissing() throws {
            let ids = try String.fetchAll(
                database,
                sql: """
                    SELECT id FROM document WHERE id NOT IN (SELECT id FROM search_document)
                    UNION ALL
                    SELECT id FROM search_document WHERE id NOT IN (SELECT id FROM document)
                    """)
            for id in ids where !due.contains(id) { differs(id) }
        }

        /// Indexes the waiting documents anew and compares.
        private mutating func compare(with stored: IndexSums) throws {
            let transaction = StoreTransaction(database: database)
            var expected: [(row: Int64, id: String)] = []
            let sums = try fresh.write { fresh in
                try fresh.execute(
                    sql: "INSERT INTO search_text (search_text) VALUES ('delete-all')")
                for stored in waiting {
                    let (row, text): (Int64, String) = (stored["rowid"], stored["id"])
                    guard let id = DocumentID(text), let document = try transaction.document(id)
                    else { continue }
                    let entry = IndexEntry(document)
                    guard entry.isStored(as: stored) else {
                        verification.countDocument()
                        differs(text)
                        continue
                    }
                    try fresh.execute(
                        sql:
                            "INSERT INTO search_text (rowid, text, keys, meta) VALUES (?, ?, ?, ?)",
                        arguments: SearchIndex.arguments(entry, row: row))
                    expected.append((row, text))
                }
                return try IndexSums(of: fresh)
            }
            waiting = []
            for (row, id) in expected {
                verification.countDocument()
                if sums[row] != stored[row] { differs(id) }
            }
        }

        private func differs(_ id: String) {
            report(
                "index-differs", subject: "document \(id)",
                message:
                    "the index does not have it, or with other words; run 'archivectl reindex'",
                in: verification)
        }
    }
}

extension IndexEntry {
    /// Whether a row of `search_document` says the same: by it the words are taken out again.
    fileprivate func isStored(as row: Row) -> Bool {
        row["meta"] == meta && row["checksum"] == checksum
            && row["pages"] == PageList.encode(pages) && row["corrections"] == corrections
    }
}

/// For each document a number made of all its words with their columns and places, in whatever
/// order they come.
private struct IndexSums {
    private var sums: [Int64: UInt64] = [:]

    /// Walks the whole index.
    init(of database: Database) throws {
        try database.execute(
            sql: """
                CREATE VIRTUAL TABLE temp.search_words
                USING fts5vocab ('main', 'search_text', 'instance')
                """)
        defer { try? database.execute(sql: "DROP TABLE temp.search_words") }
        let rows = try Row.fetchCursor(
            database, sql: "SELECT doc, term, col, offset FROM temp.search_words")
        while let row = try rows.next() {
            let document: Int64 = row["doc"]
            let term: String = row["term"]
            let column: String = row["col"]
            let offset: Int64 = row["offset"]
            sums[document, default: 0] &+= Self.hash(term, column: column, offset: offset)
        }
    }

    subscript(row: Int64) -> UInt64? { sums[row] }

    private static func hash(_ term: String, column: String, offset: Int64) -> UInt64 {
        var hash = FNV1a()
        hash.mix(term.utf8)
        hash.mix(column.utf8)
        hash.mix(UInt64(bitPattern: offset))
        return hash.value ^ hash.value >> 29
    }
}
