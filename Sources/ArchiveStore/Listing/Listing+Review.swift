package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

// What a person should look at, found by indexes of what is doubtful: an archive of a million documents is not
// read for it. Only fields that are missing are found by a walk through the documents of a type.

/// A field that papers of a type have to have.
package struct RequiredField: Hashable, Sendable {
    /// The type.
    package let type: DocumentType
    /// The field.
    package let name: FieldName

    /// Says so.
    package init(_ name: FieldName, of type: DocumentType) {
        self.type = type
        self.name = name
    }
}

extension Listing {
    /// Why a document is to be reviewed.
    package enum ReviewCause: Sendable, Hashable {
        /// It is doubtful where it begins, or whether one of its pages belongs to it.
        case boundary
        /// Its type is not known, or weakly.
        case type
        /// A field of it is doubtful.
        case field
        /// It lacks a field that no person said it lacks.
        case missing(RequiredField)
    }

    /// Some hundred documents that there is a cause to review, worst first as far as the cause has degrees, behind the
    /// end of the part before; one with several doubtful fields comes several times.
    package func documents(
        toReviewFor cause: ReviewCause, after end: ReviewPlace = .start
    ) throws(StoreError) -> ReviewPart {
        let rows = try archive.catalogue.read { database in
            // A catalogue of before has no doubtful boundaries.
            guard try cause != .boundary || Self.knowsBounds(database) else { return [Row]() }
            return try ReviewQuery(cause).rows(after: end, in: database)
        }
        return ReviewPart(
            documents: rows.compactMap { DocumentID($0["id"]) },
            end: rows.last.map(ReviewPlace.init))
    }

    /// How many there are: documents, or of fields the doubtful ones; earlier states of files are counted, too.
    ///
    /// With a type only of documents that have it.
    package func count(
        toReviewFor cause: ReviewCause, type: DocumentType? = nil
    ) throws(StoreError) -> Int {
        try archive.catalogue.read { database in
            guard try cause != .boundary || Self.knowsBounds(database) else { return 0 }
            return try ReviewQuery(cause).count(of: type, in: database)
        }
    }

    /// The document before one in its batch, by the order of the scanner; nil for the first.
    package func document(before document: StoredDocument) throws(StoreError) -> DocumentID? {
        guard let first = document.pages.first?.reference else { return nil }
        return try archive.catalogue.read { database in
            try String.fetchOne(
                database,
                sql: """
                    SELECT document.id FROM scan JOIN page ON page.scan_id = scan.id
                    JOIN document_page ON page_id = page.id JOIN document ON key = document_key
                    WHERE batch_id = (SELECT batch_id FROM scan WHERE id = ?1)
                    AND (scan.id, page.number) < (?1, ?2)
                    ORDER BY scan.id DESC, page.number DESC LIMIT 1
                    """, arguments: [first.scan.rawValue, first.number]
            ).flatMap { DocumentID($0) }
        }
    }
}

/// A part of the documents to be reviewed for one cause.
package struct ReviewPart: Sendable {
    /// The documents, worst first.
    package let documents: [DocumentID]
    /// Where the next part begins; nil when there is none.
    package let end: ReviewPlace?
}

/// Where a part of the documents to be reviewed ended.
package struct ReviewPlace: Sendable {
    fileprivate let goodness: Double
    fileprivate let key: Int64
    fileprivate let position: Int

    /// Before all of them.
    package static let start = ReviewPlace(goodness: -1, key: 0, position: 0)

    private init(goodness: Double, key: Int64, position: Int) {
        self.goodness = goodness
        self.key = key
        self.position = position
    }

    fileprivate init(_ row: Row) {
        self.init(goodness: row["goodness"], key: row["key"], position: row["position"])
    }
}

/// How documents of one cause are found.
private struct ReviewQuery {
    private let cause: Listing.ReviewCause

    /// Rows that are read at a time.
    private static let most = 200

    init(_ cause: Listing.ReviewCause) { self.cause = cause }

    func rows(after place: ReviewPlace, in database: Database) throws -> [Row] {
        let most = Self.most
        switch cause {
        case .boundary:
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT id, key, 0.0 AS goodness, 0 AS position FROM document
                    WHERE doubtful = 1 AND key > ? ORDER BY key LIMIT \(most)
                    """, arguments: [place.key])
        case .type: return try graded(Self.types, after: place, most: most, in: database)
        case .field: return try graded(Self.fields, after: place, most: most, in: database)
        case .missing(let required):
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT id, key, 0.0 AS goodness, 0 AS position FROM document
                    WHERE \(Self.lacks) AND key > ?3 ORDER BY key LIMIT \(most)
                    """,
                arguments: [required.type.rawValue, required.name.rawValue, place.key])
        }
    }

    /// Rows from the worst on: those as good as the last one behind it, then the better ones.
    ///
    /// In two queries, of which SQLite begins each at its place in the index.
    private func graded(
        _ source: Graded, after place: ReviewPlace, most: Int, in database: Database
    ) throws -> [Row] {
        let same = try Row.fetchAll(
            database,
            sql: """
                \(source.rows) AND \(source.goodness) = ?1 AND \(source.behind)
                ORDER BY \(source.order) LIMIT \(most)
                """, arguments: [place.goodness, place.key, place.position])
        guard same.count < most else { return same }
        return same
            + (try Row.fetchAll(
                database,
                sql: """
                    \(source.rows) AND \(source.goodness) > ?1
                    ORDER BY \(source.goodness), \(source.order) LIMIT \(most - same.count)
                    """, arguments: [place.goodness]))
    }

    /// Rows that are doubtful by degrees, in words of SQL.
    private struct Graded {
        let rows, goodness, behind, order: String
    }

    private static let types = Graded(
        rows: """
            SELECT id, key, type_confidence AS goodness, 0 AS position FROM document
            WHERE \(DoubtfulRows.type)
            """, goodness: "type_confidence", behind: "key > ?2 AND ?3 = 0", order: "key")

    private static let fields = Graded(
        rows: """
            SELECT (SELECT id FROM document WHERE key = document_key) AS id, document_key AS key,
                \(DoubtfulRows.goodness) AS goodness, position
            FROM field WHERE \(DoubtfulRows.field)
            """, goodness: DoubtfulRows.goodness, behind: "(document_key, position) > (?2, ?3)",
        order: "document_key, position")

    func count(of type: DocumentType?, in database: Database) throws -> Int {
        let (source, arguments): (String, StatementArguments) =
            switch cause {
            case .boundary: ("document WHERE doubtful = 1 AND \(Self.isOfType)", [type?.rawValue])
            case .type:
                ("document WHERE \(DoubtfulRows.type) AND \(Self.isOfType)", [type?.rawValue])
            case .field where type == nil: ("field WHERE \(DoubtfulRows.field)", [])
            case .field:
                (
                    """
                    field JOIN document ON document.key = document_key
                    WHERE \(DoubtfulRows.field) AND \(Self.isOfType)
                    """, [type?.rawValue]
                )
            case .missing(let required):
                (
                    "document WHERE \(Self.lacks)",
                    [required.type.rawValue, required.name.rawValue]
                )
            }
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM \(source)", arguments: arguments) ?? 0
    }

    /// A document of the type ?1, or any.
    private static let isOfType = "(?1 IS NULL OR type = ?1)"

    /// A document of the type ?1 without a field ?2, of which no person said anything.
    private static let lacks = """
        type = ?1 AND NOT EXISTS (
            SELECT 1 FROM field WHERE document_key = document.key AND name = ?2)
        AND NOT EXISTS (
            SELECT 1 FROM correction WHERE correction.document = document.id
            AND correction.name = ?2 AND restored IS NULL AND NOT EXISTS (
                SELECT 1 FROM correction AS later WHERE later.document = correction.document
                AND later.name = correction.name AND later.id > correction.id
                AND later.restored IS NOT NULL))
        """
}
