import ArchiveModel
import Catalogue
import DurableFiles

/// One scan of a batch in `documents.json`.
struct SealedScan: Codable, Equatable {
    var alto: String?
    var digest: ContentDigest
    /// Nil when nothing is doubtful, and in files of before there were doubts.
    var doubts: [Doubt]?
    var failure: Failure?
    var format: ScanFormat?
    var pageCount: Int?
    var pages: [SealedPage]
    /// Logical path in the batch's object.
    var path: String
    /// Digest of the later state of the file, which may be in another object.
    var supersededBy: ContentDigest?
    var verdict: ScanVerdict
    var warnings: [String]
}

/// One page of a scan in `documents.json`; its text is in the ALTO file.
struct SealedPage: Codable, Equatable {
    /// Nil when there are none, and in files of before codes were read.
    var codes: [Barcode]?
    var confidence: Confidence?
    /// Nil when nothing is doubtful, and in files of before there were doubts.
    var doubts: [Doubt]?
    var failure: Failure?
    var number: Int
    var resolution: Resolution?
    var rotationDegrees: Int
    var scanHeight: Int?
    var scanWidth: Int?
    var steps: [ProcessingStep]
    var transform: PageTransform
    var verdict: PageVerdict
    var warnings: [String]

    init(_ page: ProcessedPage, confidence: Confidence?) {
        codes = page.codes.isEmpty ? nil : page.codes
        self.confidence = confidence
        doubts = page.doubts.isEmpty ? nil : page.doubts
        failure = page.failure
        number = page.number
        resolution = page.resolution
        rotationDegrees = page.rotationDegrees
        scanHeight = page.scanHeight
        scanWidth = page.scanWidth
        steps = page.steps
        transform = page.transform
        verdict = page.verdict
        warnings = page.warnings
    }

    /// The page without its text.
    var page: ProcessedPage {
        ProcessedPage(
            number: number, verdict: verdict, failure: failure, warnings: warnings,
            doubts: doubts ?? [], scanWidth: scanWidth, scanHeight: scanHeight,
            resolution: resolution,
            rotationDegrees: rotationDegrees, transform: transform, steps: steps,
            codes: codes ?? [])
    }
}

/// One document in `documents.json`.
struct SealedDocument: Codable, Equatable {
    /// Nil when assembly did not group the pages.
    var bounds: DocumentBounds?
    var corrections: [Correction]
    var fields: [ExtractedField]
    /// Identifiers of fields that it had; nil for none.
    var formerFields: [FieldID]?
    var id: DocumentID
    /// The pages in order, those that follow each other in one scan together.
    var pages: [PageRun]
    var type: DocumentType?
    var typeConfidence: Confidence
    var typeEvidence: FieldEvidence?

    /// The scans that it has pages or places of.
    var scans: Set<ContentDigest> {
        Set(pages.map(\.scan))
            .union(([typeEvidence] + fields.map(\.evidence)).compactMap { $0?.scan })
    }

    /// What extraction and corrections say of it.
    var extracted: ExtractedDocument {
        ExtractedDocument(
            type: type, typeEvidence: typeEvidence, typeConfidence: typeConfidence, fields: fields)
    }
}

/// A document in `documents.json` that is no more.
struct SealedRemoval: Codable, Equatable {
    var corrections: [Correction]
    /// Identifiers of the fields that it had; nil for none.
    var formerFields: [FieldID]?
    var id: DocumentID
}

/// `documents.json` as a whole.
struct SealedBatch: Codable {
    static let format = "archivectl documents 2"

    var documents: [SealedDocument]
    var events: EventLog.End
    var format: String
    /// Identities of the decisions about the grouping of its pages that it has; nil for none.
    var groupings: [String]?
    /// Documents that are no more; nil for none.
    var removed: [SealedRemoval]?
    var scans: [SealedScan]

    /// Reads the file; throws `record-unreadable`, `archive-too-new`.
    static func read(at path: String) throws(StoreError) -> SealedBatch {
        let head = try StoredJSON.read(Head.self, at: path)
        switch head.format {
        case format: return try StoredJSON.read(SealedBatch.self, at: path, keys: .snakeCase)
        case SealedBatch1.format:
            let batch = try StoredJSON.read(SealedBatch1.self, at: path)
            do { return try batch.batch() } catch { throw .recordUnreadable(path, cause: error) }
        default: throw .recordTooNew(path, format: head.format)
        }
    }

    private struct Head: Decodable {
        var format: String
    }
}
