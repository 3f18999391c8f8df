/// A value that is written as its text, and read from nothing else.
package protocol WrittenAsText: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Its text.
    var text: String { get }
    /// Reads the text; nil when it is none of such a value.
    init?(_ text: String)
}

/// An identifier that was given once.
package protocol GivenIdentifier: WrittenAsText {}

extension WrittenAsText {
    /// The text.
    package var description: String { text }

    /// Decodes the text form; throws `DecodingError` on anything else.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a \(Self.self)")
        }
        self = value
    }

    /// Encodes the text form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
