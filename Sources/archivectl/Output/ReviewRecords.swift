import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import Catalogue

/// One thing to be reviewed, as a JSON line.
struct ReviewItemRecord: Encodable {
    let type = "review_item"
    let document, kind, reason, name: String
    let documentType, field, value, raw, rule, check, state: String?
    let confidence: Double
    /// Of the document, from 1.
    let page: Int?
    let file: String?
    let scan: String?
    let scanPage: Int?
    /// In pixels of the scan as received; left out for the whole page.
    let box: BoundingBox?
    let personal: Bool?

    private enum CodingKeys: String, CodingKey {
        case type, document, kind, reason, name, field, value, raw, rule, check, state, confidence
        case page, file, scan, box, personal
        case documentType = "document_type"
        case scanPage = "scan_page"
    }

    init(_ item: ReviewItem) {
        document = item.document.text
        kind = item.kind.rawValue
        reason = item.reason.rawValue
        name = item.name
        documentType = item.type?.rawValue
        field = item.field?.text
        value = item.value
        raw = item.reading?.evidence?.raw
        rule = item.reading?.rule
        check = item.reading?.check.rawValue
        state = item.reading?.state.rawValue
        confidence = item.confidence.value
        page = item.place?.number
        file = item.place.map { ScanPath.text($0.page.batchName, name: $0.page.scanName) }
        scan = item.place?.page.digest.hex
        scanPage = item.place?.page.reference.number
        box = item.place?.box
        personal = PersonalLabel.of(FieldName(rawValue: item.name))
    }
}

/// Says how many items were listed, and whether there are more.
struct ReviewQueueRecord: Encodable {
    let type = "review_queue"
    let items: Int
    let more: Bool

    init(items: Int, more: Bool) {
        self.items = items
        self.more = more
    }
}

/// Says what became of an answer that was about pages.
struct ReviewGroupedRecord: Encodable {
    let type = "review_grouped"
    let documents: [String]
    let line: Int

    init(_ documents: [DocumentID], line: Int) {
        self.documents = documents.map(\.text)
        self.line = line
    }
}

/// Says what became of a file of answers.
struct ReviewAnswersRecord: Encodable {
    let type = "review_answers"
    let answered, refused: Int

    init(answered: Int, refused: Int) {
        self.answered = answered
        self.refused = refused
    }
}

/// The figures of one field of documents of one type.
struct FieldFiguresRecord: Encodable {
    let type = "review_field"
    let documentType: String?
    let name: String
    let confirmed, probable, doubtful, reviewed: Int

    private enum CodingKeys: String, CodingKey {
        case type, name, confirmed, probable, doubtful, reviewed
        case documentType = "document_type"
    }

    init(_ figures: FieldFigures) {
        documentType = figures.type?.rawValue
        name = figures.name.rawValue
        confirmed = figures.confirmed
        probable = figures.probable
        doubtful = figures.doubtful
        reviewed = figures.reviewed
    }
}

/// What waits for review, and how long that takes.
struct ReviewFiguresRecord: Encodable {
    let type = "review_figures"
    let waiting: [String: Int]
    let left: Int
    let hoursLeft, secondsPerAnswer: Double
    let measuredBy: Int

    private enum CodingKeys: String, CodingKey {
        case type, waiting, left
        case hoursLeft = "hours_left"
        case secondsPerAnswer = "seconds_per_answer"
        case measuredBy = "measured_by"
    }

    init(_ figures: ReviewFigures) {
        waiting = Dictionary(
            uniqueKeysWithValues: figures.waiting.map { ($0.key.rawValue, $0.value) })
        left = figures.left
        hoursLeft = (figures.hoursLeft * 100).rounded() / 100
        secondsPerAnswer = (figures.pace.secondsPerAnswer * 10).rounded() / 10
        measuredBy = figures.pace.measuredBy
    }
}
