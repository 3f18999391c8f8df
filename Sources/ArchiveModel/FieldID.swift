/// The name of one field of one document: 12 characters, as those of documents.
///
/// It is given once and stays, when the field is corrected and when its page goes into another
/// document, so that a correction is of a field and not of a position in a list.
package struct FieldID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The identifier, lower case.
    package let text: String

    /// The identifier, lower case.
    package var description: String { text }

    /// Reads an identifier; nil unless it is 12 characters of the alphabet.
    package init?(_ text: String) {
        guard let normalized = IdentifierText.normalized(text) else { return nil }
        self.text = normalized
    }

    /// The identifier that the first bits of a digest make.
    package init(firstBitsOf digest: ContentDigest) {
        text = IdentifierText.of(digest.firstBits)
    }

    /// Decodes the text form; throws `DecodingError` on anything else.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = FieldID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a field identifier")
        }
        self = id
    }

    /// Encodes the text form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
