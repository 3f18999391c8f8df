package import ArchiveModel

/// What a person decided about a document that seems to be another one, scanned anew.
package struct DecidedDuplicate: Codable, Equatable, Sendable {
    /// What tells the decision from all others: 32 hexadecimal digits.
    package let id: String
    /// The document that came later.
    package let document: DocumentID
    /// The one that it seems to be.
    package let original: DocumentID
    /// Whether it is that.
    package let isDuplicate: Bool

    private enum CodingKeys: String, CodingKey {
        case id, document, original
        case isDuplicate = "is_duplicate"
    }

    /// Says so; the decision gets a random identity.
    package init(_ document: DocumentID, of original: DocumentID, isDuplicate: Bool) {
        id = Correction.randomID()
        self.document = document
        self.original = original
        self.isDuplicate = isDuplicate
    }

    /// A decision as it is stored.
    init(id: String, document: DocumentID, original: DocumentID, isDuplicate: Bool) {
        self.id = id
        self.document = document
        self.original = original
        self.isDuplicate = isDuplicate
    }
}
