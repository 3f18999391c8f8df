package import ArchiveModel
package import ArchiveStore
package import Catalogue

/// One document as a JSON line.
package struct DocumentRecord: Encodable {
    let type = "document"
    let id: String
    /// Which state of the document this is.
    let revision: String
    /// The mark and the identifier of its dossier; left out when it is in none.
    let dossier, dossierID: String?
    let documentType: String?
    let documentTypeTitle: String?
    let documentTypeConfidence: Double
    let typeReasons: [TypeReasonRecord]?
    let fields: [FieldRecord]
    let pages: [PageRecord]
    let bounds: BoundsRecord?
    let groupedBy, groupedAt: String?
    let duplicateOf: String?
    let supersededBy: SupersessionRecord?

    private enum CodingKeys: String, CodingKey {
        case supersededBy = "superseded_by"
        case duplicateOf = "duplicate_of"
        case type, id, revision, dossier, fields, pages, bounds
        case dossierID = "dossier_id"
        case groupedBy = "grouped_by"
        case groupedAt = "grouped_at"
        case documentType = "document_type"
        case documentTypeTitle = "document_type_title"
        case documentTypeConfidence = "document_type_confidence"
        case typeReasons = "type_reasons"
    }

    /// The record; `grouped` is the last grouping by a person that the document had a part in, `candidates` are
    /// the types that something speaks for, if they were asked for.
    package init(
        _ document: StoredDocument, titles: [String: String], set: SetByHand,
        grouped: GroupingRow.Decided?, revision: DocumentRevision, dossier: NamedDossier?,
        withText: Bool,
        words: DocumentWords? = nil,
        candidates: [TypeCandidate]? = nil
    ) {
        typeReasons = candidates?.map(TypeReasonRecord.init)
        id = document.id.text
        self.revision = revision.text
        self.dossier = dossier?.mark.description
        dossierID = dossier?.id.text
        groupedBy = document.bounds == nil ? grouped?.user.name : nil
        groupedAt = document.bounds == nil ? grouped?.at : nil
        duplicateOf = document.duplicate?.duplicate.original.text
        supersededBy = document.supersededBy.map(SupersessionRecord.init)
        bounds = document.bounds.map { BoundsRecord($0, number: document.number) }
        documentType = document.extracted.type?.rawValue
        documentTypeTitle = documentType.flatMap { titles[$0] }
        documentTypeConfidence = document.extracted.typeConfidence.value
        fields = document.extracted.fields.map { FieldRecord($0, in: document, set: set[$0]) }
        pages = document.pages.map {
            PageRecord($0, withText: withText, words: words?[$0.reference])
        }
    }
}

/// One field with where it was read, in pixels of the scan, and who set it otherwise.
package struct FieldRecord: Encodable {
    let id: String?
    let name, value, raw, rule, check, state: String
    /// Of the document.
    let page: Int?
    let scan: String?
    let scanPage: Int?
    let box: BoundingBox
    let confidence: Double
    /// True when the value says something of a person.
    let personal: Bool?
    let setBy, setAt: String?

    private enum CodingKeys: String, CodingKey {
        case id, name, value, raw, rule, check, state, page, box, confidence, scan, personal
        case scanPage = "scan_page"
        case setBy = "set_by"
        case setAt = "set_at"
    }

    package init(_ field: ExtractedField, in document: StoredDocument, set: Correction?) {
        id = field.id?.text
        name = field.name.rawValue
        value = field.value
        raw = field.evidence?.raw ?? ""
        scan = field.evidence?.scan.hex
        scanPage = field.evidence?.page
        rule = field.rule
        check = field.check.rawValue
        state = (set == nil ? field.state : .confirmed).rawValue
        let place = PlaceOnScan(field.evidence, in: document)
        page = place.page
        box = place.box
        confidence = field.confidence.value
        personal = PersonalLabel.of(field.name)
        setBy = set?.actor
        setAt = set?.at
    }
}

/// One page of a document.
package struct PageRecord: Encodable {
    let file: String
    let page: Int
    let verdict: String
    let failure: FailureRecord?
    let warnings: [String]
    let doubts, fileDoubts: [DoubtRecord]?
    let codes: [CodeRecord]?
    let rotation: Int
    let confidence: Double?
    let width, height: Int?
    let text: String?
    let words: [WordRecord]?
    let repairedWords, handwrittenWords: Int?

    private enum CodingKeys: String, CodingKey {
        case file, page, verdict, failure, warnings, doubts, codes, rotation, confidence, width,
            height, text, words
        case fileDoubts = "file_doubts"
        case repairedWords = "repaired_words"
        case handwrittenWords = "handwritten_words"
    }

    package init(_ page: DocumentPage, withText: Bool, words: [Word]? = nil) {
        file = ScanPath.text(page.batchName, name: page.scanName)
        self.page = page.reference.number
        verdict = page.verdict.rawValue
        failure = page.failure.map(FailureRecord.init)
        warnings = page.warnings
        doubts = DoubtRecord.list(page.doubts)
        fileDoubts = DoubtRecord.list(page.scanDoubts)
        codes = CodeRecord.list(page.codes)
        rotation = page.rotationDegrees
        confidence = page.confidence?.value
        width = page.scanWidth
        height = page.scanHeight
        text = withText ? page.text : nil
        self.words = words.map { $0.map { WordRecord($0, on: page) } }
        repairedWords = words.map { $0.count { $0.raw != nil } }
        handwrittenWords = words.map { $0.count(where: \.isHandwritten) }
    }
}

/// The path of a scan as programs see it.
package enum ScanPath {
    package static func text(_ batch: ScanName, name: ScanName) -> String {
        batch.text + "/" + name.text
    }
}

/// The later state of the file that a document was made of.
package struct SupersessionRecord: Encodable {
    let document: String?
    let file: String

    package init(_ later: Supersession) {
        document = later.document?.text
        file = ScanPath.text(later.batchName, name: later.name)
    }
}
