package import ArchiveModel
import Catalogue
package import DurableFiles
import GRDB

/// How far the readings of one field of documents of one type can be trusted, in numbers of fields.
package struct FieldFigures: Sendable {
    /// The type of the documents; nil for unknown.
    package let type: DocumentType?
    /// The field.
    package let name: FieldName
    /// Confirmed by a check or a second reading.
    package let confirmed: Int
    /// Nothing says otherwise.
    package let probable: Int
    /// To be looked at.
    package let doubtful: Int
    /// Set or confirmed by a person.
    package let reviewed: Int
}

/// When a person answered.
package struct AnswerTime: Sendable {
    /// Who, by the system's account where it is known.
    package let account: String
    /// UTC, ISO 8601, to the second.
    package let at: String
}

extension Listing {
    /// The figures of all fields, by type and name; goes through all rows of fields once, without reading documents.
    package func fieldFigures() throws(StoreError) -> [FieldFigures] {
        try archive.catalogue.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT type, name, sum(\(DoubtfulRows.field)) AS doubtful,
                        sum(rule = '\(DocumentChange.rule)') AS reviewed,
                        sum(rule <> '\(DocumentChange.rule)' AND NOT \(DoubtfulRows.field)
                            AND "check" = 'confirmed') AS confirmed, count(*) AS fields
                    FROM field JOIN document ON document.key = document_key
                    GROUP BY type, name ORDER BY type IS NULL, type, name
                    """
            ).map(FieldFigures.init)
        }
    }

    /// When persons corrected or confirmed something, the newest first.
    package func answerTimes(most: Int) throws(StoreError) -> [AnswerTime] {
        try archive.catalogue.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT actor, account, at FROM correction ORDER BY id DESC LIMIT ?",
                arguments: [most]
            ).map { row in
                let account: String? = row["account"]
                return AnswerTime(
                    account: (account ?? "") + " " + (row["actor"] as String), at: row["at"])
            }
        }
    }
}

extension FieldFigures {
    fileprivate init(_ row: Row) {
        let counted = ["doubtful", "reviewed", "confirmed"].map { row[$0] as Int }
        self.init(
            type: (row["type"] as String?).map(DocumentType.init(rawValue:)),
            name: FieldName(rawValue: row["name"]), confirmed: counted[2],
            probable: (row["fields"] as Int) - counted.reduce(0, +), doubtful: counted[0],
            reviewed: counted[1])
    }
}
