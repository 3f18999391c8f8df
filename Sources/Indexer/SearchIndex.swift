package import ArchiveModel
package import ArchiveStore
package import Catalogue
import DurableFiles
import GRDB

/// What makes the documents of an archive findable: kept beside the catalogue, and made from it.
///
/// ```swift
/// let index = try SearchIndex.open(in: archive)
/// try Recording(archive: archive, by: user).commitDocument(draft) { document, transaction in
///     try index.add(document, in: transaction)
/// }
/// let results = try index.search(SearchQuery(parsing: "hotărâre data:2021"))
/// ```
package struct SearchIndex: Sendable {
    let archive: Archive

    private init(_ archive: Archive) {
        self.archive = archive
    }

    /// Opens the index of an archive; it is made (empty) when the archive is open for writing and has none.
    ///
    /// One of an earlier version is searched as it is; when the archive is open for writing, it is made anew
    /// first, which takes a minute for 100,000 documents.
    ///
    /// Throws `index-missing` when it is open for reading and has none, and `index-outdated` when
    /// a later version made it: `rebuild` makes it anew.
    package static func open(in archive: Archive) throws(IndexError) -> SearchIndex {
        var isCurrent = true
        do {
            if archive.mode != .read {
                try archive.write { transaction in
                    try IndexTables.make(in: transaction.database)
                    isCurrent = try IndexTables.requireReadable(in: transaction.database)
                    if isCurrent { try addDue(in: transaction) }
                }
            } else {
                _ = try archive.read { try IndexTables.requireReadable(in: $0) }
            }
        } catch {
            throw .failed(error)
        }
        if !isCurrent { _ = try rebuild(archive) }
        return SearchIndex(archive)
    }

    /// Has the index of an archive that is open for writing follow what was changed where no index was at hand.
    ///
    /// Nothing happens to an index that is missing or of another version. Throws faults of the archive.
    package static func catchUp(in archive: Archive) throws(IndexError) {
        do {
            try archive.write { transaction in
                if try IndexTables.isCurrent(in: transaction.database) {
                    try addDue(in: transaction)
                }
            }
        } catch {
            throw .failed(error)
        }
    }

    /// Puts documents in that were changed where no index was at hand.
    private static func addDue(in transaction: StoreTransaction) throws {
        try IndexDue.take(in: transaction.database) { id in
            try remove(id, in: transaction)
            if let document = try transaction.document(id) {
                try insert(document, in: transaction)
            }
        }
    }

    /// Makes the tables of the index unless they are there; throws `index-outdated`.
    package static func prepare(in transaction: StoreTransaction) throws(IndexError) {
        do {
            try IndexTables.make(in: transaction.database)
            try IndexTables.requireCurrent(in: transaction.database)
        } catch {
            throw .failed(error)
        }
    }

    /// Puts a document with the texts of its pages into the index, in place of what it had there.
    ///
    /// Throws `index-outdated` when the index does not fit the catalogue, `index-day-full`.
    package func add(
        _ document: StoredDocument, in transaction: StoreTransaction
    ) throws(IndexError) {
        do {
            try Self.remove(document.id, in: transaction)
            try Self.insert(document, in: transaction)
        } catch {
            throw .failed(error)
        }
    }

    /// Has the index know a document as it is now: nil for one that is no more.
    ///
    /// Throws what `add` and `remove` throw.
    package func update(
        _ id: DocumentID, to document: StoredDocument?, in transaction: StoreTransaction
    ) throws(IndexError) {
        if let document {
            try add(document, in: transaction)
        } else {
            try remove(id, in: transaction)
        }
    }

    /// Takes a document out of the index; nothing happens when it is not there.
    ///
    /// Throws `index-outdated` when its pages changed since it was put in.
    package func remove(
        _ id: DocumentID, in transaction: StoreTransaction
    ) throws(IndexError) {
        do {
            try Self.remove(id, in: transaction)
        } catch {
            throw .failed(error)
        }
    }

    /// Removes what the index keeps of documents that were taken out of it, their words too.
    ///
    /// Writes all of the full-text structure anew. Throws faults of the archive.
    package static func compact(in transaction: StoreTransaction) throws {
        try transaction.database.execute(
            sql: "INSERT INTO search_text (search_text) VALUES ('optimize')")
    }

    /// Makes the index anew from the catalogue, in one transaction; readers have the old one until
    /// it is done.
    ///
    /// `progress` gets the count of documents done, after each. Throws faults of the archive.
    package static func rebuild(
        _ archive: Archive, progress: (Int) -> Void = { _ in }
    ) throws(IndexError) -> SearchIndex {
        do {
            try archive.write { transaction in
                try IndexTables.drop(in: transaction.database)
                try IndexTables.make(in: transaction.database)
                var count = 0
                try transaction.forEachDocumentByDate { document in
                    try insert(document, in: transaction)
                    count += 1
                    progress(count)
                }
                try compact(in: transaction)
            }
        } catch {
            throw .failed(error)
        }
        return try SearchIndex.open(in: archive)
    }
}

extension SearchIndex {
    /// Throws `index-outdated` when the full-text structure is damaged; walks all of it.
    package func checkIntegrity() throws(IndexError) {
        do {
            try archive.write { transaction in
                try transaction.database.execute(
                    sql: "INSERT INTO search_text (search_text) VALUES ('integrity-check')")
            }
        } catch let error as StoreError where error.exitStatus == .damaged {
            throw .outdated()
        } catch {
            throw .failed(error)
        }
    }

    private static func insert(
        _ document: StoredDocument, in transaction: StoreTransaction
    ) throws {
        let database = transaction.database
        let entry = IndexEntry(document)
        let row = try DocumentRowID.next(date: document.date, id: document.id, in: database)
        try database.execute(
            sql: """
                INSERT INTO search_document (rowid, id, pages, meta, corrections, checksum)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                row, document.id.text, PageList.encode(entry.pages), entry.meta,
                entry.corrections, entry.checksum,
            ])
        try database.execute(
            sql: "INSERT INTO search_text (rowid, text, keys, meta) VALUES (?, ?, ?, ?)",
            arguments: arguments(entry, row: row))
    }

    private static func remove(_ id: DocumentID, in transaction: StoreTransaction) throws {
        let database = transaction.database
        let old = try Row.fetchOne(
            database, sql: "SELECT * FROM search_document WHERE id = ?",
            arguments: [id.text])
        guard let old else { return }
        var entry = IndexEntry(meta: old["meta"])
        for page in PageList.decode(old["pages"]) {
            guard let text = try transaction.text(of: page) else {
                throw IndexError.outdated(id.text)
            }
            entry.add(text, of: page)
        }
        entry.add(corrections: old["corrections"])
        guard entry.checksum == old["checksum"] else { throw IndexError.outdated(id.text) }
        let row: Int64 = old["rowid"]
        try database.execute(
            sql: """
                INSERT INTO search_text (search_text, rowid, text, keys, meta)
                VALUES ('delete', ?, ?, ?, ?)
                """, arguments: arguments(entry, row: row))
        try database.execute(
            sql: "DELETE FROM search_document WHERE rowid = ?", arguments: [row])
    }

    static func arguments(_ entry: IndexEntry, row: Int64) -> StatementArguments {
        [
            row, String(decoding: entry.text, as: UTF8.self),
            String(decoding: entry.keys, as: UTF8.self), entry.meta,
        ]
    }
}
