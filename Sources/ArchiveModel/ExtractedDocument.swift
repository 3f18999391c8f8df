/// The stable code of a document type, such as `FACT` or `HCL`; the list is a data file.
public struct DocumentType: RawRepresentable, Hashable, Sendable, Codable,
    CustomStringConvertible
{
    /// The code.
    public let rawValue: String
    /// The code.
    public var description: String { rawValue }

    /// Makes a type from its code.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// The name of a fact that is read from documents; the same words as in JSON.
public struct FieldName: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name as in JSON.
    public let rawValue: String
    /// The name as in JSON.
    public var description: String { rawValue }

    /// Makes a field name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Number of the document, as printed, without leading words.
    public static let number = FieldName(rawValue: "number")
    /// Date of issue, ISO 8601.
    public static let date = FieldName(rawValue: "date")
    /// Fiscal code (CUI) of who made the paper, digits only.
    public static let issuerCUI = FieldName(rawValue: "issuer_cui")
    /// Fiscal code (CUI) of the other party, digits only.
    public static let recipientCUI = FieldName(rawValue: "recipient_cui")
    /// Total amount as a decimal string with two decimals.
    public static let totalAmount = FieldName(rawValue: "total_amount")
    /// Currency of the total: RON, ROL, EUR or USD.
    public static let currency = FieldName(rawValue: "currency")
}

/// Whether a check digit or a second reading confirmed a field.
public enum FieldCheck: String, Sendable, Codable {
    /// A check confirmed it.
    case confirmed
    /// A check contradicts it; the value is kept as it is printed.
    case failed
    /// No check exists or none could be made.
    case none
}

/// Where on the paper a fact was read.
public struct FieldEvidence: Hashable, Sendable, Codable {
    /// The text as it was read, before any canonical form.
    public var raw: String
    /// Page of the document, from 1.
    public var page: Int
    /// Place on the upright page, in pixels.
    public var box: BoundingBox

    /// Makes evidence.
    public init(raw: String, page: Int, box: BoundingBox) {
        self.raw = raw
        self.page = page
        self.box = box
    }
}

/// One fact of a document, with where and how it was found.
public struct ExtractedField: Hashable, Sendable, Codable {
    /// Which fact.
    public var name: FieldName
    /// The canonical value: dates ISO 8601, amounts decimal, identifiers without spaces.
    public var value: String
    /// Where it was read.
    public var evidence: FieldEvidence
    /// How sure the reading is.
    public var confidence: Confidence
    /// Name of the rule that found it.
    public var rule: String
    /// Whether a check confirmed it.
    public var check: FieldCheck

    /// Makes a field.
    public init(
        name: FieldName, value: String, evidence: FieldEvidence, confidence: Confidence,
        rule: String, check: FieldCheck = .none
    ) {
        self.name = name
        self.value = value
        self.evidence = evidence
        self.confidence = confidence
        self.rule = rule
        self.check = check
    }
}

/// What extraction says of one document.
///
/// Unknown is an answer: no type, no fields.
public struct ExtractedDocument: Hashable, Sendable, Codable {
    /// The type, nil when no rule is sure enough.
    public var type: DocumentType?
    /// Where the type was read; nil without a type.
    public var typeEvidence: FieldEvidence?
    /// How sure the type is, 0 without one.
    public var typeConfidence: Confidence
    /// The facts, at most one of each name unless the name is a list.
    public var fields: [ExtractedField]

    /// Makes an extraction.
    public init(
        type: DocumentType?, typeEvidence: FieldEvidence?, typeConfidence: Confidence,
        fields: [ExtractedField]
    ) {
        self.type = type
        self.typeEvidence = typeEvidence
        self.typeConfidence = typeConfidence
        self.fields = fields
    }

    /// Nothing known.
    public static let unknown = ExtractedDocument(
        type: nil, typeEvidence: nil, typeConfidence: Confidence(0), fields: [])

    /// The first field of a name.
    public subscript(name: FieldName) -> ExtractedField? { fields.first { $0.name == name } }
}
