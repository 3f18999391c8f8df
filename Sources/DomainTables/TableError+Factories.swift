import ArchiveModel

extension TableError {
    /// The file is not YAML.
    static func notYAML(file: String, line: Int?, problem: String) -> TableError {
        TableError(
            code: ErrorCode(rawValue: "rules-not-yaml"), file: file, line: line,
            message: "\(place(file, line: line)) is not YAML (\(problem)); correct the line"
                + " or delete the file to get the built-in table back")
    }

    /// The file is no table of separated values.
    static func notCSV(file: String, line: Int?, problem: String) -> TableError {
        TableError(
            code: ErrorCode(rawValue: "rules-not-csv"), file: file, line: line,
            message:
                "\(place(file, line: line)) cannot be read as CSV (\(problem)); correct the line, or "
                + "save the table again as CSV in UTF-8")
    }

    /// A value has the wrong form.
    static func wrongValue(
        file: String, line: Int?, key: String, expected: String
    ) -> TableError {
        TableError(
            code: ErrorCode(rawValue: "rules-wrong-value"), file: file, line: line,
            message: "\(place(file, line: line)): `\(key)` must be \(expected)")
    }

    /// A key that must be there is not.
    static func missingKey(file: String, line: Int?, key: String) -> TableError {
        TableError(
            code: ErrorCode(rawValue: "rules-missing-key"), file: file, line: line,
            message: "\(place(file, line: line)): `\(key)` is missing; add it")
    }

    /// An item that the law asks for is not in the table.
    static func missingItem(file: String, line: Int?, name: String) -> TableError {
        TableError(
            code: ErrorCode(rawValue: "rules-missing-key"), file: file, line: line,
            message:
                "\(place(file, line: line)): the item `\(name)` is missing, which the law asks for; add "
                + "it, with the source `stated` if it is to say the same of all")
    }

    /// A table of separated values lacks a column that must be there.
    static func missingColumn(
        file: String, line: Int?, column: String, usual: [String]
    ) -> TableError {
        TableError(
            code: ErrorCode(rawValue: "rules-missing-key"), file: file, line: line,
            message:
                "\(place(file, line: line)): no column has the heading `\(column)`; the first row names the "
                + "columns: \(usual.joined(separator: ", "))")
    }

    /// A table of separated values has headings and nothing below them.
    static func noRows(file: String) -> TableError {
        TableError(
            code: ErrorCode(rawValue: "rules-missing-key"), file: file, line: nil,
            message: "\(file): no row with a code stands below the headings; add rows, a code, a "
                + "title and a term each")
    }

    /// A key is unknown, most likely mistyped.
    static func unknownKey(
        file: String, line: Int?, key: String, allowed: [String]
    ) -> TableError {
        TableError(
            code: ErrorCode(rawValue: "rules-unknown-key"), file: file, line: line,
            message: "\(place(file, line: line)): `\(key)` is not known here; use one of"
                + " \(allowed.sorted().joined(separator: ", "))")
    }

    /// A code stands twice.
    static func duplicateCode(file: String, line: Int?, code: String) -> TableError {
        TableError(
            code: ErrorCode(rawValue: "rules-duplicate-code"), file: file, line: line,
            message: "\(place(file, line: line)): the code `\(code)` is defined twice; keep one")
    }

    private static func place(_ file: String, line: Int?) -> String {
        line.map { "\(file), line \($0)" } ?? file
    }
}
