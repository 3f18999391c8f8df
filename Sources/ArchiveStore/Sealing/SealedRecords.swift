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
            rotationDegrees: rotationDegrees, transform: transform, steps: steps)
    }
}

/// One document in `documents.json`.
struct SealedDocument: Codable, Equatable {
    /// Pages of one scan.
    struct Pages: Codable, Equatable {
        var numbers: [Int]
        /// The digest of the scan.
        var scan: ContentDigest
    }

    var corrections: [Correction]
    var fields: [ExtractedField]
    var id: DocumentID
    /// The pages in order, those that follow each other in one scan together.
    var pages: [Pages]
    var type: DocumentType?
    var typeConfidence: Confidence
    var typeEvidence: FieldEvidence?

    /// What extraction and corrections say of it.
    var extracted: ExtractedDocument {
        ExtractedDocument(
            type: type, typeEvidence: typeEvidence, typeConfidence: typeConfidence, fields: fields)
    }
}

/// `documents.json` as a whole.
struct SealedBatch: Codable {
    static let format = "archivectl documents 1"

    var documents: [SealedDocument]
    var events: EventLog.End
    var format: String
    var scans: [SealedScan]

    /// Reads the file; throws `record-unreadable`, `archive-too-new`.
    static func read(at path: String) throws(StoreError) -> SealedBatch {
        let head = try StoredJSON.read(Head.self, at: path)
        guard head.format == format else { throw .recordTooNew(path, format: head.format) }
        var batch = try StoredJSON.read(SealedBatch.self, at: path)
        do {
            for index in batch.documents.indices {
                batch.documents[index].corrections = try Correction.identified(
                    batch.documents[index].corrections, of: batch.documents[index].id)
            }
        } catch {
            throw .recordUnreadable(path, cause: error)
        }
        return batch
    }

    private struct Head: Decodable {
        var format: String
    }
}
