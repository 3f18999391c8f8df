/// Characters that recognition reads in place of printed ones.
struct Confusions {
    /// How strong the evidence of a row is by itself; the table explains each.
    enum Strength: String {
        case sure, likely, mark
    }

    private struct Entry {
        var read: [Character]
        var printed: [Character]
        var isAtStart: Bool
        var strength: Strength
    }

    /// The maximum number of spellings of one word that are tried with other marks.
    private static let mostSpellings = 2000

    private let rows: [Entry]
    /// For each letter the letters with other marks, itself first.
    private let marks: [Character: [Character]]
    /// Characters that are not letters but are read for letters.
    let odd: Set<Character>

    /// The table that comes with the program.
    static let builtIn = Confusions(
        String(decoding: PackageResources.confusions_txt, as: UTF8.self))

    /// Reads a table; an invalid line is a bug in the program that contains it.
    init(_ table: String) {
        rows = table.split(separator: "\n").compactMap { line in
            guard !line.hasPrefix("#") else { return nil }
            let cells = line.split(separator: " ")
            guard cells.count == 4, ["start", "any"].contains(cells[2]),
                let strength = Strength(rawValue: String(cells[3]))
            else { preconditionFailure("a row of confusions.txt needs four columns: \(line)") }
            return Entry(
                read: Array(cells[0]), printed: Array(cells[1]), isAtStart: cells[2] == "start",
                strength: strength)
        }
        var marks: [Character: [Character]] = [:]
        for row in rows where row.strength == .mark {
            marks[row.read[0], default: [row.read[0]]].append(row.printed[0])
        }
        self.marks = marks
        odd = Set(rows.flatMap(\.read).filter { !$0.isLetter })
    }

    /// The possible printed forms of a word: all spellings that one row, or one row several times,
    /// makes of it.
    func spellings(of word: String, by strength: Strength) -> Set<String> {
        let letters = Array(word)
        if strength == .mark { return otherMarks(letters) }
        var result: Set<String> = []
        for row in rows where row.strength == strength {
            let places = Self.places(of: row, in: letters)
            for place in places { result.insert(Self.replacing(row, at: [place], in: letters)) }
            if places.count > 1 { result.insert(Self.replacing(row, at: places, in: letters)) }
        }
        return result
    }

    private static func places(of row: Entry, in letters: [Character]) -> [Int] {
        let last = row.isAtStart ? 0 : letters.count - row.read.count
        guard last >= 0, letters.count >= row.read.count else { return [] }
        var places: [Int] = []
        for place in 0...last
        where letters[place..<place + row.read.count].elementsEqual(row.read)
            && place >= (places.last ?? -row.read.count) + row.read.count
        {
            places.append(place)
        }
        return places
    }

    private static func replacing(_ row: Entry, at places: [Int], in letters: [Character]) -> String
    {
        var letters = letters
        for place in places.reversed() {
            letters.replaceSubrange(place..<place + row.read.count, with: row.printed)
        }
        return String(letters)
    }

    private func otherMarks(_ letters: [Character]) -> Set<String> {
        var spellings = [""]
        for letter in letters {
            let choices = marks[letter] ?? [letter]
            guard spellings.count * choices.count <= Self.mostSpellings else { return [] }
            spellings = spellings.flatMap { start in choices.map { start + String($0) } }
        }
        return Set(spellings).subtracting([String(letters)])
    }
}
