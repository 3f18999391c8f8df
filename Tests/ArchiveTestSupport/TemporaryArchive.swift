package import ArchiveModel
package import ArchiveStore
package import Catalogue
package import DurableFiles
import Foundation

/// A folder of its own for one test, removed at the end, with an archive and scanner folders in it.
package final class TemporaryArchive {
    package let folder: String
    package let archive: Archive
    /// Who is named in what is done with the archive.
    package let user: ActingUser

    package var path: String { folder + "/archive" }
    package var source: String { folder + "/source" }

    package var listing: Listing { Listing(archive: archive) }
    package var recording: Recording { Recording(archive: archive, by: user) }
    package var corrections: Corrections { Corrections(archive: archive) }
    package var sealing: Sealing { Sealing(archive: archive, by: user) }
    package var removal: SourceRemoval { SourceRemoval(archive: archive, by: user) }

    package init(settings: ArchiveSettings = ArchiveSettings(), user: ActingUser = .current) throws
    {
        self.user = user
        folder = NSTemporaryDirectory() + "archivestore-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder + "/source", withIntermediateDirectories: true)
        archive = try Archive.create(
            at: folder + "/archive", settings: settings,
            tables: ["document-types.yaml": Array("types: []\n".utf8)], by: user)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Writes a file into a scanner folder and returns the bytes of its path.
    @discardableResult
    package func write(_ name: String, _ content: String, in batch: String = "lot_0001") throws
        -> [UInt8]
    {
        let folder = source + "/" + batch
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try Data(content.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        return Array((folder + "/" + name).utf8)
    }

    /// The files of a scanner folder as they lie there, in order of their names.
    ///
    /// `name` is what the folder is called when it is given to ingest.
    package func incoming(_ batch: String = "lot_0001", as name: String? = nil) throws
        -> IncomingBatch
    {
        let folder = source + "/" + batch
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        return IncomingBatch(
            folder: ScanName(name ?? batch), source: ScanName(folder),
            files: names.map {
                IncomingFile(path: Array("\(folder)/\($0)".utf8), name: ScanName($0))
            })
    }

    /// Takes in a scanner folder as it is now; what its files came to, by name.
    @discardableResult
    package func takeIn(
        _ batch: String = "lot_0001", as name: String? = nil
    ) throws -> [String: AccessionOutcome] {
        let incoming = try incoming(batch, as: name)
        var result: [String: AccessionOutcome] = [:]
        for (file, outcome) in zip(
            incoming.files, try Accession(archive: archive, by: user).takeIn(incoming))
        {
            switch outcome {
            case .taken(let accession): result[file.name.text] = accession
            case .refused(let error): throw error
            }
        }
        return result
    }

    /// Writes a file into a scanner folder and takes in the folder; what the file came to.
    @discardableResult
    package func accession(
        _ name: String, _ content: String, in batch: String = "lot_0001"
    ) throws -> AccessionOutcome {
        try write(name, content, in: batch)
        guard let accession = try takeIn(batch)[name] else {
            throw CocoaError(.fileNoSuchFile)
        }
        return accession
    }

    /// A scan that is surveyed and has pages with these texts; nil is a failed page.
    package func scan(_ name: String, pages texts: [String?]) throws -> ScanID {
        let id = try accession(name, "bytes of \(name)").scan
        try recording.recordSurvey(id, format: .tiff, pageCount: texts.count, warnings: [])
        for (index, text) in texts.enumerated() {
            try recording.recordPage(.reading(text, number: index + 1), of: id)
        }
        return id
    }

    /// A draft of a document that starts on the first of the pages.
    package func draft(
        _ scan: ScanID, pages: [Int], type: String? = nil, date: String? = nil
    ) throws -> DocumentDraft {
        let digest = try listing.scan(scan).digest
        return DocumentDraft(
            id: DocumentID(firstScan: digest, firstPage: pages.first ?? 1),
            pages: pages.map { PageReference(scan: scan, number: $0) },
            extracted: .example(
                type: type, date: date,
                on: PageAddress(scan: digest, number: pages.first ?? 1)))
    }

    /// A page of a scan, named for good.
    package func address(_ scan: ScanID, page: Int) throws -> PageAddress {
        PageAddress(scan: try listing.scan(scan).digest, number: page)
    }

    /// Ends writing, and copies the archive as it is now; returns the path of the copy, which goes away with the
    /// archive.
    package func closedCopy() throws -> String {
        try archive.finish()
        let copy = folder + "/copy-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        return copy
    }

    /// A copy of an archive whose catalogue was made again.
    package struct RebuiltCopy {
        /// The copy, open for writing.
        package let archive: Archive
        /// What was wrong.
        package let problems: [ArchiveFinding]
    }

    /// Makes the catalogue of a closed copy of the archive again, and opens it.
    package func rebuiltCopy() throws -> RebuiltCopy {
        let copy = try closedCopy()
        let problems = try CatalogueRebuild.run(at: copy).problems
        return RebuiltCopy(archive: try Archive.open(at: copy, mode: .write), problems: problems)
    }

    /// Files below a folder of the archive.
    package func files(in folder: String) -> [String] {
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
    package static func reading(_ text: String?, number: Int) -> ProcessedPage {
        guard let text else {
            let failure = Failure(code: "page-time", message: "The page took too long.")
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
            steps: [ProcessingStep(name: "deskew", measured: ["angleDegrees": 0.7], changed: true)],
            recognized: page)
    }
}

extension ExtractedDocument {
    /// What might have been read on a page; nowhere without one.
    package static func example(
        type: String?, date: String?, on page: PageAddress? = nil
    ) -> ExtractedDocument {
        let box = BoundingBox(left: 1, top: 2, right: 3, bottom: 4)
        let evidence = page.map { FieldEvidence(raw: "12 martie 2021", at: $0, box: box) }
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

extension ExtractedDocument {
    /// The same with fields that were never stored.
    package var withoutIdentities: ExtractedDocument {
        var result = self
        for index in result.fields.indices { result.fields[index].id = nil }
        return result
    }
}

/// The error that a call throws; nil when it throws none of the store's.
package func storeError(_ body: () throws -> Void) -> StoreError? {
    do {
        try body()
        return nil
    } catch {
        return error as? StoreError
    }
}
