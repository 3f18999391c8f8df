package import ArchiveModel
package import ArchiveStore
package import Catalogue
import DomainTables

/// One page in the form of `dump --form scoring`, which programs that score recognition read.
package struct ScoringPage: Encodable {
    let file: String
    let page: Int
    let text: String
    let doc: String?
    let kind: String
    let rotation: Int
    let confidence: Double?
    let failure: FailureRecord?
    let doubts, fileDoubts: [DoubtRecord]?
    let codes: [CodeRecord]?

    private enum CodingKeys: String, CodingKey {
        case file, page, text, doc, kind, rotation, confidence, failure, doubts, codes
        case fileDoubts = "file_doubts"
    }

    package init(_ listing: PageListing) {
        file = ScanPath.text(listing.scan.batchName, name: listing.scan.name)
        page = listing.number
        text = listing.text ?? ""
        doc = listing.document?.text
        kind = listing.verdict == .done ? "content" : listing.verdict.rawValue
        rotation = listing.rotationDegrees
        confidence = listing.confidence?.value
        failure = listing.failure.map(FailureRecord.init)
        doubts = DoubtRecord.list(listing.doubts)
        fileDoubts = DoubtRecord.list(listing.scan.doubts)
        codes = CodeRecord.list(listing.codes)
    }
}

/// A scan of which not even the number of pages is known, in the form of `dump --form scoring`.
package struct ScoringScan: Encodable {
    let file: String
    let kind = "failed"
    let failure: FailureRecord?

    package init(_ scan: StoredScan) {
        file = ScanPath.text(scan.batchName, name: scan.name)
        failure = scan.failure.map(FailureRecord.init)
    }
}

/// One document in the form of `dump --form scoring`.
package struct ScoringDocument: Encodable {
    /// What programs that score call a paper of none of the types.
    private static let other = "altul"

    let doc: String
    let type: String
    let pages: [ScoringPageReference]
    let fields: [String: ScoringValues]
    let duplicateOf: String?
    let supersededBy: SupersessionRecord?

    private enum CodingKeys: String, CodingKey {
        case doc, type, pages, fields
        case supersededBy = "superseded_by"
        case duplicateOf = "duplicate_of"
    }

    /// `set` is what persons set in the document.
    package init(_ document: DocumentHead, set: SetByHand) {
        doc = document.id.text
        duplicateOf = document.duplicate?.duplicate.original.text
        supersededBy = document.supersededBy.map(SupersessionRecord.init)
        type = document.extracted.type?.rawValue ?? Self.other
        pages = document.pages.map {
            ScoringPageReference(
                file: ScanPath.text($0.batchName, name: $0.scanName), page: $0.reference.number)
        }
        fields = Dictionary(grouping: document.extracted.fields, by: \.name.rawValue)
            .mapValues { ScoringValues($0, set: set) }
    }
}

/// A page of a document, as a pair of file and number.
package struct ScoringPageReference: Encodable {
    let file: String
    let page: Int

    package func encode(to encoder: any Encoder) throws {
        var pair = encoder.unkeyedContainer()
        try pair.encode(file)
        try pair.encode(page)
    }
}

/// What a document has of a field in the form of `dump --form scoring`: a list where it may have several.
package struct ScoringValues: Encodable {
    private let fields: [ScoringField]
    private let isList: Bool

    package init(_ fields: [ExtractedField], set: SetByHand) {
        self.fields = fields.map { ScoringField($0, isSetByHand: set[$0] != nil) }
        isList = fields.first.flatMap { FieldTable.builtIn[$0.name]?.isList } ?? false
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if isList {
            try container.encode(fields)
        } else {
            try container.encode(fields.first)
        }
    }
}

/// A field in the form of `dump --form scoring`.
package struct ScoringField: Encodable {
    let value: String
    let valid: Bool?
    let confidence: Double
    let raw, state: String

    /// A value that a person set is confirmed; only a check digit still says something of it.
    package init(_ field: ExtractedField, isSetByHand: Bool) {
        value = field.value
        valid = isSetByHand && !field.name.hasCheckDigit ? nil : field.check.isPassed
        confidence = field.confidence.value
        raw = field.evidence?.raw ?? ""
        state = (isSetByHand ? .confirmed : field.state).rawValue
    }
}
