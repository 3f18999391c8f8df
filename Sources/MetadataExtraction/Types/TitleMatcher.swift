import ArchiveModel
import DomainTables
import RomanianText

/// Looks for titles of types in the title zone and judges how much each looks like a title.
struct TitleMatcher {
    private let layout: DocumentLayout
    private let page: PageLayout
    private let zone: TitleZone
    private let annexes: [Phrase]

    /// Prepares the first page of a document; nil when no page has words.
    ///
    /// - Parameter annexes: First words of an annex, which has the type of the paper that it names.
    init?(_ layout: DocumentLayout, annexes: [Phrase]) {
        guard let page = layout.first else { return nil }
        self.layout = layout
        self.annexes = annexes
        self.page = page
        zone = TitleZone(page)
    }

    /// All places where a title of a type may stand.
    func candidates(for rules: [TypeRule]) -> [TitleCandidate] {
        let open = rules.filter { rule in
            rule.unless.allSatisfy { $0.firstMatch(in: layout.firstText) == nil }
        }
        return zone.segments.flatMap { segment in
            let lines = lines(from: segment)
            let text = FoldedWords(lines.flatMap { $0.words.map(\.text) })
            return open.flatMap { candidates(for: $0, lines: lines, text: text) }
        }
    }

    /// A segment and the lines that continue it: titles wrap.
    private func lines(from segment: PageSegment) -> [PageSegment] {
        var lines = [segment]
        while lines.count < 3, let last = lines.last, let next = page.continuation(of: last) {
            lines.append(next)
        }
        return lines
    }

    private func candidates(
        for rule: TypeRule, lines: [PageSegment], text: FoldedWords
    ) -> [TitleCandidate] {
        rule.anchors.compactMap { anchor in
            let own = lines[0].text.letters.count
            // Most often at the start; else after other words of the line, such as a letterhead.
            guard
                let match = anchor.phrase.match(in: text, at: 0)
                    ?? anchor.phrase.firstMatch(in: text, from: 1),
                match.letters.lowerBound < own, holds(anchor.qualifiers)
            else { return nil }
            return candidate(rule, anchor: anchor, match: match, lines: lines, text: text)
        }
    }

    private func holds(_ qualifiers: [[Phrase]]) -> Bool {
        qualifiers.allSatisfy { group in
            group.contains { $0.firstMatch(in: layout.firstText) != nil }
        }
    }

    private func candidate(
        _ rule: TypeRule, anchor: TypeRule.Anchor, match: Phrase.Match,
        lines: [PageSegment], text: FoldedWords
    ) -> TitleCandidate? {
        let segment = lines[0]
        let end = min(match.bytes.upperBound, segment.text.bytes.count)
        let range = match.bytes.lowerBound..<end
        let capitals = segment.isUpperCase(range)
        let isParent = isParent(match, in: segment)
        let isFirst = match.letters.lowerBound == 0 || isParent
        guard isFirst || capitals else { return nil }
        var used = segment.text.letters.count
        let continued = lines.dropFirst().prefix { line in
            defer { used += line.text.letters.count }
            return match.letters.upperBound > used
        }
        var score = 0.3 - 0.06 * Double(match.distance)
        score += 0.25 * Double(min(anchor.phrase.letters.count, 40)) / 40
        score += 0.02 * Double(anchor.qualifiers.count)
        score += isFirst ? 0.2 : 0
        // What an annex is called itself counts less than the paper that it belongs to.
        score += isParent ? 0.2 : 0
        score += typography(segment, range: range, capitals: capitals)
        score += setting(after: match, in: text)
        score += 0.1 * zone.height(of: segment.box)
        return TitleCandidate(
            rule: rule, segment: segment, range: range, continued: Array(continued),
            endsSegment: end == segment.text.bytes.count || !continued.isEmpty, score: score)
    }

    /// Whether a title is that of the paper to which an annex belongs.
    ///
    /// Such as "Anexa nr. 2 la Hotărârea nr. 153".
    private func isParent(_ match: Phrase.Match, in segment: PageSegment) -> Bool {
        guard let annex = annexes.earliest(in: segment.text),
            annex.letters.upperBound < match.letters.lowerBound
        else { return false }
        let before = segment.text.bytes[..<match.bytes.lowerBound]
        return before.suffix(4).elementsEqual(" la ".utf8)
    }

    /// Capitals, size and place on the line.
    private func typography(
        _ segment: PageSegment, range: Range<Int>, capitals: Bool
    ) -> Double {
        var score = 0.0
        if capitals {
            score += 0.2
        } else {
            score += segment.isCapitalized(at: range.lowerBound) ? 0.05 : -0.3
        }
        if page.lineHeight > 0, segment.box.height * 4 >= page.lineHeight * 5 { score += 0.1 }
        let middle = (segment.box.left + segment.box.right) / 2
        if page.width > 0, abs(middle - page.width / 2) * 20 < page.width { score += 0.05 }
        return score
    }

    /// What follows: nothing, a number or "privind" after a title; a colon after a label.
    private func setting(after match: Phrase.Match, in text: FoldedWords) -> Double {
        var cursor = ByteCursor(text.bytes, at: match.bytes.upperBound)
        if cursor.peek() == UInt8(ascii: ":") { return -0.35 }
        cursor.skip(" .,-\"'()")
        if cursor.position >= text.bytes.count { return 0.1 }
        for word in ["nr", "seria", "din", "privind", "pentru", "de", "al", "a", "numarul"]
        where cursor.take(word: word) {
            return 0.1
        }
        return 0
    }
}
