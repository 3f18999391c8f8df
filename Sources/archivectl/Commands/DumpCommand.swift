import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue

struct DumpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Print everything known, one JSON line for each page and each document.",
        discussion: """
            Pages: file, page, text, doc (the document), kind (content, blank, separator or \
            failed), rotation, confidence. Documents: doc, pages, type, fields. Files that could \
            not be opened: file, kind failed, failure. There is no closing exit line.

            EXIT STATUS: 0 done; 4 the catalogue is damaged; 10 there is no archive; 12 made by a newer version; \
            64 wrong usage.
            """)

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        // The output is always JSON lines; the shared wrapper would add an exit line to it.
        var output = options.output
        output.json = false
        try await CommandRunner.run(output, answersOnly: true) {
            let archive = try options.openForReading()
            try archive.forEachPage {
                try Output.requireWritable()
                Output.json(PageDump($0))
            }
            try archive.forEachScan { scan in
                if scan.verdict == .failed, scan.pageCount == nil, scan.supersededBy == nil {
                    Output.json(ScanDump(scan))
                }
            }
            try archive.forEachDocument { Output.json(DocumentDump($0)) }
            return .done
        }
    }
}

/// One page of the dump.
struct PageDump: Encodable {
    let file: String
    let page: Int
    let text: String
    let doc: String?
    let kind: String
    let rotation: Int
    let confidence: Double?
    let failure: FailureRecord?
    let doubts, fileDoubts: [DoubtRecord]?

    private enum CodingKeys: String, CodingKey {
        case file, page, text, doc, kind, rotation, confidence, failure, doubts
        case fileDoubts = "file_doubts"
    }

    init(_ listing: PageListing) {
        file = ScanPath.text(listing.scan.batchName, name: listing.scan.name)
        page = listing.number
        text = listing.text ?? ""
        doc = listing.document?.text
        kind = listing.verdict == .done ? "content" : listing.verdict.rawValue
        rotation = listing.rotationDegrees
        confidence = listing.confidence?.value
        failure = listing.failure.map(FailureRecord.init)
        doubts = DoubtRecord.list(listing.doubts)
        fileDoubts = DoubtRecord.list(listing.scan.doubts)
    }
}

/// A scan of which not even the number of pages is known.
struct ScanDump: Encodable {
    let file: String
    let kind = "failed"
    let failure: FailureRecord?

    init(_ scan: StoredScan) {
        file = ScanPath.text(scan.batchName, name: scan.name)
        failure = scan.failure.map(FailureRecord.init)
    }
}

/// One document of the dump.
struct DocumentDump: Encodable {
    let doc: String
    let type: String?
    let pages: [PageReferenceDump]
    let fields: [String: FieldDump]
    let supersededBy: SupersessionRecord?

    private enum CodingKeys: String, CodingKey {
        case doc, type, pages, fields
        case supersededBy = "superseded_by"
    }

    init(_ document: StoredDocument) {
        doc = document.id.text
        supersededBy = document.supersededBy.map(SupersessionRecord.init)
        type = document.extracted.type?.rawValue
        pages = document.pages.map {
            PageReferenceDump(
                file: ScanPath.text($0.batchName, name: $0.scanName), page: $0.reference.number)
        }
        fields = Dictionary(
            document.extracted.fields.map { ($0.name.rawValue, FieldDump($0)) },
            uniquingKeysWith: { first, _ in first })
    }
}

/// A page of a document, as a pair of file and number.
struct PageReferenceDump: Encodable {
    let file: String
    let page: Int

    func encode(to encoder: any Encoder) throws {
        var pair = encoder.unkeyedContainer()
        try pair.encode(file)
        try pair.encode(page)
    }
}

/// A field of the dump.
struct FieldDump: Encodable {
    let value: String
    let valid: Bool?
    let confidence: Double
    let raw: String

    init(_ field: ExtractedField) {
        value = field.value
        valid =
            switch field.check {
            case .confirmed: true
            case .failed: false
            case .none: nil
            }
        confidence = field.confidence.value
        raw = field.evidence.raw
    }
}
