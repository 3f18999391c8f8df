import Foundation

/// Administrative words that supplement an engine's dictionary.
///
/// An engine's dictionary that was collected from pages typed without marks has *achizitia* as well
/// as *achiziția*, and cannot show that a mark was lost; these words can.
struct OwnWords {
    private let words: Set<String>
    /// For each spelling without marks the words that have it.
    private let unmarked: [String: [String]]

    /// The list that comes with the program.
    static let builtIn = OwnWords(String(decoding: PackageResources.words_txt, as: UTF8.self))
    /// No words.
    static let none = OwnWords("")

    /// Reads a list with one word per line; lines that begin with `#` are comments.
    init(_ list: String) {
        words = Set(list.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init))
        unmarked = Dictionary(grouping: words, by: Self.withoutMarks)
    }

    /// Whether the list has exactly this spelling.
    func contains(_ word: String) -> Bool { words.contains(word) }

    /// The one word of the list that differs from another word only in marks, in the same case; nil
    /// if the list has the word itself, several such words or none.
    ///
    /// - Parameters:
    ///   - word: A word without anything around it.
    ///   - mayLose: Whether marks of Romanian letters may have been read where there are none;
    ///     marks of other languages always may.
    func marked(_ word: String, mayLose: Bool) -> String? {
        let small = word.lowercased()
        let capitalized = word.prefix(1).uppercased() + small.dropFirst()
        if word == small { return found(word, mayLose: mayLose) }
        if word == capitalized {
            guard !contains(small) else { return nil }
            return found(word, mayLose: mayLose)
                ?? found(small, mayLose: mayLose).map { $0.prefix(1).uppercased() + $0.dropFirst() }
        }
        guard word == word.uppercased(), !contains(capitalized) else { return nil }
        return (found(small, mayLose: mayLose) ?? found(capitalized, mayLose: mayLose))?
            .uppercased()
    }

    private func found(_ word: String, mayLose: Bool) -> String? {
        guard !contains(word), let like = unmarked[Self.withoutMarks(word)], like.count == 1,
            Self.canBe(like[0], read: word, mayLose: mayLose)
        else { return nil }
        return like[0]
    }

    /// Whether a word may have been misread in this way.
    ///
    /// The last letter is left out: taxa and taxă are both words, whatever the list has.
    private static func canBe(_ word: String, read: String, mayLose: Bool) -> Bool {
        guard word.count == read.count else { return false }
        let pairs = Array(zip(word, read))
        if let (printed, last) = pairs.last,
            printed == "a" && last != "a" || printed == "ă" && last == "a"
        {
            return false
        }
        return mayLose
            || pairs.allSatisfy { printed, read in
                printed == read || !romanianMarks.contains(read)
            }
    }

    private static let romanianMarks: Set<Character> = [
        "ă", "â", "î", "ș", "ț", "Ă", "Â", "Î", "Ș", "Ț",
    ]

    /// A spelling without the marks over and under its letters.
    static func withoutMarks(_ word: String) -> String {
        String(
            String.UnicodeScalarView(
                word.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
                    $0.properties.generalCategory != .nonspacingMark
                }))
    }
}
