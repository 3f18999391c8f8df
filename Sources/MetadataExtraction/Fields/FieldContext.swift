import ArchiveModel
import DomainTables
import RomanianText

/// What all field finders share: the pages, the labels, and what is known of the type.
struct FieldContext: Sendable {
    /// The pages.
    let layout: DocumentLayout
    /// The labels of any type of paper.
    let labels: FieldLabels
    /// The words beside names, addresses and numbers.
    let parties: PartyLabels
    /// What is known of the type; nil when it is unknown.
    let rule: TypeRule?
    /// The title that was read, if any.
    let title: TitleCandidate?

    /// Lines below the title that still belong to the head of the paper.
    private static let linesBelowTitle = 5

    /// Segments around the title, where a paper speaks of itself and not of others.
    let head: [PageSegment]

    /// Prepares a document of which the type may be known.
    init(layout: DocumentLayout, rules: MetadataRules, finding: TypeFinder.Finding?) {
        self.layout = layout
        labels = rules.labels
        parties = rules.parties
        rule = finding?.rule
        title = finding?.title
        head = Self.head(layout, title: finding?.title)
    }

    /// Makes a field from what stands at a range of folded bytes of a segment.
    func field(
        _ name: FieldName, value: String, in segment: PageSegment, range: Range<Int>,
        strength: Double, rule: String, check: FieldCheck = .none
    ) -> ExtractedField {
        ExtractedField(
            name: name, value: value, evidence: segment.evidence(range),
            confidence: Confidence(strength * segment.confidence(range)), rule: rule, check: check)
    }

    /// Whether any of the phrases begins a segment.
    func begins(_ segment: PageSegment, with phrases: [Phrase]) -> Phrase.Match? {
        phrases.longest(in: segment.text, at: 0)
    }

    private static func head(
        _ layout: DocumentLayout, title: TitleCandidate?
    ) -> [PageSegment] {
        guard let page = layout.first else { return [] }
        guard let title else { return TitleZone(page).segments }
        let limit = title.box.bottom + linesBelowTitle * 2 * page.lineHeight
        return page.segments.filter { segment in
            page.lineHeight > 0
                ? segment.box.top <= limit
                : segment.index <= title.last.index + linesBelowTitle
        }
    }
}
