package import ArchiveModel

extension Nomenclator {
    private static let keys = ["version", "valid_from", "approved_by", "confirmed_by", "rows"]
    private static let rowKeys = ["code", "title", "term", "department", "notes"]

    /// Reads an edition; `validFrom` counts for a table that does not say its own day.
    ///
    /// - Throws: What is wrong with the table, with its line: also when it says another day, or has a code
    ///   twice.
    package static func read(
        yaml: [UInt8], file: String, validFrom: CalendarDate? = nil
    ) throws(TableError) -> Nomenclator {
        let top = try TableNode(yaml: yaml, file: file)
        let values = try top.mapping(allowing: keys)
        let stated = try values["valid_from"]?.date()
        if let stated, let validFrom, stated != validFrom {
            throw values["valid_from"]?.wrong(validFrom.iso) ?? top.wrong(validFrom.iso)
        }
        guard let day = stated ?? validFrom else {
            throw .missingKey(file: file, line: top.line, key: "valid_from")
        }
        var known: Set<String> = []
        var rows: [Row] = []
        for item in try top.required("rows", in: values).items() {
            let row = try row(item)
            try requireUnique(row.code, among: &known, file: file, line: item.line)
            rows.append(row)
        }
        return Nomenclator(
            validFrom: day, approvedBy: try values["approved_by"]?.text(),
            confirmedBy: try values["confirmed_by"]?.text(), rows: rows)
    }

    private static func row(_ node: TableNode) throws(TableError) -> Row {
        let values = try node.mapping(allowing: rowKeys)
        let written = try node.required("term", in: values)
        guard let term = RetentionTerm(try written.text()) else { throw written.wrong(termForm) }
        return Row(
            code: try node.required("code", in: values).text(),
            title: try node.required("title", in: values).text(), term: term,
            department: try values["department"]?.text(), notes: try values["notes"]?.text())
    }

    /// The edition as a table of an archive, for any editor.
    package var yaml: String {
        var lines = [
            "# The nomenclator of this institution, as it was imported; a new one is a file of its own.",
            "version: \(validFrom.iso)", "valid_from: \(validFrom.iso)",
        ]
        if let approvedBy { lines.append("approved_by: \(Self.quoted(approvedBy))") }
        if let confirmedBy { lines.append("confirmed_by: \(Self.quoted(confirmedBy))") }
        lines.append("rows:")
        for row in rows { lines += Self.lines(of: row) }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func lines(of row: Row) -> [String] {
        let values: [(key: String, value: String?)] = [
            ("title", row.title), ("term", row.term.text), ("department", row.department),
            ("notes", row.notes),
        ]
        return ["  - code: \(quoted(row.code))"]
            + values.compactMap { pair in pair.value.map { "    \(pair.key): \(quoted($0))" } }
    }

    /// A text between double quotes, as YAML writes it.
    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\n", "\r", "\t": " "
            default: "\(scalar)"
            }
        }
        return "\"\(escaped.joined())\""
    }
}
