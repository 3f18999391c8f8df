package import ArchiveModel
import RomanianText

extension Nomenclator {
    /// What a column holds.
    private enum Column: String, CaseIterable {
        case code
        case title
        case term
        case directorate
        case service
        case notes

        /// The heading as a nomenclator has it.
        var heading: String {
            switch self {
            case .code: return "indicativ"
            case .title: return "denumirea dosarului"
            case .term: return "termen de păstrare"
            case .directorate: return "direcția"
            case .service: return "serviciul"
            case .notes: return "observații"
            }
        }

        /// Headings that name it, without marks, capitals, blanks and signs.
        var headings: [String] {
            switch self {
            case .code: ["cod", "code", "indicativ", "indicativul", "indicativuldosarului"]
            case .title:
                [
                    "denumireadosarului", "denumirea", "denumire", "title", "continut",
                    "continutulpescurt", "denumireadosaruluicontinutulpescurt",
                ]
            case .term: ["termen", "term", "termenuldepastrare", "termendepastrare"]
            case .directorate: ["directia", "directie", "department", "compartiment"]
            case .service: ["serviciul", "serviciu", "compartimentul"]
            case .notes: ["observatii", "obs", "notes"]
            }
        }
    }

    /// Reads an edition from a table with headings in its first row: code, title and term (indicativ, denumirea
    /// dosarului, termen de păstrare), and perhaps directorate, service and remarks.
    ///
    /// A row without code and term is a heading within the table, and left out. Throws `rules-not-csv`,
    /// `rules-missing-key` for a column that is not there, `rules-wrong-value` and `rules-duplicate-code`,
    /// each with the line.
    package static func read(
        csv: [UInt8], file: String, validFrom: CalendarDate
    ) throws(TableError) -> Nomenclator {
        let table = try SeparatedValues(csv, file: file)
        let columns = try columns(of: table.rows.first, file: file)
        var known: Set<String> = []
        var rows: [Row] = []
        for line in table.rows.dropFirst() {
            let cell = { (column: Column) in
                columns[column].flatMap { $0 < line.cells.count ? line.cells[$0] : nil } ?? ""
            }
            guard !cell(.code).isEmpty || !cell(.term).isEmpty else { continue }
            let row = try row(cell, file: file, line: line.line)
            try requireUnique(row.code, among: &known, file: file, line: line.line)
            rows.append(row)
        }
        guard !rows.isEmpty else {
            throw .noRows(file: file)
        }
        return Nomenclator(validFrom: validFrom, rows: rows)
    }

    private static func row(
        _ cell: (Column) -> String, file: String, line: Int
    ) throws(TableError) -> Row {
        for column in [Column.code, .title] where cell(column).isEmpty {
            throw .wrongValue(file: file, line: line, key: column.heading, expected: "a text")
        }
        guard let term = RetentionTerm(cell(.term)) else {
            throw .wrongValue(file: file, line: line, key: Column.term.heading, expected: termForm)
        }
        let department = [cell(.directorate), cell(.service)].filter { !$0.isEmpty }
            .joined(separator: " / ")
        let notes = cell(.notes)
        return Row(
            code: cell(.code), title: cell(.title), term: term,
            department: department.isEmpty ? nil : department, notes: notes.isEmpty ? nil : notes)
    }

    private static func columns(
        of header: SeparatedValues.Row?, file: String
    ) throws(TableError) -> [Column: Int] {
        let headings = (header?.cells ?? []).map { cell in
            String(decoding: Fold.letters(of: cell), as: UTF8.self)
        }
        var columns: [Column: Int] = [:]
        for column in Column.allCases {
            columns[column] = headings.firstIndex(where: column.headings.contains)
        }
        for column in [Column.code, .title, .term] where columns[column] == nil {
            throw .missingColumn(
                file: file, line: header?.line, column: column.heading,
                usual: Column.allCases.map(\.heading))
        }
        return columns
    }
}
