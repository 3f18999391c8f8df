import ArchiveModel
import ArchiveStore
import Foundation

/// A folder of its own for one test, removed at the end, with an archive and a source folder in it.
final class TemporaryArchive {
    let folder: String
    let archive: Archive
    let batch: BatchID

    var path: String { folder + "/archive" }
    var source: String { folder + "/source" }

    init(settings: ArchiveSettings = ArchiveSettings()) throws {
        folder = NSTemporaryDirectory() + "archivestore-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder + "/source", withIntermediateDirectories: true)
        archive = try Archive.create(
            at: folder + "/archive", settings: settings,
            tables: ["document-types.yaml": Array("types: []\n".utf8)])
        batch = try archive.openBatch(name: ScanName("lot_0001"), source: folder + "/source")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Writes a source file and returns the bytes of its path.
    func write(_ name: String, _ content: String) throws -> [UInt8] {
        let file = source + "/" + name
        try Data(content.utf8).write(to: URL(fileURLWithPath: file))
        return Array(file.utf8)
    }

    /// Writes a source file and takes it in.
    @discardableResult
    func accession(_ name: String, _ content: String) throws -> Accession {
        try archive.accession(
            sourcePath: write(name, content), name: ScanName(name), into: batch)
    }

    /// A scan that is surveyed and has pages with these texts; nil is a failed page.
    func scan(_ name: String, pages texts: [String?]) throws -> ScanID {
        let id = try accession(name, "bytes of \(name)").scan
        try archive.recordSurvey(id, format: .tiff, pageCount: texts.count, warnings: [])
        for (index, text) in texts.enumerated() {
            try archive.recordPage(.reading(text, number: index + 1), of: id)
        }
        return id
    }

    /// A draft of a document that starts on the first of the pages.
    func draft(
        _ scan: ScanID, pages: [Int], type: String? = nil, date: String? = nil
    ) throws -> DocumentDraft {
        let digest = try archive.scan(scan).digest
        return DocumentDraft(
            id: DocumentID(firstScan: digest, firstPage: pages.first ?? 1),
            pages: pages.map { PageReference(scan: scan, number: $0) },
            extracted: .example(type: type, date: date))
    }

    /// Files below a folder of the archive.
    func files(in folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: path + "/" + folder)?.allObjects ?? []
        return names.compactMap { $0 as? String }.filter { name in
            var isFolder: ObjCBool = false
            let whole = path + "/" + folder + "/" + name
            return FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }
}

extension ProcessedPage {
    /// A page with these words, or a failed one.
    static func reading(_ text: String?, number: Int) -> ProcessedPage {
        guard let text else {
            let failure = PageFailure(code: "page-time", message: "The page took too long.")
            return ProcessedPage(number: number, verdict: .failed, failure: failure)
        }
        let words = text.split(separator: " ").enumerated().map { index, word in
            Word(
                text: String(word),
                box: BoundingBox(
                    left: index * 100, top: 10, right: index * 100 + 90, bottom: 50),
                confidence: Confidence(0.9375))
        }
        let page = RecognizedPage(
            width: 2480, height: 3508, lines: [TextLine(words: words, block: 0)], engine: "test")
        return ProcessedPage(
            number: number, verdict: .done, warnings: ["odd tag"], scanWidth: 3508,
            scanHeight: 2480, resolution: Resolution(horizontal: 204, vertical: 98),
            rotationDegrees: 90,
            transform: PageTransform(a: 0, b: 1, tx: 0.5, c: -1, d: 0, ty: 2480),
            steps: [CleanupStep(name: "deskew", measured: ["angleDegrees": 0.7], changed: true)],
            recognized: page)
    }
}

extension ExtractedDocument {
    static func example(type: String?, date: String?) -> ExtractedDocument {
        let box = BoundingBox(left: 1, top: 2, right: 3, bottom: 4)
        let evidence = FieldEvidence(raw: "12 martie 2021", page: 1, box: box)
        var fields: [ExtractedField] = []
        if let date {
            fields.append(
                ExtractedField(
                    name: .date, value: date, evidence: evidence, confidence: Confidence(0.8),
                    rule: "date-after-label", check: .confirmed))
        }
        return ExtractedDocument(
            type: type.map(DocumentType.init(rawValue:)),
            typeEvidence: type == nil ? nil : evidence, typeConfidence: Confidence(0.75),
            fields: fields)
    }
}

/// The error that a call throws; nil when it throws none of the store's.
func storeError(_ body: () throws -> Void) -> StoreError? {
    do {
        try body()
        return nil
    } catch {
        return error as? StoreError
    }
}
