import ArchiveModel

/// Measures whether the words of a PDF's text layer read like text, before it is trusted.
///
/// Text without any diacritics is not a flaw: many papers are typed that way. Letters that are
/// missing, or that came out as others, are.
struct TextLayerQuality {
    /// Number of words.
    let words: Int
    /// Share of characters that do not occur in European office text.
    let oddShare: Double
    /// Share of words that are a single letter, as in letter-spaced layers.
    let singleLetterShare: Double
    /// Mean word length in characters.
    let meanLength: Double
    /// Words with letters of a wrong code page.
    let misreadWords: Int
    /// Words in which a letter is replaced, and letters left alone.
    let lostWords: Int
    /// Words with symbols between their letters.
    let jumbledWords: Int
    /// Words of four or more letters, and the share of them that nobody can pronounce.
    let plainWords: Int
    let unspeakableShare: Double
    /// Whether a longer text has hardly any of the small words that hold sentences together.
    let lacksSmallWords: Bool
    /// Share of words that have half or more of their area on another word.
    let overlappingShare: Double

    init(of page: RecognizedPage) {
        var tally = Tally()
        for line in page.lines {
            for (index, word) in line.words.enumerated() {
                tally.add(word.text, after: index > 0 ? line.words[index - 1].text : nil)
            }
        }
        words = tally.words
        oddShare = Self.share(tally.odd, of: tally.characters)
        singleLetterShare = Self.share(tally.singles, of: tally.words)
        meanLength = Self.share(tally.characters, of: tally.words)
        misreadWords = tally.flaws[.wrongCodePage, default: 0]
        lostWords = tally.flaws[.lostLetter, default: 0] + tally.flaws[.loneLetter, default: 0]
        jumbledWords = tally.flaws[.jumbled, default: 0]
        plainWords = tally.plain
        unspeakableShare = Self.share(tally.flaws[.unspeakable, default: 0], of: tally.plain)
        lacksSmallWords = tally.words >= 100 && Self.share(tally.small, of: tally.words) < 0.01
        overlappingShare = OverlappingWords.share(of: page.words.map(\.box))
    }

    /// The first flaw that keeps the layer from standing for the page; nil for sound text.
    ///
    /// Each bound is a count, so that a coincidence does not condemn a short text, and a share, so
    /// that it does not condemn a long one.
    var flaw: TextLayerFlaw? {
        if words < 3 { return .tooFewWords }
        if singleLetterShare > 0.3 { return .letterSpaced }
        if misreadWords >= 2, share(misreadWords) >= 0.005 { return .wrongCodePage }
        if lostWords >= 3, share(lostWords) >= 0.015 { return .lostLetters }
        if oddShare > 0.03 { return .oddCharacters }
        if !(1.8...14).contains(meanLength) { return .noLanguage }
        if jumbledWords >= 3, share(jumbledWords) > 0.03 { return .noLanguage }
        let most = lacksSmallWords ? 0.12 : 0.3
        if Double(plainWords) * unspeakableShare >= 5, unspeakableShare > most {
            return .noLanguage
        }
        return overlappingShare > 0.05 ? .overlapping : nil
    }

    /// The measurements, by name.
    var measured: [String: Double] {
        [
            "words": Double(words), "oddShare": oddShare, "singleLetterShare": singleLetterShare,
            "misreadWords": Double(misreadWords), "lostWords": Double(lostWords),
            "unspeakableShare": unspeakableShare, "overlappingShare": overlappingShare,
        ]
    }

    private func share(_ count: Int) -> Double { Self.share(count, of: words) }

    private static func share(_ part: Int, of whole: Int) -> Double {
        whole == 0 ? 0 : Double(part) / Double(whole)
    }
}

/// Counts over all words of a layer.
private struct Tally {
    var words = 0
    var characters = 0
    var odd = 0
    var singles = 0
    var plain = 0
    var small = 0
    var flaws: [WordFlaws: Int] = [:]

    /// Romanian words that every page of sentences or forms contains, then those of languages that
    /// come to a Romanian archive.
    private static let smallWords: Set<String> = [
        "și", "si", "de", "la", "în", "in", "nr", "din", "pentru", "cu", "pe", "a", "al", "ale",
        "care",
        "prin", "sau", "se", "nu", "este", "the", "of", "and", "to", "for", "et", "le", "les", "du",
        "und",
        "der", "die", "az", "és", "nem", "di", "il",
    ]

    mutating func add(_ word: String, after previous: String?) {
        let scalars = Array(word.unicodeScalars)
        words += 1
        characters += scalars.count
        odd += scalars.count { !Self.isPlausible($0) }
        if scalars.count == 1, scalars[0].properties.isAlphabetic { singles += 1 }
        if WordFlaws.isPlainWord(scalars) { plain += 1 }
        if Self.smallWords.contains(word.lowercased().filter { $0.isLetter }) { small += 1 }
        let found = WordFlaws(of: word, after: previous)
        for flaw in [WordFlaws.wrongCodePage, .lostLetter, .loneLetter, .jumbled, .unspeakable]
        where found.contains(flaw) { flaws[flaw, default: 0] += 1 }
    }

    /// Latin letters with the marks of European languages, digits, including raised ones and
    /// fractions, common punctuation and currency, signs of measures, bullets (including those of
    /// symbol fonts), ticked boxes.
    private static func isPlausible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0...0xB3, 0xB5, 0xB7, 0xB9, 0xBB...0xBE,
            0xC0...0x17F, 0x218...0x21B, 0x2010...0x2022, 0x2026, 0x2030, 0x2070...0x208E,
            0x20AC, 0x2116, 0x2122, 0x2150...0x215E, 0x2190...0x2193, 0x2212, 0x2248, 0x2260,
            0x2264, 0x2265, 0x25A0, 0x25A1, 0x25AA, 0x25CB, 0x25CF, 0x2610...0x2612,
            0x2713...0x2718, 0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF0FC:
            return true
        default:
            return false
        }
    }
}

extension WordFlaws: Hashable {}
