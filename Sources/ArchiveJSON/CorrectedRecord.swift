package import ArchiveModel
package import Catalogue

/// Says what was corrected, with what is stored now.
package struct CorrectedRecord: Encodable {
    let type = "corrected"
    let document: String
    let changed: [String]
    /// The stored values by name; null for what was taken away.
    let values: [String: String?]
    /// Fields whose values a check speaks against; they were taken all the same.
    let doubtful: [String]

    package init(_ id: DocumentID, _ corrections: [Correction], doubtful: [String]) {
        document = id.text
        changed = corrections.map(\.name)
        values = Dictionary(corrections.map { ($0.name, $0.value) }) { $1 }
        self.doubtful = doubtful
    }
}
