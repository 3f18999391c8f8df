import ArchiveModel
import DurableFiles

/// How marks are made (docs/format/archive-format.md, "Marks of a document").
package enum MarkVersion: Int {
    /// Of catalogues before 6: fields had no identifiers, and stood on a page of the document.
    case positions = 1
    /// Fields have identifiers, and stand on a page of a scan.
    case identities = 2

    /// The version that is written.
    package static let newest = identities

    /// The version that an event names; nil for one of a newer program.
    init?(recorded: Int?) {
        self.init(rawValue: recorded ?? Self.positions.rawValue)
    }

    /// What an event says of the version.
    var recorded: Int? { self == .positions ? nil : rawValue }
}

/// What the marks of a document are made of, but for its pages.
struct MarkedParts {
    private let document: DocumentHead
    private let version: MarkVersion

    init(of document: DocumentHead, version: MarkVersion) {
        self.document = document
        self.version = version
    }

    func corrections(_ corrections: [Correction]) -> [[String?]] {
        corrections.map {
            let text = [$0.name, $0.previous, $0.value, $0.account, $0.actor, $0.at]
            return version == .positions ? text : [$0.id, $0.field?.text] + text
        }
    }

    var type: [[String?]] {
        let extracted = document.extracted
        return [
            [extracted.type?.rawValue, "\(extracted.typeConfidence.value)"]
                + (extracted.typeEvidence.map(place) ?? [])
        ]
    }

    /// By name of the field.
    var fields: [String: [[String?]]] {
        var byName: [String: [[String?]]] = [:]
        for (index, field) in document.extracted.fields.enumerated() {
            byName[field.name.rawValue, default: []].append(
                (version == .positions ? [] : [field.id?.text]) + ["\(index + 1)", field.value]
                    + (field.evidence.map(place) ?? nowhere)
                    + ["\(field.confidence.value)", field.rule, field.check.rawValue])
        }
        return byName
    }

    private func place(_ evidence: FieldEvidence) -> [String?] {
        let box = evidence.box
        let page: [String?] =
            version == .positions
            ? [document.number(of: evidence.address).map(String.init)]
            : [evidence.scan.hex, "\(evidence.page)"]
        return [evidence.raw] + page
            + [box.left, box.top, box.right, box.bottom].map { "\($0)" }
    }

    /// The place of a field that has none.
    private var nowhere: [String?] {
        version == .positions ? ["", "1", "0", "0", "0", "0"] : []
    }
}
