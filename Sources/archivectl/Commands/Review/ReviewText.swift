import ArchiveActs
import ArchiveModel
import ArchiveStore
import Catalogue
import DomainTables

/// Questions and what became of answers, for people.
struct ReviewText {
    private let titles: [String: String]
    private let mask: PersonalMask

    init(_ archive: Archive) throws {
        titles = try TypeTitles.read(in: archive).titles
        mask = .read(of: archive)
    }

    static let help =
        "a accepts what was read, e types what is right, u: the paper does not have it, s skips, b goes back, q quits"

    func lines(of item: ReviewItem, documentBefore before: DocumentID?) -> [String] {
        let type = item.type.map { "\($0.rawValue)\(title($0))" } ?? "unknown type"
        return ["", TerminalText.sanitized("document \(item.document.text), \(type)")]
            + (subject(item) + [reason(item), place(item)].compactMap(\.self)
            + (before.map { ["the document before it is \($0.text)"] } ?? []))
            .map { "  " + TerminalText.sanitized($0) }
    }

    private func title(_ type: DocumentType) -> String {
        titles[type.rawValue].map { " (\($0))" } ?? ""
    }

    private func subject(_ item: ReviewItem) -> [String] {
        switch item.kind {
        case .boundary:
            return [
                item.reason == .beginning
                    ? "does a document begin here?"
                    : "does page \(item.value ?? "") belong to this document?"
            ]
        case .type: return ["type = " + (item.value ?? "unknown")]
        case .missing: return ["\(item.name) = nothing was read"]
        case .field:
            let name = FieldName(rawValue: item.name)
            let raw = item.reading?.evidence?.raw ?? ""
            let read = raw.isEmpty ? "" : ", read \"\(mask.value(raw, of: name))\""
            return ["\(item.name) = \(mask.value(item.value ?? "", of: name))\(read)"]
        }
    }

    private func reason(_ item: ReviewItem) -> String? {
        let percent = "\(Int((item.confidence.value * 100).rounded())) %"
        switch item.reason {
        case .beginning, .page: return "sure by \(percent) only"
        case .unknownType: return "nothing says what paper it is"
        case .weakType, .weakReading: return "confidence \(percent)"
        case .contradicted: return "a check digit or another reading speaks against it"
        case .required: return "papers of this type have to have it"
        case .answered: return "answered before"
        }
    }

    private func place(_ item: ReviewItem) -> String? {
        guard let place = item.place else { return nil }
        let file = "\(place.page.batchName.display)/\(place.page.scanName.display)"
        let box = place.box.map { " at \($0.left),\($0.top) – \($0.right),\($0.bottom)" } ?? ""
        return "\(file), page \(place.page.reference.number)\(box)"
    }

    func prompt(for item: ReviewItem) -> String {
        let accept = item.value == nil ? "" : "a accept, "
        let absent = item.kind == .boundary ? "" : "u \(absent(item)), "
        return "\(accept)e edit, \(absent)s skip, b back, q quit? "
    }

    private func absent(_ item: ReviewItem) -> String {
        item.kind == .type ? "unknown" : "not on the paper"
    }

    func editPrompt(for item: ReviewItem) -> String {
        switch item.kind {
        case .boundary: "pages before which documents begin, or the document that it continues: "
        case .type: "type: "
        case .field, .missing: TerminalText.sanitized(item.name) + ": "
        }
    }

    func tell(_ outcome: ReviewAnswering.Outcome) {
        switch outcome {
        case .corrected(let done): CorrectedText(json: false).tell(done)
        case .grouped(let grouping):
            let documents = grouping?.after.map(\.document.text) ?? []
            Output.note("pages decided: \(documents.joined(separator: ", "))")
        }
    }
}
