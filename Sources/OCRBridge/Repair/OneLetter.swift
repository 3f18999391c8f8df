/// Finds the one word of a dictionary that differs from a misread word by one letter.
///
/// For long words only, in which one letter out of many cannot make another word.
enum OneLetter {
    private static let letters: [Character] = Array("abcdefghijlmnopqrstuvxzăâîșț")
    private static let vowels = Set<Character>("aeiouăâî")

    /// The word; nil if there are several, if letters would have to be added or removed, or if it
    /// may be another form of the same: the last letter, one vowel for another, or only marks.
    ///
    /// - Parameters:
    ///   - word: Letters, none of them in the wrong case.
    ///   - isWord: Whether a dictionary has a spelling; asked about 60 times for each letter.
    static func word(near word: String, isWord: (String) -> Bool) -> String? {
        let read = Array(word)
        guard !read.isEmpty else { return nil }
        var found: String?
        for (other, place) in spellings(read) where isWord(other) {
            if let found, found != other { return nil }
            guard let place, isPlausible(read, other: Array(other), at: place) else { return nil }
            found = other
        }
        return found
    }

    /// All spellings with one letter changed, either in place, or added or left out.
    private static func spellings(_ read: [Character]) -> [(String, place: Int?)] {
        let isShouted = read.allSatisfy { !$0.isLowercase }
        var result: [(String, place: Int?)] = []
        for place in 0...read.count {
            let isCapital = isShouted || place == 0 && read[0].isUppercase
            for small in letters {
                let letter = isCapital ? Character(small.uppercased()) : small
                result.append((String(read[..<place] + [letter] + read[place...]), nil))
                guard place < read.count, letter != read[place] else { continue }
                result.append(
                    (String(read[..<place] + [letter] + read[(place + 1)...]), place))
            }
            if place < read.count {
                result.append((String(read[..<place] + read[(place + 1)...]), nil))
            }
        }
        return result
    }

    private static func isPlausible(
        _ read: [Character], other: [Character], at place: Int
    ) -> Bool {
        let pair = [read[place], other[place]].map { Character($0.lowercased()) }
        return place < read.count - 1 && !pair.allSatisfy(vowels.contains)
            && OwnWords.withoutMarks(String(pair[0])) != OwnWords.withoutMarks(String(pair[1]))
    }
}
