/// The name of one field of one document: 12 characters, as those of documents.
///
/// It is given once and stays, when the field is corrected and when its page goes into another
/// document, so that a correction is of a field and not of a position in a list.
package struct FieldID: GivenIdentifier {
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
}
