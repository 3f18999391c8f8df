import RomanianText

extension TableNode {
    /// A list of phrases.
    func phrases() throws(TableError) -> [Phrase] {
        var phrases: [Phrase] = []
        for item in try items() { phrases.append(try item.phrase(item.text())) }
        return phrases
    }

    /// A phrase of a text that belongs to this value.
    func phrase(_ text: String) throws(TableError) -> Phrase {
        guard let phrase = Phrase(text) else { throw wrong("a phrase with letters or digits") }
        return phrase
    }

    /// Alternatives that are separated by `|`.
    func alternatives(_ text: String) throws(TableError) -> [Phrase] {
        var phrases: [Phrase] = []
        for part in text.split(separator: "|") { phrases.append(try phrase(String(part))) }
        guard !phrases.isEmpty else { throw wrong("phrases separated by |") }
        return phrases
    }

    /// A mapping of words to numbers.
    func numbers(_ bounds: ClosedRange<Int>) throws(TableError) -> [String: Int] {
        var result: [String: Int] = [:]
        for (key, value) in try mapping() { result[key] = try value.number(bounds) }
        return result
    }

    /// A mapping of words to texts.
    func texts() throws(TableError) -> [String: String] {
        var result: [String: String] = [:]
        for (key, value) in try mapping() { result[key] = try value.text() }
        return result
    }
}
