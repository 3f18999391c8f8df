import ArchiveModel
import ArchiveStore
import Catalogue
import DomainTables

/// What of one document a person should look at.
struct ReviewItems {
    private let document: StoredDocument
    private let corrections: [Correction]
    private let required: [FieldName]

    /// `required` are the fields that a document of its type has to have.
    init(_ document: StoredDocument, corrections: [Correction], required: [FieldName]) {
        self.document = document
        self.corrections = corrections
        self.required = required
    }

    /// All of it, what decides most first: pages, type, fields from the worst on, fields that are missing.
    var all: [ReviewItem] {
        guard document.supersededBy == nil, document.duplicate == nil else { return [] }
        let fields = document.extracted.fields.compactMap(item)
            .sorted { $0.goodness < $1.goodness }
        return [boundary, type].compactMap(\.self) + fields + missing
    }

    /// The same item, whether or not it is doubtful any more; nil when there is no such thing.
    func again(_ item: ReviewItem) -> ReviewItem? {
        switch item.kind {
        case .boundary: return boundary
        case .type: return type(because: .answered)
        case .field, .missing:
            let name = FieldName(rawValue: item.name)
            if let field = document.extracted.fields.first(where: { $0.id == item.field }) {
                return self.item(field, because: .answered)
            }
            // Another item of a list is not the one that was asked about.
            guard item.field == nil || !isList(name), let field = document.extracted[name] else {
                return missing(name, of: item.field, because: .answered)
            }
            return self.item(field, because: .answered)
        }
    }

    // MARK: - Pages

    private var boundary: ReviewItem? {
        guard let bounds = document.bounds, bounds.isDoubtful else { return nil }
        let isBeginning = bounds.beginning.confidence < DocumentBounds.sureFrom
        let number =
            isBeginning
            ? 1 : bounds.doubtfulPages.first.flatMap { document.number(of: $0.page) } ?? 1
        let sure = isBeginning ? bounds.beginning : bounds.doubtfulPages.first?.boundary
        return ReviewItem(
            document: document.id, kind: .boundary, reason: isBeginning ? .beginning : .page,
            type: document.extracted.type, name: ReviewItem.pages, field: nil, value: "\(number)",
            reading: nil, confidence: sure?.confidence ?? Confidence(0), place: top(of: number),
            answersBefore: 0)
    }

    // MARK: - Type

    private var type: ReviewItem? {
        let extracted = document.extracted
        guard extracted.typeConfidence.value < ExtractedField.leastProbable else { return nil }
        return type(because: extracted.type == nil ? .unknownType : .weakType)
    }

    private func type(because reason: ReviewItem.Reason) -> ReviewItem {
        let extracted = document.extracted
        return ReviewItem(
            document: document.id, kind: .type, reason: reason, type: extracted.type,
            name: DocumentChange.type, field: nil, value: extracted.type?.rawValue, reading: nil,
            confidence: extracted.typeConfidence, place: top(of: 1),
            answersBefore: corrections.count { $0.name == DocumentChange.type })
    }

    // MARK: - Fields

    private func item(_ field: ExtractedField) -> ReviewItem? {
        guard field.rule != DocumentChange.rule, field.state == .doubtful else { return nil }
        return item(field, because: field.check == .failed ? .contradicted : .weakReading)
    }

    private func item(
        _ field: ExtractedField, because reason: ReviewItem.Reason
    ) -> ReviewItem {
        ReviewItem(
            document: document.id, kind: .field, reason: reason, type: document.extracted.type,
            name: field.name.rawValue, field: field.id, value: field.value, reading: field,
            confidence: field.confidence, place: place(of: field),
            answersBefore: answers(field.name))
    }

    private var missing: [ReviewItem] {
        required.filter { name in
            document.extracted[name] == nil && !isAnswered(name)
        }.map { missing($0, because: .required) }
    }

    private func isList(_ name: FieldName) -> Bool { FieldTable.builtIn[name]?.isList ?? false }

    /// `field` names an item of a list that was taken away.
    private func missing(
        _ name: FieldName, of field: FieldID? = nil, because reason: ReviewItem.Reason
    ) -> ReviewItem {
        ReviewItem(
            document: document.id, kind: .missing, reason: reason, type: document.extracted.type,
            name: name.rawValue, field: field, value: nil, reading: nil, confidence: Confidence(0),
            place: page(1, box: nil), answersBefore: answers(name))
    }

    private func answers(_ name: FieldName) -> Int {
        corrections.count { $0.name == name.rawValue }
    }

    /// Whether a person said something of a field that was not taken back.
    private func isAnswered(_ name: FieldName) -> Bool {
        Correction.standing(corrections).contains { $0.name == name.rawValue }
    }

    // MARK: - Places

    private func place(of field: ExtractedField) -> ReviewItem.Place? {
        guard field.evidence != nil else { return page(1, box: nil) }
        let place = PlaceOnScan(field.evidence, in: document)
        return place.page.flatMap { page($0, box: place.box) }
    }

    /// The upper half of a page, where papers say what they are.
    private func top(of number: Int) -> ReviewItem.Place? {
        guard let place = page(number, box: nil), let width = place.page.scanWidth,
            let height = place.page.scanHeight
        else { return page(number, box: nil) }
        return page(number, box: .upperHalf(ofWidth: width, height: height, of: place.page))
    }

    private func page(_ number: Int, box: BoundingBox?) -> ReviewItem.Place? {
        guard document.pages.indices.contains(number - 1) else { return nil }
        return ReviewItem.Place(page: document.pages[number - 1], number: number, box: box)
    }
}

extension ReviewItem {
    /// How good it is, from 0 for what a check speaks against.
    fileprivate var goodness: Double {
        reason == .contradicted ? 0 : confidence.value
    }
}

extension BoundingBox {
    /// The half of a scan that is the upper one once the page is upright.
    fileprivate static func upperHalf(
        ofWidth width: Int, height: Int, of page: DocumentPage
    ) -> BoundingBox {
        switch ((page.rotationDegrees / 90) % 4 + 4) % 4 {
        case 1: BoundingBox(left: 0, top: 0, right: width / 2, bottom: height)
        case 2: BoundingBox(left: 0, top: height / 2, right: width, bottom: height)
        case 3: BoundingBox(left: width / 2, top: 0, right: width, bottom: height)
        default: BoundingBox(left: 0, top: 0, right: width, bottom: height / 2)
        }
    }
}
