package import ArchiveModel
package import GRDB

/// A document that seems to be an earlier one, scanned anew; found by the program, and derived.
package struct Resemblance: Sendable, Hashable {
    /// The document that came later.
    package let document: DocumentID
    /// The one that it seems to be, or to be a part of.
    package let original: DocumentID
    /// Words at the same places, as a share of all that could be, 0...1: of the page where it is least.
    package let share: Double

    /// Describes a resemblance.
    package init(_ document: DocumentID, to original: DocumentID, share: Double) {
        self.document = document
        self.original = original
        self.share = share
    }
}

/// The rows of `resemblance`.
package enum ResemblanceRow {
    /// Says what a document resembles, in place of what was said before.
    package static func write(
        _ found: [Resemblance], of document: DocumentID, in database: Database
    ) throws {
        try database.execute(
            sql: "DELETE FROM resemblance WHERE document = ?", arguments: [document.text])
        for resemblance in found {
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO resemblance (document, original, share) VALUES (?, ?, ?)
                    """,
                arguments: [
                    resemblance.document.text, resemblance.original.text, resemblance.share,
                ])
        }
    }

    /// What a document resembles, the most alike first; both documents are there.
    package static func all(
        of document: DocumentID, in database: Database
    ) throws -> [Resemblance] {
        try all("WHERE resemblance.document = ?", with: [document.text], in: database)
    }

    /// Resemblances about which nobody decided anything, behind a place in their order, at most so many.
    package static func undecided(
        after place: Int64, limit: Int, in database: Database
    ) throws -> [Placed] {
        guard try database.tableExists("resemblance") else { return [] }
        return try Row.fetchAll(
            database,
            sql: """
                \(selection)
                WHERE resemblance.id > ? AND NOT EXISTS (
                    SELECT 1 FROM duplicate_decision
                    WHERE duplicate_decision.document = resemblance.document
                    AND duplicate_decision.original = resemblance.original)
                ORDER BY resemblance.id LIMIT ?
                """, arguments: [place, limit]
        ).compactMap { row in
            resemblance(row).map { Placed(place: row["id"], resemblance: $0) }
        }
    }

    /// A resemblance with its place in the order of all.
    package struct Placed: Sendable {
        /// Grows from one to the next.
        package let place: Int64
        /// What is alike.
        package let resemblance: Resemblance
    }

    private static let selection = """
        SELECT resemblance.* FROM resemblance
        JOIN document AS later ON later.id = resemblance.document
        JOIN document AS earlier ON earlier.id = resemblance.original
        """

    private static func all(
        _ condition: String, with arguments: StatementArguments, in database: Database
    ) throws -> [Resemblance] {
        guard try database.tableExists("resemblance") else { return [] }
        return try Row.fetchAll(
            database, sql: "\(selection) \(condition) ORDER BY share DESC, original",
            arguments: arguments
        ).compactMap(resemblance)
    }

    private static func resemblance(_ row: Row) -> Resemblance? {
        guard let document = DocumentID(row["document"]), let original = DocumentID(row["original"])
        else { return nil }
        return Resemblance(document, to: original, share: row["share"])
    }
}
