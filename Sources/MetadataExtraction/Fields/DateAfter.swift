import DomainTables
import RomanianText

/// Reads the date that follows something, with only "/", "din", "data de" and the like between.
struct DateAfter {
    private let labels: FieldLabels
    /// Words that may stand between a number and its date.
    static let fillers = ["din", "data", "de", "la", "in", "ziua", "emisa", "emis"]

    /// Takes the labels.
    init(_ labels: FieldLabels) {
        self.labels = labels
    }

    /// The date after a byte.
    func read(in text: FoldedWords, from start: Int) -> DateReader.Match? {
        var cursor = ByteCursor(text.bytes, at: start)
        while true {
            cursor.skip(" /;:,.-_|()")
            if let match = labels.dateReader.read(
                in: text, at: cursor.position, allowing: [.shortYear, .boxes])
            {
                return match
            }
            guard
                cursor.take(anyWord: Self.fillers) || compartment(&cursor)
                    || labels.dateReader.days.takeWeekday(&cursor)
            else { return nil }
        }
    }

    /// The code of a compartment between number and date: "1234/DGE/12.03.2020".
    private func compartment(_ cursor: inout ByteCursor) -> Bool {
        var trial = cursor
        guard cursor.position > 0, cursor.bytes[cursor.position - 1] == UInt8(ascii: "/"),
            trial.letters(1...6) != nil, trial.take(anyOf: "/")
        else { return false }
        cursor = trial
        return true
    }
}
