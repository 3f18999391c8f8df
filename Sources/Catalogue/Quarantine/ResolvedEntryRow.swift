import ArchiveModel
import DurableFiles
import Foundation
package import GRDB

/// The rows of `resolved_entry`: what of the quarantine persons are done with.
package enum ResolvedEntryRow {
    /// A decision with who made it, and when.
    package struct Decided: Sendable {
        /// What was decided.
        package let entry: ResolvedEntry
        /// Who decided it.
        package let user: ActingUser
        /// When, UTC, ISO 8601.
        package let at: String
        /// The number of the decision in the journal.
        let decision: Int64
    }

    /// The condition of SQL that a row of `scan` is resolved as a whole.
    package static let isScanResolved = """
        EXISTS (SELECT 1 FROM resolved_entry
            WHERE resolved_entry.scan = scan.digest AND resolved_entry.page IS NULL)
        """
    /// The condition of SQL that a row of `page`, joined with its scan, is resolved, by itself or with
    /// all of its scan.
    package static let isPageResolved = """
        EXISTS (SELECT 1 FROM resolved_entry WHERE resolved_entry.scan = scan.digest
            AND (resolved_entry.page IS NULL OR resolved_entry.page = page.number))
        """
    /// The condition of SQL that a row of `refusal` is resolved.
    package static let isRefusalResolved = """
        EXISTS (SELECT 1 FROM resolved_entry WHERE resolved_entry.folder = refusal.folder
            AND resolved_entry.name = refusal.name AND resolved_entry.code = refusal.code)
        """

    /// Writes what a line of the journal decided, once.
    static func write(
        _ entry: ResolvedEntry, of line: JournalLine, in database: Database
    ) throws {
        let columns = Columns(entry.subject)
        try database.execute(
            sql: """
                INSERT OR IGNORE INTO resolved_entry
                    (id, decision, actor, account, at, content, scan, page, folder, name, code)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                entry.id, line.sequence, line.actor, line.account, line.at,
                try StoredJSON.encode(entry), columns.scan, columns.page, columns.folder,
                columns.name, columns.code,
            ])
    }

    /// The decision by which something was resolved, the first of them; nil when it is not.
    ///
    /// A page is resolved with its scan.
    package static func of(
        _ subject: QuarantineSubject, in database: Database
    ) throws -> Decided? {
        let columns = Columns(subject)
        return try all(
            database,
            where: """
                (scan = ?1 AND (page IS NULL OR page = ?2))
                OR (folder = ?3 AND name = ?4 AND code = ?5)
                """,
            [columns.scan, columns.page, columns.folder, columns.name, columns.code]
        ).first
    }

    /// All, in the order of the decisions.
    static func all(in database: Database) throws -> [Decided] {
        guard try database.tableExists("resolved_entry") else { return [] }
        return try all(database, where: "TRUE", [])
    }

    private static func all(
        _ database: Database, where condition: String, _ arguments: StatementArguments
    ) throws -> [Decided] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM resolved_entry WHERE \(condition) ORDER BY decision",
            arguments: arguments
        ).map { row in
            Decided(
                entry: try StoredJSON.decode(row["content"]),
                user: ActingUser(name: row["actor"], address: row["account"] ?? ""),
                at: row["at"], decision: row["decision"])
        }
    }

    /// What an entry is about, in the columns that others are compared with.
    private struct Columns {
        var scan: Data?
        var page: Int?
        var folder, name: Data?
        var code: String?

        init(_ subject: QuarantineSubject) {
            switch subject {
            case .scan(let digest): scan = digest.blob
            case .page(let address):
                scan = address.scan.blob
                page = address.number
            case .refusal(let folder, let name, let code):
                self.folder = folder.blob
                self.name = name.blob
                self.code = code
            }
        }
    }
}
