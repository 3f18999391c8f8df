import ArchiveModel
import Catalogue
import DurableFiles

/// `documents.json` as archives of format 1 have it.
///
/// Its fields have no identifiers, and their places are positions of a page in the document. It is
/// read for ever, and never written.
struct SealedBatch1: Decodable {
    static let format = "archivectl documents 1"

    private var documents: [Document]
    private var events: EventLog.End
    private var scans: [SealedScan]

    /// The same in the form of today.
    func batch() throws -> SealedBatch {
        SealedBatch(
            documents: try documents.map { try $0.document() }, events: events,
            format: SealedBatch.format, scans: scans)
    }

    private struct Document: Decodable {
        var corrections: [Correction]
        var fields: [Field]
        var id: DocumentID
        var pages: [PageRun]
        var type: DocumentType?
        var typeConfidence: Confidence
        var typeEvidence: Evidence?

        func document() throws -> SealedDocument {
            let addresses = pages.flatMap(\.addresses)
            var ordinals: [FieldName: Int] = [:]
            return SealedDocument(
                corrections: try Correction.identified(corrections, of: id),
                fields: try fields.map { field in
                    ordinals[field.name, default: 0] += 1
                    return try field.field(
                        id: .initial(
                            of: field.name, in: id, ordinal: ordinals[field.name] ?? 1),
                        among: addresses)
                }, id: id, pages: pages, type: type, typeConfidence: typeConfidence,
                typeEvidence: typeEvidence?.evidence(among: addresses))
        }
    }

    private struct Field: Decodable {
        var check: FieldCheck
        var confidence: Confidence
        var evidence: Evidence
        var name: FieldName
        var rule: String
        var value: String

        func field(id: FieldID, among pages: [PageAddress]) -> ExtractedField {
            ExtractedField(
                id: id, name: name, value: value,
                evidence: evidence.isAnywhere ? evidence.evidence(among: pages) : nil,
                confidence: confidence, rule: rule, check: check)
        }
    }

    private struct Evidence: Decodable {
        var box: BoundingBox
        /// Position of the page in the document, from 1.
        var page: Int
        var raw: String

        /// What a person added has no text and no extent.
        var isAnywhere: Bool {
            !raw.isEmpty || page != 1
                || box != BoundingBox(left: 0, top: 0, right: 0, bottom: 0)
        }

        /// The evidence on one of the pages of the document; nil on a page that it does not have.
        func evidence(among pages: [PageAddress]) -> FieldEvidence? {
            guard pages.indices.contains(page - 1) else { return nil }
            return FieldEvidence(raw: raw, at: pages[page - 1], box: box)
        }
    }
}
