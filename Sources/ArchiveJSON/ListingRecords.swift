import ArchiveModel
package import ArchiveStore
package import Catalogue

/// One page with its text, as a JSON line of `dump --form records`.
package struct ListedPageRecord: Encodable {
    let type = "page"
    let file: String
    let page: Int
    let document: String?
    let verdict: String
    let failure: FailureRecord?
    let doubts, fileDoubts: [DoubtRecord]?
    let codes: [CodeRecord]?
    let rotation: Int
    let confidence: Double?
    let text: String?

    private enum CodingKeys: String, CodingKey {
        case type, file, page, document, verdict, failure, doubts, codes, rotation, confidence, text
        case fileDoubts = "file_doubts"
    }

    package init(_ listing: PageListing) {
        file = ScanPath.text(listing.scan.batchName, name: listing.scan.name)
        page = listing.number
        document = listing.document?.text
        verdict = listing.verdict.rawValue
        failure = listing.failure.map(FailureRecord.init)
        doubts = DoubtRecord.list(listing.doubts)
        fileDoubts = DoubtRecord.list(listing.scan.doubts)
        codes = CodeRecord.list(listing.codes)
        rotation = listing.rotationDegrees
        confidence = listing.confidence?.value
        text = listing.text
    }
}

/// A scan of which not even the number of pages is known, as a JSON line of `dump --form records`.
package struct UnreadableScanRecord: Encodable {
    let type = "scan"
    let file: String
    let verdict: String
    let failure: FailureRecord?

    package init(_ scan: StoredScan) {
        file = ScanPath.text(scan.batchName, name: scan.name)
        verdict = scan.verdict.rawValue
        failure = scan.failure.map(FailureRecord.init)
    }
}
