import ArchiveModel

/// A type that a document may be of, with what speaks for it.
struct TypeReasonRecord: Encodable {
    let documentType: String
    let score: Double
    let reasons: [String]
    let raw, scan: String
    let scanPage: Int

    private enum CodingKeys: String, CodingKey {
        case score, reasons, raw, scan
        case documentType = "document_type"
        case scanPage = "scan_page"
    }

    init(_ candidate: TypeCandidate) {
        documentType = candidate.type.rawValue
        score = candidate.score
        reasons = candidate.reasons.map(\.rawValue)
        raw = candidate.evidence.raw
        scan = candidate.evidence.scan.hex
        scanPage = candidate.evidence.page
    }
}
