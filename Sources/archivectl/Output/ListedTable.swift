import ArchiveModel

/// A table for people, and as CSV for programs for tables.
struct ListedTable {
    let headings: [String]
    let rows: [[String]]

    /// Columns side by side, with two blanks between them.
    var lines: [String] {
        let all = ([headings] + rows).map { $0.map(TerminalText.sanitized) }
        let widths = headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            var line = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// RFC 4180, with commas.
    var csv: [String] {
        ([headings] + rows).map { $0.map(Self.quoted).joined(separator: ",") }
    }

    private static func quoted(_ text: String) -> String {
        // What a program for tables would take for a formula is text.
        let plain = text.first.map { "=+-@".contains($0) } == true ? "'" + text : text
        guard plain.contains(where: { ",\"\n\r;".contains($0) }) else { return plain }
        return "\"" + plain.replacing("\"", with: "\"\"") + "\""
    }
}
