package import ArchiveModel
package import ArchiveStore
package import Catalogue
import Foundation
package import Indexer

/// An archive with an index for one test, removed at the end.
package final class TemporaryIndex {
    package let folder: String
    package let archive: Archive
    package let index: SearchIndex
    private var count = 0

    package let user = ActingUser.current
    package var listing: Listing { Listing(archive: archive) }
    package var recording: Recording { Recording(archive: archive, by: user) }
    package var corrections: Corrections { Corrections(archive: archive) }

    package init() throws {
        folder = NSTemporaryDirectory() + "indexer-" + UUID().uuidString
        archive = try Archive.create(
            at: folder + "/archive", settings: ArchiveSettings(), tables: [:])
        index = try SearchIndex.open(in: archive)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A scan with a page for each text; nil is a failed page.
    ///
    /// Lines are parted by line breaks.
    package func scan(_ pages: [String?]) throws -> ScanID {
        count += 1
        let file = folder + "/\(count).tif"
        try Data("scan \(count)".utf8).write(to: URL(fileURLWithPath: file))
        let outcomes = try Accession(archive: archive, by: .current).takeIn(
            IncomingBatch(
                folder: ScanName("lot_\(count)"), source: ScanName(folder),
                files: [IncomingFile(path: Array(file.utf8), name: ScanName("\(count).tif"))]))
        guard case .taken(let accession)? = outcomes.first else {
            throw CocoaError(.fileReadUnknown)
        }
        let id = accession.scan
        try Recording(archive: archive, by: .current).recordSurvey(
            id, format: .tiff, pageCount: pages.count, warnings: [])
        for (offset, text) in pages.enumerated() {
            try Recording(archive: archive, by: .current).recordPage(
                Self.page(text, number: offset + 1), of: id)
        }
        return id
    }

    package static func page(_ text: String?, number: Int) -> ProcessedPage {
        guard let text else {
            return ProcessedPage(
                number: number, verdict: .failed, failure: Failure(code: "x", message: "x"))
        }
        let box = BoundingBox(left: 0, top: 0, right: 10, bottom: 10)
        let lines = text.split(separator: "\n").map { line in
            TextLine(
                words: line.split(separator: " ").map {
                    Word(text: String($0), box: box, confidence: Confidence(0.9))
                }, block: 0)
        }
        return ProcessedPage(
            number: number, verdict: .done,
            recognized: RecognizedPage(width: 10, height: 10, lines: lines, engine: "test"))
    }

    /// The draft of a document of all pages of a scan.
    package func draft(
        _ scan: ScanID, pages: Int, type: String? = nil, fields: [FieldName: String] = [:]
    ) throws -> DocumentDraft {
        let digest = try Listing(archive: archive).scan(scan).digest
        let evidence = FieldEvidence(
            raw: "", at: PageAddress(scan: digest, number: 1),
            box: BoundingBox(left: 0, top: 0, right: 1, bottom: 1))
        let extracted = ExtractedDocument(
            type: type.map(DocumentType.init(rawValue:)), typeEvidence: nil,
            typeConfidence: Confidence(0.9),
            fields: fields.map {
                ExtractedField(
                    name: $0.key, value: $0.value, evidence: evidence,
                    confidence: Confidence(0.9), rule: "test")
            })
        return DocumentDraft(
            id: DocumentID(firstScan: digest, firstPage: 1),
            pages: (1...pages).map { PageReference(scan: scan, number: $0) }, extracted: extracted)
    }

    package func commit(_ draft: DocumentDraft) throws {
        try Recording(archive: archive, by: .current).commitDocument(draft) {
            try index.add($0, in: $1)
        }
    }

    /// Takes in a document with these pages.
    @discardableResult
    package func add(
        _ pages: String?..., type: String? = nil, date: String? = nil, number: String? = nil,
        cui: String? = nil
    ) throws -> DocumentID {
        var fields: [FieldName: String] = [:]
        fields[.date] = date
        fields[.number] = number
        fields[.issuerCUI] = cui
        let draft = try draft(
            scan(pages), pages: pages.count, type: type, fields: fields)
        try commit(draft)
        return draft.id
    }

    /// The documents that a query finds, newest first.
    package func find(_ text: String, titles: [String: String] = [:]) throws -> [DocumentID] {
        let results = try index.search(SearchQuery(parsing: text, typeTitles: titles), limit: 100)
        return results.hits.map(\.document)
    }

    /// The snippet of the first hit, matches in square brackets.
    package func snippet(_ text: String) throws -> String? {
        try index.search(SearchQuery(parsing: text)).hits.first?.snippet.map {
            $0.isMatch ? "[\($0.text)]" : $0.text
        }.joined()
    }
}
