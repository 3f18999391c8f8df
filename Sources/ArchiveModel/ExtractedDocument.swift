/// The stable code of a document type, such as `FACT` or `HCL`; the list is a data file.
package struct DocumentType: RawRepresentable, Hashable, Sendable, Codable,
    CustomStringConvertible
{
    /// The code.
    package let rawValue: String
    /// The code.
    package var description: String { rawValue }

    /// Makes a type from its code.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// The name of a fact that is read from documents; the same words as in JSON.
package struct FieldName: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name as in JSON.
    package let rawValue: String
    /// The name as in JSON.
    package var description: String { rawValue }

    /// Makes a field name.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Number of the document, as printed, without leading words.
    package static let number = FieldName(rawValue: "number")
    /// Letters before the number.
    package static let series = FieldName(rawValue: "series")
    /// Number in the register of the institution.
    package static let registerNumber = FieldName(rawValue: "reg_number")
    /// Date of the entry in that register, ISO 8601.
    package static let registerDate = FieldName(rawValue: "reg_date")
    /// Date of issue, ISO 8601.
    package static let date = FieldName(rawValue: "date")
    /// Name of who made the paper.
    package static let issuerName = FieldName(rawValue: "issuer_name")
    /// Address of who made the paper.
    package static let issuerAddress = FieldName(rawValue: "issuer_address")
    /// Name of the other party.
    package static let recipientName = FieldName(rawValue: "recipient_name")
    /// Address of the other party.
    package static let recipientAddress = FieldName(rawValue: "recipient_address")
    /// Personal numbers (CNP) of persons on the paper, one a field.
    package static let personalNumbers = FieldName(rawValue: "cnps")
    /// Bank accounts (IBAN) on the paper, one a field.
    package static let accounts = FieldName(rawValue: "ibans")
    /// Fiscal code (CUI) of who made the paper, digits only.
    package static let issuerCUI = FieldName(rawValue: "issuer_cui")
    /// Fiscal code (CUI) of the other party, digits only.
    package static let recipientCUI = FieldName(rawValue: "recipient_cui")
    /// Total amount as a decimal string with two decimals.
    package static let totalAmount = FieldName(rawValue: "total_amount")
    /// Currency of the total: RON, ROL, EUR or USD.
    package static let currency = FieldName(rawValue: "currency")
}

/// Whether a check digit or a second reading confirmed a field.
package enum FieldCheck: String, Sendable, Codable {
    /// A check confirmed it.
    case confirmed
    /// A check digit holds, but what the value is of rests on one sign alone.
    case passed
    /// A check contradicts it; the value is kept as it is printed.
    case failed
    /// No check exists or none could be made.
    case none

    /// Whether the value is as the check wants it; nil when none was made.
    package var isPassed: Bool? {
        switch self {
        case .confirmed, .passed: true
        case .failed: false
        case .none: nil
        }
    }
}

/// Where a fact was read: on which page of which scan, whichever document that page is in.
package struct FieldEvidence: Hashable, Sendable, Codable {
    /// The text as it was read, before any canonical form.
    package var raw: String
    /// What names the scan.
    package var scan: ContentDigest
    /// Number of the page in the scan, from 1.
    package var page: Int
    /// Place on the upright page, in pixels.
    package var box: BoundingBox

    /// The page.
    package var address: PageAddress { PageAddress(scan: scan, number: page) }

    /// Makes evidence.
    package init(raw: String, at address: PageAddress, box: BoundingBox) {
        self.raw = raw
        scan = address.scan
        page = address.number
        self.box = box
    }
}

/// One fact of a document, with where and how it was found.
package struct ExtractedField: Hashable, Sendable, Codable {
    /// What names it for good; nil until it is stored.
    package var id: FieldID?
    /// Which fact.
    package var name: FieldName
    /// The canonical value: dates ISO 8601, amounts decimal, identifiers without spaces.
    package var value: String
    /// Where it was read; nil when a person added it.
    package var evidence: FieldEvidence?
    /// How sure the reading is.
    package var confidence: Confidence
    /// Name of the rule that found it.
    package var rule: String
    /// Whether a check confirmed it.
    package var check: FieldCheck

    /// Makes a field.
    package init(
        id: FieldID? = nil, name: FieldName, value: String, evidence: FieldEvidence?,
        confidence: Confidence, rule: String, check: FieldCheck = .none
    ) {
        self.id = id
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
package struct ExtractedDocument: Hashable, Sendable, Codable {
    /// The type, nil when no rule is sure enough.
    package var type: DocumentType?
    /// Where the type was read; nil without a type.
    package var typeEvidence: FieldEvidence?
    /// How sure the type is, 0 without one.
    package var typeConfidence: Confidence
    /// The facts, at most one of each name unless the name is a list.
    package var fields: [ExtractedField]

    /// Makes an extraction.
    package init(
        type: DocumentType?, typeEvidence: FieldEvidence?, typeConfidence: Confidence,
        fields: [ExtractedField]
    ) {
        self.type = type
        self.typeEvidence = typeEvidence
        self.typeConfidence = typeConfidence
        self.fields = fields
    }

    /// Nothing known.
    package static let unknown = ExtractedDocument(
        type: nil, typeEvidence: nil, typeConfidence: Confidence(0), fields: [])

    /// The first field of a name.
    package subscript(name: FieldName) -> ExtractedField? { fields.first { $0.name == name } }
}
