/// Rows of a file of comma-separated values (RFC 4180), or of one with semicolons or tabs, as programs for tables
/// write where the comma is a decimal sign.
package struct SeparatedValues {
    /// One row, with the line that it begins on, from 1.
    package struct Row {
        package let line: Int
        package let cells: [String]
    }

    /// All rows, blank lines left out.
    package private(set) var rows: [Row] = []

    private let file: String
    private let separator: UInt8
    private var rest: ArraySlice<UInt8>
    private var line = 1

    /// Reads the bytes of a file in UTF-8, with a byte order mark or without.
    ///
    /// The separator is the one of the three that stands most often in the first line. Throws `rules-not-csv` with
    /// the line: not UTF-8, or a quotation mark that is not closed.
    package init(_ bytes: [UInt8], file: String) throws(TableError) {
        self.file = file
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        separator = Self.separator(of: text)
        rest = text
        while !rest.isEmpty {
            let begin = line
            let cells = try row()
            if cells.contains(where: { !$0.isEmpty }) {
                rows.append(Row(line: begin, cells: cells))
            }
        }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private static func separator(of text: ArraySlice<UInt8>) -> UInt8 {
        let first = text.prefix { $0 != lineFeed }
        let counts = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")].map { sign in
            (sign: sign, count: first.count { $0 == sign })
        }
        return counts.max { $0.count < $1.count }?.sign ?? UInt8(ascii: ",")
    }

    /// The cells up to the end of a line, or of the file.
    private mutating func row() throws(TableError) -> [String] {
        var cells: [String] = []
        while true {
            cells.append(try cell())
            guard let sign = rest.popFirst() else { return cells }
            if sign == separator { continue }
            if sign == Self.carriageReturn, rest.first == Self.lineFeed { rest.removeFirst() }
            line += 1
            return cells
        }
    }

    /// What stands before the next separator or end of line, without blanks around it.
    private mutating func cell() throws(TableError) -> String {
        let begin = line
        var bytes: [UInt8] = []
        if rest.first == Self.quote {
            rest.removeFirst()
            bytes = try quoted(from: begin)
        }
        while let byte = rest.first, byte != separator, byte != Self.lineFeed,
            byte != Self.carriageReturn
        {
            bytes.append(byte)
            rest.removeFirst()
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .notCSV(file: file, line: begin, problem: "it is not UTF-8")
        }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// What stands up to the closing quotation mark, which is written twice to stand for itself.
    private mutating func quoted(from begin: Int) throws(TableError) -> [UInt8] {
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == Self.quote {
                guard rest.first == Self.quote else { return bytes }
                rest.removeFirst()
            }
            if byte == Self.lineFeed { line += 1 }
            bytes.append(byte)
        }
        throw .notCSV(file: file, line: begin, problem: "a quotation mark is not closed")
    }
}
