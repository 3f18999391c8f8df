import ArchiveActs
import ArchiveModel
import ArchiveStore
import Catalogue
import DomainTables

/// One document for people.
struct DocumentText {
    private let document: StoredDocument
    private let titles: [String: String]
    private let set: SetByHand
    private let grouped: GroupingRow.Decided?
    private let revision: DocumentRevision
    private let dossier: NamedDossier?
    private let mask: PersonalMask

    init(
        _ document: StoredDocument, titles: [String: String], set: SetByHand,
        grouped: GroupingRow.Decided?, revision: DocumentRevision, dossier: NamedDossier?,
        mask: PersonalMask
    ) {
        self.dossier = dossier
        self.revision = revision
        self.document = document
        self.titles = titles
        self.mask = mask
        self.set = set
        self.grouped = grouped
    }

    func lines(
        withText: Bool, words: DocumentWords? = nil, candidates: [TypeCandidate]? = nil
    ) -> [String] {
        var lines = [
            "document  \(document.id.text)", "revision  \(revision.text)", "type      \(type)",
        ]
        if let dossier {
            lines.append(TerminalText.sanitized("dossier   \(dossier.mark) (\(dossier.id.text))"))
        }
        lines += candidates.map(TypeReasonText.lines) ?? []
        if let later = document.supersededBy {
            let paper = later.document.map { " (document \($0.text))" } ?? ""
            lines.append(
                "superseded by \(later.batchName.display)/\(later.name.display)\(paper), which came "
                    + "later and has all of it")
        }
        if let decided = document.duplicate {
            lines.append(
                "duplicate of \(decided.duplicate.original.text), accepted by "
                    + "\(TerminalText.sanitized(decided.user.name)) on \(decided.at.prefix(10))")
        }
        lines += document.extracted.fields.map(line(for:))
        lines += bounds
        lines.append("pages     \(document.pages.count)")
        for (index, page) in document.pages.enumerated() {
            lines.append(line(for: page, number: index + 1))
            lines += page.codes.map { "     \($0.display)" }
            lines += doubts(of: page, at: index)
            if withText, let text = page.text { lines += body(text) }
            lines += (words?[page.reference] ?? []).flatMap(remarks)
        }
        return lines
    }

    /// Why its pages are one document.
    private var bounds: [String] {
        if let bounds = document.bounds {
            return BoundsText.lines(bounds, number: document.number)
        }
        guard let grouped else { return [] }
        let time = grouped.at.map { " on \($0.prefix(10))" } ?? ""
        return ["grouped by \(TerminalText.sanitized(grouped.user.name))\(time)"]
    }

    private var type: String {
        let type = document.extracted.type?.rawValue
        let title = type.flatMap { titles[$0] }.map { " (\(TerminalText.sanitized($0)))" } ?? ""
        let hand = set[DocumentChange.type, type].map { ", " + SetByHand.words($0) } ?? ""
        return (type ?? "unknown") + title + hand
    }

    private func line(for field: ExtractedField) -> String {
        let name = field.name.rawValue.padding(toLength: 16)
        let value = shown(field.value, of: field).padding(toLength: 18)
        return "  \(name)\(value)" + (set[field].map { origin(of: field, $0) } ?? reading(field))
    }

    /// How a machine came to a value.
    private func reading(_ field: ExtractedField) -> String {
        let check =
            switch field.check {
            case .confirmed, .passed:
                field.name.hasCheckDigit ? ", check digit right" : ", read twice alike"
            case .failed: field.name.hasCheckDigit ? ", CHECK DIGIT WRONG" : ", CONTRADICTED"
            case .none: ""
            }
        let state = field.state == .doubtful ? "DOUBTFUL" : field.state.rawValue
        return "\(place(field)), \(state), confidence \(percent(field.confidence))\(check)"
    }

    /// Who set a value, and what a machine had read.
    private func origin(of field: ExtractedField, _ correction: Correction) -> String {
        let hand = SetByHand.words(correction)
        if field.evidence?.isRead == true { return "\(hand); \(place(field))" }
        guard let read = set.machineValue(of: field) else { return hand }
        return "\(hand); read as \(shown(read, of: field))"
    }

    private func place(_ field: ExtractedField) -> String {
        let place = PlaceOnScan(field.evidence, in: document)
        return "read \"\(shown(field.evidence?.raw ?? "", of: field))\", \(place.text)"
    }

    /// What a person sees of a value or of its reading.
    private func shown(_ value: String, of field: ExtractedField) -> String {
        TerminalText.sanitized(mask.value(value, of: field.name))
    }

    private func line(for page: DocumentPage, number: Int) -> String {
        let label =
            "  \(number). \(page.batchName.display)/\(page.scanName.display), "
            + "page \(page.reference.number)"
        if let failure = page.failure {
            return "\(label): FAILED: \(TerminalText.sanitized(failure.message))"
        }
        let turned = page.rotationDegrees == 0 ? "" : ", turned \(page.rotationDegrees)°"
        let notes = page.warnings.map { "; note: \(TerminalText.sanitized($0))" }.joined()
        return label + ", confidence \(percent(page.confidence ?? Confidence(0)))\(turned)\(notes)"
    }

    /// What is to be looked at: of the page, and at the first page of a scan of all of the scan.
    private func doubts(of page: DocumentPage, at index: Int) -> [String] {
        let isFirst =
            index == 0 || document.pages[index - 1].reference.scan != page.reference.scan
        return page.doubts.map { "     DOUBTFUL: \(TerminalText.sanitized($0.message))" }
            + (isFirst ? page.scanDoubts : []).map {
                "     DOUBTFUL, the whole file: \(TerminalText.sanitized($0.message))"
            }
    }

    /// What is to be known of a word besides its text; nothing of most.
    private func remarks(on word: Word) -> [String] {
        let text = "     * \"\(TerminalText.sanitized(mask.text(word.text)))\": "
        var remarks: [String] = []
        if let raw = word.raw {
            let read = TerminalText.sanitized(mask.text(raw))
            remarks.append(
                text + (raw.isEmpty ? "read with the word before" : "repaired, read as \"\(read)\"")
            )
        }
        if let broken = word.hyphenation, broken.part == .first {
            remarks.append(
                text + "goes on in the next line, \"\(TerminalText.sanitized(broken.whole))\"")
        }
        if word.isHandwritten { remarks.append(text + "written by hand") }
        return remarks
    }

    private func body(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "     | " + TerminalText.sanitized(mask.text(String($0))) }
    }

    private func percent(_ confidence: Confidence) -> String {
        "\(Int((confidence.value * 100).rounded())) %"
    }
}

extension PlaceOnScan {
    /// The place for people.
    fileprivate var text: String {
        let page = page.map { "page \($0)" } ?? "a page of another document"
        return "\(page) at \(box.left),\(box.top) – \(box.right),\(box.bottom)"
    }
}

extension String {
    /// The text with spaces up to the length, and at least one.
    func padding(toLength length: Int) -> String {
        self + String(repeating: " ", count: Swift.max(1, length - count))
    }
}
