/// The name of a document for people and programs: 12 characters of Crockford's base 32.
///
/// It is given once and stays, whatever becomes of the document's pages. The first choice is
/// derived from the digest of the document's first scan and the first page in it, so that a paper
/// that is read again after a loss is known by the name that decisions about it have. 60 bits:
/// among a million documents the chance of any two alike is below one in two million, and the
/// second gets another.
package struct DocumentID: GivenIdentifier {
    /// Length of a whole identifier in characters.
    package static let length = IdentifierText.length

    /// The identifier, lower case.
    package let text: String

    /// Reads an identifier as typed; nil unless it is 12 characters of the alphabet.
    package init?(_ text: String) {
        guard let normalized = IdentifierText.normalized(text) else { return nil }
        self.text = normalized
    }

    /// The first choice for a document that starts on page `firstPage` (from 1) of a scan.
    package init(firstScan digest: ContentDigest, firstPage: Int) {
        // Turned by the page number times a large odd constant (the 64-bit golden ratio), so that
        // documents of one scan lie far apart.
        text = IdentifierText.of(
            digest.firstBits &+ UInt64(firstPage - 1) &* 0x9E37_79B9_7F4A_7C15)
    }

    /// The identifier that the first bits of a digest make.
    package init(firstBitsOf digest: ContentDigest) {
        text = IdentifierText.of(digest.firstBits)
    }

    /// The lower-case form of a typed identifier or its beginning; nil when a character cannot occur.
    ///
    /// The letters i and l are read as 1 and o as 0, as Crockford's alphabet asks.
    package static func normalizedPrefix(_ typed: String) -> String? {
        IdentifierText.normalizedPrefix(typed)
    }
}
