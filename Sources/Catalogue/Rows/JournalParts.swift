package import GRDB

/// What a catalogue knows of the decisions that are no longer in `journal/`.
package struct JournalParts: Hashable, Sendable {
    /// Decisions that a rebuild found in no object: what was lost, and is known to be.
    package struct Gap: Hashable, Sendable {
        /// Number of the first decision that is lost.
        package let first: Int64
        /// Number of the last one.
        package let last: Int64

        /// Describes a gap.
        package init(first: Int64, last: Int64) {
            self.first = first
            self.last = last
        }
    }

    /// The objects that hold parts of the journal, by their first decision.
    package let objects: [ObjectRow]
    /// What is lost between and before these.
    package let gaps: [Gap]

    /// Reads it; empty for a catalogue of before decisions were sealed.
    package static func read(in database: Database) throws -> JournalParts {
        guard try database.tableExists("journal_gap") else {
            return JournalParts(objects: [], gaps: [])
        }
        return JournalParts(
            objects: try ObjectRow.all(.journal, in: database),
            gaps: try Row.fetchAll(database, sql: "SELECT first, last FROM journal_gap").map {
                Gap(first: $0["first"], last: $0["last"])
            })
    }

    /// These, and parts that the catalogue does not know.
    package func adding(_ unknown: [ObjectRow]) -> JournalParts {
        JournalParts(objects: objects + unknown, gaps: gaps)
    }

    /// Takes gaps as they are: from now on they are no damage.
    package static func accept(_ gaps: [Gap], in database: Database) throws {
        for gap in gaps {
            try database.execute(
                sql: "INSERT OR REPLACE INTO journal_gap (first, last) VALUES (?, ?)",
                arguments: [gap.first, gap.last])
        }
    }
}
