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

    /// A title must score this much to count.
    static let threshold = 0.7
    private static let formBonus = 0.25
    private static let signsConfidence = 0.55

    private let rules: [TypeRule]
    private let layout: DocumentLayout

    /// Prepares a document.
    init(_ rules: [TypeRule], layout: DocumentLayout) {
        self.rules = rules
        self.layout = layout
    }

    /// The type; nil when it is unknown.
    func find() -> Finding? {
        let forms = formCodes()
        let candidates = TitleMatcher(layout)?.candidates(for: rules) ?? []
        let ranked = candidates.map { candidate in
            (candidate, candidate.score + (forms[candidate.rule.code] != nil ? Self.formBonus : 0))
        }
        if let (title, score) = ranked.max(by: { $0.1 < $1.1 }), score >= Self.threshold {
            let words = title.segment.confidence(title.range)
            return Finding(
                rule: title.rule, evidence: title.evidence,
                confidence: Confidence(min(0.99, score) * (0.5 + words / 2)), title: title)
        }
        return bySigns() ?? byForm(forms)
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

    /// The type all of whose signs are on the first page, when it is the only one with so many.
    private func bySigns() -> Finding? {
        var best: (rule: TypeRule, place: Phrase.Match)?
        var isAlone = true
        for rule in rules where !rule.signs.isEmpty {
            guard let place = signs(of: rule) else { continue }
            let most = best?.rule.signs.count ?? 0
            if rule.signs.count > most {
                best = (rule, place)
                isAlone = true
            } else if rule.signs.count == most {
                isAlone = false
            }
        }
        guard isAlone, let best, let segment = segment(of: best.place) else { return nil }
        return Finding(
            rule: best.rule, evidence: segment.evidence(0..<segment.text.bytes.count),
            confidence: Confidence(Self.signsConfidence), title: nil)
    }

    private func signs(of rule: TypeRule) -> Phrase.Match? {
        let text = layout.firstText
        guard rule.unless.allSatisfy({ $0.firstMatch(in: text) == nil }) else { return nil }
        let places = rule.signs.map { $0.earliest(in: text) }
        guard places.allSatisfy({ $0 != nil }) else { return nil }
        return places.first ?? nil
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
