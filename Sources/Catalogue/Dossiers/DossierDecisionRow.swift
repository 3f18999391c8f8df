package import ArchiveModel
import DurableFiles
package import GRDB

/// The rows of `dossier_decision`: what persons decided about dossiers.
package enum DossierDecisionRow {
    /// A decision with who made it and its number in the journal.
    package struct Decided: Sendable {
        /// What was decided.
        package let decision: DossierDecision
        /// Who decided it.
        package let user: ActingUser
        /// The number of the decision in the journal.
        package let number: Int64
    }

    static func write(
        _ decision: DossierDecision, of line: JournalLine, in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO dossier_decision
                    (id, decision, dossier, actor, account, content)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                decision.id, line.sequence, decision.dossier.text, line.actor, line.account,
                try StoredJSON.encode(decision),
            ])
    }

    /// All of them, in their order.
    static func all(in database: Database) throws -> [Decided] {
        guard try database.tableExists("dossier_decision") else { return [] }
        return try all(database, where: "TRUE", [])
    }

    /// Those about one dossier, in their order.
    package static func all(
        about dossier: DossierID, in database: Database
    ) throws -> [Decided] {
        try all(database, where: "dossier = ?", [dossier.text])
    }

    /// Those by which a document was put into a dossier or taken out of one, in their order.
    package static func all(
        aboutDocument document: DocumentID, in database: Database
    ) throws -> [Decided] {
        guard try database.tableExists("dossier_decision") else { return [] }
        return try all(database, where: "content LIKE '%' || ? || '%'", [document.text])
            .filter { ($0.decision.added + $0.decision.removed).contains(document) }
    }

    /// Those that the object of their dossier does not count on, as it was made before.
    static func unsealed(in database: Database) throws -> [Decided] {
        guard try database.tableExists("dossier_decision") else { return [] }
        return try all(
            database,
            where: """
                decision > coalesce((SELECT settled FROM dossier WHERE dossier.id = dossier), 0)
                """, [])
    }

    /// The documents that persons took out of a dossier at some time.
    package static func removedDocuments(in database: Database) throws -> Set<DocumentID> {
        Set(
            try String.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT value FROM dossier_decision, json_each(content, '$.removed')
                    """
            ).compactMap { DocumentID($0) })
    }

    private static func all(
        _ database: Database, where condition: String, _ arguments: StatementArguments
    ) throws -> [Decided] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM dossier_decision WHERE \(condition) ORDER BY decision, id
                """, arguments: arguments
        ).map { row in
            Decided(
                decision: try StoredJSON.decode(row["content"]),
                user: ActingUser(name: row["actor"], address: row["account"] ?? ""),
                number: row["decision"])
        }
    }
}
