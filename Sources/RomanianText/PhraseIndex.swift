/// Phrases with what each of them says, found without trying all of them at each place.
///
/// A phrase is tried where its first letter stands, or, if it forgives misread ones, its second: so a
/// search costs a few comparisons a word, however many phrases there are.
package struct PhraseIndex<Meaning: Sendable>: Sendable {
    /// A phrase and what it says.
    private struct Entry: Sendable {
        let phrase: Phrase
        let meaning: Meaning
    }

    /// A phrase that was found, and what it says.
    package struct Found {
        /// Where it stands.
        package let match: Phrase.Match
        /// What it says.
        package let meaning: Meaning
    }

    private var byFirst: [UInt8: [Entry]] = [:]
    private var bySecond: [UInt8: [Entry]] = [:]

    /// Puts phrases in order; of equal ones the first counts.
    package init(_ phrases: [(phrase: Phrase, meaning: Meaning)]) {
        var seen: Set<Phrase> = []
        for (phrase, meaning) in phrases where seen.insert(phrase).inserted {
            let entry = Entry(phrase: phrase, meaning: meaning)
            byFirst[phrase.letters[0], default: []].append(entry)
            if phrase.tolerance > 0, phrase.letters.count > 1 {
                bySecond[phrase.letters[1], default: []].append(entry)
            }
        }
    }

    /// The longest phrase that begins at a letter and ends where a word ends.
    package func longest(in text: FoldedWords, at letter: Int) -> Found? {
        guard letter < text.keys.count, text.starts[letter] else { return nil }
        var best: Found?
        let first = text.keys[letter]
        for entry in byFirst[first] ?? [] { best = better(entry, than: best, in: text, at: letter) }
        guard best == nil, letter + 1 < text.keys.count else { return best }
        for entry in bySecond[text.keys[letter + 1]] ?? [] where entry.phrase.letters[0] != first {
            best = better(entry, than: best, in: text, at: letter)
        }
        return best
    }

    private func better(
        _ entry: Entry, than best: Found?, in text: FoldedWords, at letter: Int
    ) -> Found? {
        guard let match = entry.phrase.match(in: text, at: letter),
            match.letters.count > best?.match.letters.count ?? 0
        else { return best }
        return Found(match: match, meaning: entry.meaning)
    }
}
