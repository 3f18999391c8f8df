import ArchiveModel
package import Catalogue

/// A document that seems to be an earlier one, as a JSON line.
package struct ResemblanceRecord: Encodable {
    let type = "resemblance"
    let document, original: String
    let share: Double

    package init(_ resemblance: Resemblance) {
        document = resemblance.document.text
        original = resemblance.original.text
        share = resemblance.share
    }
}

/// What a person decided about such a document, as a JSON line.
package struct DuplicateDecidedRecord: Encodable {
    let type = "duplicate-decided"
    let changed: Bool
    let document, original: String?
    let isDuplicate: Bool?

    private enum CodingKeys: String, CodingKey {
        case type, changed, document, original
        case isDuplicate = "is_duplicate"
    }

    /// The record; nil for nothing to be changed.
    package init(_ decided: DecidedDuplicate?) {
        changed = decided != nil
        document = decided?.document.text
        original = decided?.original.text
        isDuplicate = decided?.isDuplicate
    }
}
