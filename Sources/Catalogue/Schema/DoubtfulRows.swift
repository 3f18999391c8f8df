import ArchiveModel

/// The rows of fields and types that a person should look at, in words of SQL.
///
/// The conditions are those of the indexes, letter for letter: SQLite takes a partial index only for a query that
/// repeats its condition, and an index of an expression only for one that repeats the expression.
package enum DoubtfulRows {
    /// Of `field`: the state is doubtful (`ExtractedField.state`) and no person has set or confirmed the value.
    package static let field = """
        (rule <> '\(DocumentChange.rule)' AND ("check" = 'failed' OR confidence < \(ExtractedField.leastProbable)))
        """

    /// Of `field`: how good the reading is, from 0 for what a check speaks against to 1.
    package static let goodness = """
        CASE "check" WHEN 'failed' THEN 0.0 ELSE confidence END
        """

    /// Of `document`: the type is not known, or as weak as a doubtful field, and no person has said it.
    package static let type = "(type_confidence < \(ExtractedField.leastProbable))"

    static let indexes = """
        CREATE INDEX field_doubtful ON field (\(goodness), document_key, position) WHERE \(field);
        CREATE INDEX document_type_doubtful ON document (type_confidence, key) WHERE \(type);
        """
}
