import DomainTables
import RomanianText

/// Who a party is on a paper.
enum PartyRole: Sendable {
    /// Who made it.
    case issuer
    /// The other party.
    case recipient
}

/// The words that tell roles on papers of one type; those of the type come before the general ones.
struct PartyWords: Sendable {
    /// The words with their roles, those of the type first.
    let words: [(phrase: Phrase, role: PartyRole)]

    /// Joins the words of a type with the general ones.
    init(_ rule: TypeRule?, labels: FieldLabels) {
        let own =
            (rule?.issuers ?? []).map { ($0, PartyRole.issuer) }
            + (rule?.recipients ?? []).map { ($0, PartyRole.recipient) }
        let taken = Set(own.map(\.0))
        let general =
            labels.issuers.map { ($0, PartyRole.issuer) }
            + labels.recipients.map { ($0, PartyRole.recipient) }
        words = own + general.filter { !taken.contains($0.0) }
    }

    /// The role of the last word of a role within letters of a text.
    func last(in text: FoldedWords, _ letters: Range<Int>) -> PartyRole? {
        var best: (start: Int, length: Int, role: PartyRole)?
        for (phrase, role) in words {
            var from = letters.lowerBound
            while let match = phrase.firstMatch(in: text, from: from),
                match.letters.upperBound <= letters.upperBound
            {
                let found = (match.letters.lowerBound, match.letters.count, role)
                if best == nil || (found.0, found.1) > (best?.start ?? 0, best?.length ?? 0) {
                    best = found
                }
                from = match.letters.upperBound
            }
        }
        return best?.role
    }

    /// The role of the first word of a role among the first letters of a text.
    func first(in text: FoldedWords, within limit: Int) -> PartyRole? {
        var best: (start: Int, length: Int, role: PartyRole)?
        for (phrase, role) in words {
            guard let match = phrase.firstMatch(in: text),
                match.letters.lowerBound <= limit
            else { continue }
            let found = (match.letters.lowerBound, match.letters.count, role)
            let isBetter = best.map {
                found.0 < $0.start || (found.0 == $0.start && found.1 > $0.length)
            }
            if isBetter ?? true { best = found }
        }
        return best?.role
    }

    /// The length of the word of a role that begins at a letter.
    func length(in text: FoldedWords, at letter: Int) -> Int? {
        words.compactMap { $0.phrase.match(in: text, at: letter)?.letters.count }.max()
    }
}
