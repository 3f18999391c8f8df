/// Names of days: weekdays, and the numbers of the days of a month in words.
package struct DayNames: Sendable {
    /// The words of a day and its number, longest first.
    private let numbers: [(words: [[UInt8]], day: Int)]
    private let firstWords: Set<[UInt8]>

    private static let weekdays = [
        "luni", "marti", "miercuri", "joi", "vineri", "sambata", "simbata", "duminica",
    ].map { Array($0.utf8) }

    package init() {
        let ones = [
            "unu", "doi", "trei", "patru", "cinci", "sase", "sapte", "opt", "noua",
        ]
        var names = [
            ("intai", 1), ("intii", 1), ("intaia", 1), ("una", 1), ("doua", 2), ("zece", 10),
            ("unsprezece", 11), ("doisprezece", 12), ("douasprezece", 12), ("treisprezece", 13),
            ("paisprezece", 14), ("patrusprezece", 14), ("cincisprezece", 15),
            ("cinsprezece", 15), ("saisprezece", 16), ("sasesprezece", 16), ("saptesprezece", 17),
            ("optsprezece", 18), ("nouasprezece", 19), ("douazeci", 20), ("treizeci", 30),
            ("treizeci si unu", 31), ("treizeci si una", 31), ("douazeci si una", 21),
            ("douazeci si doua", 22),
        ]
        for (index, one) in ones.enumerated() {
            names += [(one, index + 1), ("douazeci si " + one, index + 21)]
        }
        numbers = names.map { name, day in
            (name.split(separator: " ").map { Array($0.utf8) }, day)
        }.sorted { $0.words.count > $1.words.count }
        firstWords = Set(numbers.map { $0.words[0] })
    }

    /// Whether a folded word may be the first of the number of a day.
    package func mayBegin(with word: ArraySlice<UInt8>) -> Bool { firstWords.contains(Array(word)) }

    /// Moves over the number of a day in words and returns it.
    package func number(_ cursor: inout ByteCursor) -> Int? {
        var first = cursor
        guard let word = first.letters(1...16), firstWords.contains(word) else { return nil }
        for name in numbers where name.words[0] == word {
            var trial = cursor
            let isThere = name.words.allSatisfy { word in
                trial.skipSpaces()
                return trial.letters(1...16) == word
            }
            guard isThere else { continue }
            cursor = trial
            return name.day
        }
        return nil
    }

    /// Moves over the name of a weekday, with one letter misread in the longer ones.
    package func takeWeekday(_ cursor: inout ByteCursor) -> Bool {
        var trial = cursor
        guard let letters = trial.letters(3...9),
            Self.weekdays.contains(where: { Self.isNear(letters, to: $0) })
        else { return false }
        cursor = trial
        return true
    }

    private static func isNear(_ letters: [UInt8], to name: [UInt8]) -> Bool {
        guard letters.count == name.count else { return false }
        let wrong = zip(letters, name).count { Fold.key($0) != Fold.key($1) }
        return wrong <= (name.count >= 6 ? 1 : 0)
    }
}
