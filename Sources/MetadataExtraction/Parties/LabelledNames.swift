import ArchiveModel
import DomainTables
import RomanianText

/// Finds names by the words beside them: behind the word, in the next cell, or below it.
struct LabelledNames {
    private static let mostFillers = 4
    /// Names of a line that are looked at; an honest one has two or three.
    private static let mostNames = 6
    /// Rows below a heading in which its name stands.
    private static let rowsBelow = 2

    private let context: FieldContext
    private let cues: PhraseIndex<PartyCue>
    private let roles: PartyRoles
    private let reader: NameReader

    /// Prepares a document.
    init(_ context: FieldContext, roles: PartyRoles) {
        self.context = context
        self.roles = roles
        cues = PartyCue.index(context)
        reader = NameReader(context)
    }

    /// Whether a segment begins with a word of a party.
    func beginsParty(_ segment: PageSegment) -> Bool {
        cues.longest(in: segment.text, at: 0) != nil
    }

    /// Whether the block of a party ends where a segment begins: with the word of another party, or the
    /// label of another name.
    func endsBlock(_ segment: PageSegment, of party: PartyRole) -> Bool {
        guard let cue = cues.longest(in: segment.text, at: 0)?.meaning else { return false }
        if case .name = cue { return true }
        return roles.role(of: cue) != party
    }

    /// All names of a segment that such words stand before.
    func candidates(in segment: PageSegment) -> [PartyCandidate] {
        let text = segment.text
        var found: [PartyCandidate] = []
        var letter = 0
        while letter < text.letters.count, found.count < Self.mostNames {
            guard let cue = cues.longest(in: text, at: letter) else {
                letter += 1
                continue
            }
            let isFirst = letter == 0
            letter = cue.match.letters.upperBound
            if let candidate = candidate(cue, in: segment, isFirst: isFirst) {
                found.append(candidate)
            }
        }
        return found
    }

    private func candidate(
        _ cue: PhraseIndex<PartyCue>.Found, in segment: PageSegment, isFirst: Bool
    ) -> PartyCandidate? {
        if case .name = cue.meaning, !isFirst { return nil }
        var role = roles.role(of: cue.meaning)
        let end = cue.match.bytes.upperBound
        var word = segment.text.words(in: end - 1..<end).upperBound
        var isOpen = true
        for _ in 0..<Self.mostFillers where word < segment.words.count {
            guard let next = skipped(segment, at: word, role: &role) else { break }
            word = next
            isOpen = false
        }
        guard let role else { return nil }
        guard word >= segment.words.count else {
            return inline(segment, word: word, role: role, isFirst: isFirst, cue: cue.meaning)
        }
        return isFirst || !isOpen ? beside(segment, role: role, cue: cue.meaning) : nil
    }

    /// The word behind one that stands between label and name: "(a)", ":", "denumirea furnizorului".
    private func skipped(
        _ segment: PageSegment, at word: Int, role: inout PartyRole?
    ) -> Int? {
        let text = segment.words[word].text
        let letters = Fold.letters(of: text)
        if letters.count <= 1 || text.hasPrefix("(") || text.hasSuffix("):") { return word + 1 }
        guard text.last == ":" || word + 1 == segment.words.count else { return nil }
        let start = segment.text.letter(from: segment.text.owners.firstIndex(of: word) ?? 0)
        guard let next = cues.longest(in: segment.text, at: start) else { return nil }
        role = roles.role(of: next.meaning) ?? role
        let end = next.match.bytes.upperBound
        return segment.text.words(in: end - 1..<end).upperBound
    }

    private func inline(
        _ segment: PageSegment, word: Int, role: PartyRole, isFirst: Bool, cue: PartyCue
    ) -> PartyCandidate? {
        let flow = WordFlow(context, from: segment, word: word)
        guard let name = reader.read(flow, at: 0) else { return nil }
        let isLabel =
            isFirst && (segment.words[..<word].last?.text.hasSuffix(":") ?? false)
        if name.kind == .other, !isLabel { return nil }
        // Who made a paper is seldom named in the middle of its sentences.
        let inProse = role == .issuer ? 0.8 : 0.85
        return candidate(
            name, role: role, label: segment, strength: isFirst ? 0.9 : inProse, cue: cue,
            rule: isFirst ? "name.label" : "name.prose")
    }

    /// The name in the next cell, or below.
    private func beside(
        _ segment: PageSegment, role: PartyRole, cue: PartyCue
    ) -> PartyCandidate? {
        let page = context.layout.page(of: segment)
        if let right = page.right(of: segment).first, !beginsParty(right),
            let name = read(right), isCell(name)
        {
            return candidate(name, role: role, label: segment, strength: 0.88, rule: "name.right")
        }
        guard mayStandAbove(segment, cue: cue),
            let below = page.below(segment.box, lines: Self.rowsBelow).first,
            !beginsParty(below), let name = read(below), isCell(name),
            below.box.top < page.height * 2 / 3
        else { return nil }
        // Persons stand below the word for them where they sign, too.
        let strength = name.kind == .person ? 0.82 : 0.88
        return candidate(name, role: role, label: segment, strength: strength, rule: "name.below")
    }

    /// Whether a name may stand below a label: below "Beneficiar," stands who signed, and below "Numele și
    /// prenumele" a column of many.
    private func mayStandAbove(_ segment: PageSegment, cue: PartyCue) -> Bool {
        if case .name = cue { return false }
        return !(segment.words.last?.text.hasSuffix(",") ?? false)
    }

    private func read(_ segment: PageSegment) -> NameReading? {
        reader.read(WordFlow(context, from: segment, word: 0), at: 0)
    }

    /// Whether a name in a cell of its own is one: words without form fill the cell.
    private func isCell(_ name: NameReading) -> Bool {
        name.kind != .other || name.range.count > 1 && name.range.count >= name.segment.words.count
    }

    private func candidate(
        _ name: NameReading, role: PartyRole, label: PageSegment, strength: Double,
        cue: PartyCue? = nil, rule: String
    ) -> PartyCandidate {
        var strength = name.kind == .other ? strength - 0.25 : strength
        if case .applicant = cue { strength = name.kind == .other ? 0.7 : 0.95 }
        if case .name = cue { strength -= 0.02 }
        return PartyCandidate(
            role: role, name: name, label: label, strength: strength, rule: rule)
    }
}
