import ArchiveModel
import DomainTables
import RomanianText

/// The number of a part of a text or of a row of a table, as it stands at the beginning of a line.
package struct PartNumber: Sendable, Hashable {
    /// What is numbered.
    ///
    /// Numbers of different kinds say nothing of each other.
    package enum Kind: Sendable, Hashable {
        /// A row of a table, or a paragraph without a mark after its number.
        case row
        /// A paragraph: `3.`, `6.2.`, `4)`.
        case paragraph
        /// A part that is called by a word; its first letters.
        case named([UInt8])
    }

    /// What is numbered.
    package var kind: Kind
    /// The number, with those of the parts that it is in before it.
    package var path: [Int]

    /// Makes a number.
    package init(_ kind: Kind, _ path: [Int]) {
        self.kind = kind
        self.path = path
    }

    /// Whether it is the number that comes after another one.
    package func follows(_ other: PartNumber) -> Bool {
        guard kind == other.kind, let last = path.last else { return false }
        if path == other.path + [1] { return true }
        let depth = path.count
        if depth <= other.path.count, path.dropLast() == other.path.prefix(depth - 1)[...] {
            return last == other.path[depth - 1] + 1
        }
        return depth == 2 && other.path.count == 2 && last == 1 && path[0] == other.path[0] + 1
    }

    /// Whether it is the first of its kind.
    var isFirst: Bool { path == [1] || path == [1, 1] || path.last == 1 }
}

extension PartNumber {
    /// More rows than this are no rows: the number is an amount or a code.
    private static let mostRows = 500

    /// Reads the number at the beginning of a line; nil when none stands there.
    init?(_ text: FoldedWords, marks: PageMarks, dates: DateReader) {
        if let word = marks.parts.longest(in: text, at: 0) {
            let name = text.letters[word.letters].prefix(3)
            var cursor = ByteCursor(text.bytes, at: word.bytes.upperBound)
            cursor.skip(" .:-")
            guard let path = Self.path(&cursor) ?? Self.roman(&cursor) else { return nil }
            self.init(.named(Array(name)), path)
            return
        }
        var cursor = ByteCursor(text.bytes)
        cursor.skip(" ([")
        guard dates.read(in: text, at: cursor.position) == nil, let path = Self.path(&cursor)
        else { return nil }
        let isMarked = cursor.take(anyOf: ".)]") || path.count > 1
        guard cursor.peek() == Fold.space || cursor.position >= text.bytes.count else { return nil }
        cursor.skipSpaces()
        guard Fold.isLetter(cursor.peek()) || (isMarked && cursor.position < text.bytes.count)
        else { return nil }
        if !isMarked, path[0] > Self.mostRows { return nil }
        self.init(isMarked ? .paragraph : .row, path)
    }

    /// `6`, `6.2`, `6.2.1`.
    private static func path(_ cursor: inout ByteCursor) -> [Int]? {
        guard let first = cursor.digits(1...3) else { return nil }
        var path = [ByteCursor.number(first)]
        while cursor.peek() == UInt8(ascii: "."), cursor.peek(1).isASCIIDigit, path.count < 4 {
            var trial = cursor
            trial.position += 1
            guard let digits = trial.digits(1...2) else { break }
            path.append(ByteCursor.number(digits))
            cursor = trial
        }
        return path
    }

    /// `IV`.
    private static func roman(_ cursor: inout ByteCursor) -> [Int]? {
        let values: [UInt8: Int] = [
            UInt8(ascii: "i"): 1, UInt8(ascii: "v"): 5, UInt8(ascii: "x"): 10,
            UInt8(ascii: "l"): 50,
        ]
        guard let letters = cursor.letters(1...6) else { return nil }
        let numbers = letters.compactMap { values[$0] }
        guard numbers.count == letters.count else { return nil }
        let sum = zip(numbers, numbers.dropFirst() + [0]).reduce(0) { sum, pair in
            sum + (pair.0 < pair.1 ? -pair.0 : pair.0)
        }
        return [sum]
    }
}
