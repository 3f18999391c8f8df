package import ArchiveModel
import DurableFiles
package import GRDB

/// The rows of `grouping`: how persons grouped pages, and whether that is carried out.
///
/// One whose pages are not read waits for them: after a loss they are read again.
package enum GroupingRow {
    /// A decision with what it came to.
    package struct Decided: Sendable {
        /// What was decided.
        package let grouping: DecidedGrouping
        /// Who decided it.
        package let user: ActingUser
        /// When, as it is stored; nil where an earlier version did not say.
        package let at: String?
        /// The number of the decision in the journal.
        package let decision: Int64
    }

    /// Whether its documents are as it says.
    package static func isCarriedOut(_ id: String, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT is_carried_out FROM grouping WHERE id = ?", arguments: [id])
            ?? false
    }

    /// Writes one that is to be carried out, or what one says that an object told of.
    static func write(
        _ grouping: DecidedGrouping, of line: JournalLine, in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO grouping (id, decision, actor, account, at, content, is_carried_out)
                VALUES (?, ?, ?, ?, ?, ?, 0)
                ON CONFLICT (id) DO UPDATE SET decision = excluded.decision,
                    actor = excluded.actor, account = excluded.account, at = excluded.at,
                    content = excluded.content
                """,
            arguments: [
                grouping.id, line.sequence, line.actor, line.account, line.at,
                try StoredJSON.encode(grouping),
            ])
        for document in grouping.documents {
            try database.execute(
                sql: "INSERT OR IGNORE INTO grouping_document (grouping, document) VALUES (?, ?)",
                arguments: [grouping.id, document.text])
        }
    }

    /// Says that one that waited is carried out.
    static func settle(_ id: String, in database: Database) throws {
        try database.execute(
            sql: "UPDATE grouping SET is_carried_out = 1 WHERE id = ?", arguments: [id])
    }

    /// Says that the fields of its documents were read anew.
    package static func markRenewed(_ id: String, in database: Database) throws {
        try database.execute(
            sql: "UPDATE grouping SET is_renewed = 1 WHERE id = ?", arguments: [id])
    }

    /// Those that wait for their pages, in the order of their decisions.
    package static func waiting(in database: Database) throws -> [Decided] {
        try all(database, where: "is_carried_out = 0", [])
    }

    /// Those that no object of a batch has: they wait, or their batch is to be sealed.
    static func unsealed(in database: Database) throws -> [Decided] {
        guard try database.tableExists("grouping") else { return [] }
        return try all(
            database,
            where: """
                (is_carried_out = 0 OR id IN (
                    SELECT grouping FROM grouping_batch JOIN batch ON batch.id = batch_id
                    WHERE pending = 1))
                """, [])
    }

    /// All of which it is known what they say.
    static func all(in database: Database) throws -> [Decided] {
        guard try database.tableExists("grouping") else { return [] }
        return try all(database, where: "decision IS NOT NULL", [])
    }

    /// Those that are carried out, and whose documents' fields were not read anew.
    package static func notRenewed(in database: Database) throws -> [Decided] {
        try all(database, where: "is_carried_out = 1 AND is_renewed = 0", [])
    }

    /// The last one that a document had a part in; nil when nobody grouped its pages.
    package static func last(
        about document: DocumentID, in database: Database
    ) throws -> Decided? {
        try all(about: document, in: database).last
    }

    /// Those that a document had a part in and that are carried out, in the order of their decisions.
    package static func all(
        about document: DocumentID, in database: Database
    ) throws -> [Decided] {
        // A catalogue that a reader has open may be of before.
        guard try database.tableExists("grouping") else { return [] }
        return try all(
            database,
            where: """
                is_carried_out = 1 AND id IN (
                    SELECT grouping FROM grouping_document WHERE document = ?)
                """, [document.text])
    }

    /// The documents that pages of a document were in before, by all decisions that it had a part in.
    package static func earlier(
        of document: DocumentID, in database: Database
    ) throws -> [DecidedGrouping.Group] {
        try related(to: document, in: database).flatMap { $0.grouping.before + $0.grouping.after }
    }

    /// All decisions that a document had a part in, or one that has or had pages of it, in their order.
    static func related(
        to document: DocumentID, in database: Database
    ) throws -> [Decided] {
        var known: Set<DocumentID> = [document]
        var waiting = [document]
        var found: [String: Decided] = [:]
        while let next = waiting.popLast() {
            let decided = try all(
                database,
                where: "id IN (SELECT grouping FROM grouping_document WHERE document = ?)",
                [next.text])
            for decided in decided {
                found[decided.grouping.id] = decided
                for other in decided.grouping.documents where known.insert(other).inserted {
                    waiting.append(other)
                }
            }
        }
        return found.values.sorted { $0.decision < $1.decision }
    }

    /// The last one after which a document was no more; nil when there is none.
    package static func removal(
        of document: DocumentID, in database: Database
    ) throws -> Decided? {
        guard let last = try last(about: document, in: database),
            !last.grouping.after.contains(where: { $0.document == document })
        else { return nil }
        return last
    }

    private static func all(
        _ database: Database, where condition: String, _ arguments: StatementArguments
    ) throws -> [Decided] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM grouping WHERE content IS NOT NULL AND \(condition)
                ORDER BY decision
                """, arguments: arguments
        ).map { row in
            Decided(
                grouping: try StoredJSON.decode(row["content"]),
                user: ActingUser(name: row["actor"], address: row["account"] ?? ""), at: row["at"],
                decision: row["decision"])
        }
    }
}

extension GroupingRow {
    /// The identities of those that changed documents of a batch and are carried out, for its object.
    package static func identities(
        ofBatch batch: BatchID, in database: Database
    ) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT grouping.id FROM grouping JOIN grouping_batch ON grouping = id
                WHERE batch_id = ? AND is_carried_out = 1 ORDER BY id
                """, arguments: [batch.rawValue])
    }

    /// Takes over from the object of a batch that one is carried out; what it says is in the journal.
    package static func restore(
        _ id: String, of batch: BatchID, in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT OR IGNORE INTO grouping (id, actor, is_carried_out, is_renewed)
                VALUES (?, '', 1, 1)
                """, arguments: [id])
        try addBatch(batch.rawValue, of: id, in: database)
    }

    /// Ties one to the batches that have its pages.
    static func addBatches(of grouping: DecidedGrouping, in database: Database) throws {
        for scan in Set(grouping.after.flatMap(\.addresses).map(\.scan)) {
            let batch = try Int64.fetchOne(
                database,
                sql: "SELECT batch_id FROM scan WHERE digest = ? AND duplicate_of IS NULL",
                arguments: [scan.blob])
            if let batch { try addBatch(batch, of: grouping.id, in: database) }
        }
    }

    private static func addBatch(_ batch: Int64, of id: String, in database: Database) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO grouping_batch (grouping, batch_id) VALUES (?, ?)",
            arguments: [id, batch])
    }
}
