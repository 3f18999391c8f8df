package import ArchiveModel

/// One edition of an institution's nomenclator: its dossiers by code, with their terms.
package struct Nomenclator: Sendable, Equatable {
    /// One kind of dossier.
    package struct Row: Sendable, Equatable {
        /// The code (indicativ), such as `II.C.7`.
        package let code: String
        /// What dossiers of the code hold.
        package let title: String
        /// How long they are to be kept.
        package let term: RetentionTerm
        /// Directorate and service; nil when the table does not say.
        package let department: String?
        /// Remarks; nil when there are none.
        package let notes: String?
    }

    /// The day from which on it holds.
    package let validFrom: CalendarDate
    /// Who approved it, with number and date of the act; nil when the table does not say.
    package var approvedBy: String?
    /// Who confirmed it; nil when the table does not say.
    package var confirmedBy: String?
    /// Its rows, in the order of the table.
    package let rows: [Row]

    /// What the names of the files of editions begin with.
    package static let filePrefix = "nomenclator-"
    /// What a term has to look like.
    static let termForm = "permanent, '10 ani', '5 ani de la încetare' or '10 ani C.S.'"

    /// The name of the edition's file in `tables/`.
    package var file: String { "\(Self.filePrefix)\(validFrom.iso).yaml" }

    /// Puts an edition together.
    init(
        validFrom: CalendarDate, approvedBy: String? = nil, confirmedBy: String? = nil,
        rows: [Row]
    ) {
        self.validFrom = validFrom
        self.approvedBy = approvedBy
        self.confirmedBy = confirmedBy
        self.rows = rows
    }

    /// The row of a code; nil when it has none.
    package subscript(code: String) -> Row? { rows.first { $0.code == code } }

    /// Requires that no code stands in two rows; throws `rules-duplicate-code` with the line of the second.
    static func requireUnique(
        _ code: String, among known: inout Set<String>, file: String, line: Int?
    ) throws(TableError) {
        guard known.insert(code).inserted else {
            throw .duplicateCode(file: file, line: line, code: code)
        }
    }
}

/// All editions of a nomenclator.
package struct Nomenclators: Sendable {
    /// The editions, the newest first.
    package let editions: [Nomenclator]

    /// Puts them in order.
    package init(_ editions: [Nomenclator]) {
        self.editions = editions.sorted { $1.validFrom < $0.validFrom }
    }

    /// The edition that holds for dossiers of a year: the newest one that began in it or before.
    package func edition(for year: Int) -> Nomenclator? {
        editions.first { $0.validFrom.year <= year }
    }

    /// Why a dossier of a code and year is to be kept; nil when no edition has the code.
    package func ground(
        code: String, year: Int, ended: CalendarDate?
    ) -> RetentionGround? {
        guard let edition = edition(for: year), let row = edition[code] else { return nil }
        return RetentionGround(
            rule: "nomenclator", term: row.term,
            source: "nomenclator in force from \(edition.validFrom.iso), \(code)",
            end: row.term.end(year: year, ended: ended))
    }
}
