/// Signs within a word of a query that other programs give a meaning.
enum QuerySigns {
    /// What in a word is passed over; throws for a sign that a person means something by which
    /// there is not, since a search without it would answer another question.
    static func check(_ chunk: String, column: Int) throws(QuerySyntaxError) -> [QueryNote] {
        let characters = Array(chunk)
        guard characters.contains(where: isPart) else { return [.noWord(chunk, at: column)] }
        // In an address they are part of it.
        if chunk.contains("://") { return [] }
        try requireColon(characters, at: column)
        var notes: [QueryNote] = []
        for (index, character) in characters.enumerated() {
            let place = column + index
            switch character {
            case "*" where !isOnlyAsterisks(characters[index...]):
                throw .signUnknown("*", at: place)
            case "?":
                let inside = index + 1 < characters.count && isPart(characters[index + 1])
                if inside && (index == 0 || isPart(characters[index - 1])) {
                    throw .signUnknown("?", at: place)
                }
                if !inside { notes.append(.questionMark(place)) }
            case "~":
                let isLast = characters[(index + 1)...].allSatisfy(\.isNumber)
                if isLast { throw .signUnknown("~", at: place) }
                notes.append(.sign(character, at: place))
            case "<", ">", "=", "^", "|", "\\", "{", "}", "[", "]":
                notes.append(.sign(character, at: place))
            default: break
            }
        }
        return notes
    }

    /// Throws when a phrase has a sign for several letters, which holds outside only.
    static func checkPhrase(_ text: String, column: Int) throws(QuerySyntaxError) {
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            let isAfter = index > 0 && isPart(characters[index - 1])
            let isBefore = index + 1 < characters.count && isPart(characters[index + 1])
            if character == "*" && (isAfter || isBefore) {
                throw .signUnknown("*", at: column + index)
            }
            if character == "?" && isAfter && isBefore {
                throw .signUnknown("?", at: column + index)
            }
        }
    }

    /// `total>1000` is meant as a filter.
    private static func requireColon(
        _ characters: [Character], at column: Int
    ) throws(QuerySyntaxError) {
        guard let place = characters.firstIndex(where: { "<>=".contains($0) }), place > 0 else {
            return
        }
        let name = String(characters[..<place])
        if FilterName.isFilterLike(name) {
            if FilterName(typed: name) == nil { throw .filterUnknown(name, at: column) }
            throw .colonMissing(name, at: column)
        }
    }

    /// What may stand behind the asterisk of a beginning: more of it, and what ends a sentence.
    private static func isOnlyAsterisks(_ rest: ArraySlice<Character>) -> Bool {
        rest.allSatisfy { "*,.;:!".contains($0) }
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }
}
