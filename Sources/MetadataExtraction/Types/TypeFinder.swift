import ArchiveModel
import DomainTables
import RomanianText

/// Decides the type of a document from its title, its form code, or words that belong together.
///
/// Below the threshold it is unknown, never guessed.
struct TypeFinder {
    /// The decision: a type with where and how surely it was read, and the title if there is one.
    struct Finding {
        /// What is known of the type.
        let rule: TypeRule
        /// Where it was read.
        let evidence: FieldEvidence
        /// How sure it is.
        let confidence: Confidence
        /// The title that was read.
        let title: TitleCandidate?
    }

    private static let formBonus = 0.25
    private static let signsConfidence = 0.55

    private let rules: [TypeRule]
    private let marks: PageMarks
    private let layout: DocumentLayout

    /// Prepares a document.
    init(_ rules: MetadataRules, layout: DocumentLayout) {
        self.rules = rules.types
        marks = rules.pageMarks
        self.layout = layout
    }

    /// The type; nil when it is unknown.
    func find() -> Finding? {
        let forms = formCodes()
        if let best = titles(forms).max(by: { $0.score < $1.score }),
            best.score >= TypeCandidate.leastScore
        {
            let words = best.title.segment.confidence(best.title.range)
            return Finding(
                rule: best.title.rule, evidence: best.title.evidence,
                confidence: Confidence(min(0.99, best.score) * (0.5 + words / 2)),
                title: best.title)
        }
        return bySigns() ?? byForm(forms)
    }

    /// The types that something speaks for, each once, the likeliest first.
    func candidates() -> [TypeCandidate] {
        let forms = formCodes()
        let titled = titles(forms).map { title in
            TypeCandidate(
                type: DocumentType(rawValue: title.title.rule.code), score: title.score,
                reasons: [.title] + (title.isCapital ? [.capitals] : [])
                    + (forms[title.title.rule.code] == nil ? [] : [.form]),
                evidence: title.title.evidence)
        }
        let others = [(bySigns(), TypeCandidate.Reason.signs), (byForm(forms), .form)].compactMap {
            finding, reason in
            finding.map {
                TypeCandidate(
                    type: DocumentType(rawValue: $0.rule.code), score: Self.signsConfidence,
                    reasons: [reason], evidence: $0.evidence)
            }
        }
        var seen: Set<DocumentType> = []
        return (titled + others).sorted { $0.score > $1.score }.filter {
            seen.insert($0.type).inserted
        }
    }

    /// A title with all that speaks for it.
    private struct RankedTitle {
        let title: TitleCandidate
        let score: Double

        var isCapital: Bool { title.segment.isUpperCase(title.range) }
    }

    private func titles(_ forms: [String: PageSegment]) -> [RankedTitle] {
        let found = TitleMatcher(layout, annexes: marks.annexes)?.candidates(for: rules) ?? []
        return found.map {
            RankedTitle(
                title: $0, score: $0.score + (forms[$0.rule.code] == nil ? 0 : Self.formBonus))
        }
    }

    /// Form codes that were read, by code of the type.
    private func formCodes() -> [String: PageSegment] {
        guard let page = layout.first else { return [:] }
        let places = FormCode.places(on: page)
        var found: [String: PageSegment] = [:]
        for rule in rules {
            for form in rule.forms {
                guard let place = places.first(where: { FormCode.found(form, in: $0) }) else {
                    continue
                }
                found[rule.code] = place
            }
        }
        return found
    }

    /// A form code alone names the type when only one type has it.
    private func byForm(_ forms: [String: PageSegment]) -> Finding? {
        guard forms.count == 1, let (code, segment) = forms.first,
            let rule = rules.first(where: { $0.code == code })
        else { return nil }
        return Finding(
            rule: rule, evidence: segment.evidence(0..<segment.text.bytes.count),
            confidence: Confidence(Self.signsConfidence), title: nil)
    }

    /// A type and the first of its signs, of which there are so many.
    private struct Signed {
        let rule: TypeRule
        let place: Phrase.Match
        let count: Int
    }

    /// The type all of whose signs are on the first page, when it is the only one with so many; none for
    /// a paper that calls itself something else.
    private func bySigns() -> Finding? {
        let signed = rules.compactMap(signs)
        let most = signed.map(\.count).max() ?? 0
        let best = signed.filter { $0.count == most }
        guard best.count == 1, let found = best.first, let segment = segment(of: found.place),
            found.rule.code != rules.last?.code || !hasOtherHeading
        else { return nil }
        return Finding(
            rule: found.rule, evidence: segment.evidence(0..<segment.text.bytes.count),
            confidence: Confidence(Self.signsConfidence), title: nil)
    }

    private func signs(of rule: TypeRule) -> Signed? {
        let text = layout.firstText
        guard rule.unless.allSatisfy({ $0.firstMatch(in: text) == nil }) else { return nil }
        let found = rule.signs.compactMap { groups -> Signed? in
            let places = groups.compactMap { $0.earliest(in: text) }
            guard let first = places.first, places.count == groups.count else { return nil }
            return Signed(rule: rule, place: first, count: groups.count)
        }
        return found.max { $0.count < $1.count }
    }

    /// Whether a heading in capitals that is no letterhead stands in the middle, with a number below it: the
    /// paper is of a kind that no rule knows.
    private var hasOtherHeading: Bool {
        guard let page = layout.first, page.width > 0, page.lineHeight > 0 else { return false }
        return TitleZone(page).segments.contains { segment in
            let middle = (segment.box.left + segment.box.right) / 2
            return segment.text.letters.count >= 6
                && segment.isUpperCase(0..<segment.text.bytes.count)
                && !segment.text.letters.contains(where: \.isASCIIDigit)
                && abs(middle - page.width / 2) * 20 < page.width
                && (marks.letterheads + marks.openings).longest(in: segment.text, at: 0) == nil
                && page.below(segment.box, lines: 2).first.map(isNumber) ?? false
        }
    }

    /// Whether a line begins with "nr." and a number.
    private func isNumber(_ line: PageSegment) -> Bool {
        var cursor = ByteCursor(line.text.bytes, at: line.text.places.first ?? 0)
        guard cursor.take(word: "nr") || cursor.take(word: "numarul") else { return false }
        cursor.skip(" .:")
        return cursor.peek().isASCIIDigit
    }

    /// The segment of the first page that holds a match in its whole text.
    private func segment(of match: Phrase.Match) -> PageSegment? {
        let words = layout.firstText.words(in: match.bytes)
        var count = 0
        return layout.first?.segments.first { segment in
            count += segment.words.count
            return words.lowerBound < count
        }
    }
}
