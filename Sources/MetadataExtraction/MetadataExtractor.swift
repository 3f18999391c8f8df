package import ArchiveModel
package import DomainTables

/// Says what a document is and what stands on it: type, number, dates, parties, total.
///
/// Each fact comes with the words it was read from, their place, and the rule that found it. A fact
/// that no rule is sure of is left out; an unknown type is an answer. Extraction is a pure function
/// of pages and rules, works on any text, and never fails.
package struct MetadataExtractor: Sendable {
    private let rules: MetadataRules

    /// Makes an extractor that follows rules.
    package init(rules: MetadataRules) {
        self.rules = rules
    }

    /// The types that something speaks for, the likeliest first: why a document has its type, or none.
    package func typeCandidates(from pages: [AddressedPage]) -> [TypeCandidate] {
        TypeFinder(rules, layout: DocumentLayout(pages)).candidates()
    }

    /// Reads one document; evidence names pages as they are named here.
    package func extract(from pages: [AddressedPage]) -> ExtractedDocument {
        let layout = DocumentLayout(pages)
        guard layout.first != nil else { return .unknown }
        let finding = TypeFinder(rules, layout: layout).find()
        let context = FieldContext(layout: layout, rules: rules, finding: finding)
        return ExtractedDocument(
            type: finding.map { DocumentType(rawValue: $0.rule.code) },
            typeEvidence: finding?.evidence, typeConfidence: finding?.confidence ?? Confidence(0),
            fields: FieldFinder(context).fields())
    }
}
