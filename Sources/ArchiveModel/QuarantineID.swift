/// The name of one entry of the quarantine for people and programs: 12 characters, as those of documents.
///
/// It follows from what the entry is about, and so it is the same after a loss of the catalogue.
package struct QuarantineID: GivenIdentifier {
    /// The identifier, lower case.
    package let text: String

    /// Reads an identifier; nil unless it is 12 characters of the alphabet.
    package init?(_ text: String) {
        guard let normalized = IdentifierText.normalized(text) else { return nil }
        self.text = normalized
    }

    /// The identifier that the first bits of a digest make.
    package init(firstBitsOf digest: ContentDigest) {
        text = IdentifierText.of(digest.firstBits)
    }

    /// The lower-case form of a typed identifier or its beginning; nil when a character cannot occur.
    package static func normalizedPrefix(_ typed: String) -> String? {
        IdentifierText.normalizedPrefix(typed)
    }
}
