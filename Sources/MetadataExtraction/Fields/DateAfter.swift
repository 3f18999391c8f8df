/// Reads the date that follows something, with only "/", "din", "data de" and the like between.
struct DateAfter {
    private let labels: FieldLabels
    private static let fillers = ["din", "data", "de", "la", "in", "ziua", "emisa", "emis"]

    /// Takes the labels.
    init(_ labels: FieldLabels) {
        self.labels = labels
    }

    /// The date after a byte.
    func read(in text: FoldedText, from start: Int) -> DateReader.Match? {
        var cursor = ByteCursor(text.bytes, at: start)
        while true {
            cursor.skip(" /;:,.-_|()")
            if let match = labels.dateReader.read(
                in: text, at: cursor.position, allowing: [.shortYear, .boxes])
            {
                return match
            }
            guard Self.fillers.contains(where: { cursor.take(word: $0) }) else { return nil }
        }
    }
}
