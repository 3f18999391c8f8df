/// The name of a document for people and programs: 12 characters of Crockford's base 32.
///
/// It is derived from the digest of the document's first scan and the first page in it, so that the
/// same paper gets the same name when a catalogue is made again. 60 bits: among a million documents
/// the chance of any two alike is below one in two million, and the store refuses the second.
package struct DocumentID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Length of a whole identifier in characters.
    package static let length = 12

    /// The identifier, lower case.
    package let text: String

    /// The identifier, lower case.
    package var description: String { text }

    /// Reads an identifier as typed; nil unless it is 12 characters of the alphabet.
    package init?(_ text: String) {
        guard let normalized = Self.normalizedPrefix(text), normalized.utf8.count == Self.length
        else { return nil }
        self.text = normalized
    }

    /// Derives the identifier of the document that starts on page `firstPage` (from 1) of a scan.
    package init(firstScan digest: ContentDigest, firstPage: Int) {
        // 60 bits of the digest, turned by the page number times a large odd constant (the 64-bit
        // golden ratio), so that documents of one scan lie far apart.
        let head = UInt64(digest.hex.prefix(16), radix: 16) ?? 0
        var bits = head &+ UInt64(firstPage - 1) &* 0x9E37_79B9_7F4A_7C15
        var characters: [UInt8] = []
        for _ in 0..<Self.length {
            characters.append(Self.alphabet[Int(bits >> 59)])
            bits <<= 5
        }
        self.text = String(decoding: characters, as: UTF8.self)
    }

    /// The lower-case form of a typed identifier or its beginning; nil when a character cannot occur.
    ///
    /// The letters i and l are read as 1 and o as 0, as Crockford's alphabet asks.
    package static func normalizedPrefix(_ typed: String) -> String? {
        var result = ""
        for character in typed.lowercased() {
            switch character {
            case "i", "l": result.append("1")
            case "o": result.append("0")
            default:
                guard let ascii = character.asciiValue, alphabet.contains(ascii) else { return nil }
                result.append(character)
            }
        }
        return result.isEmpty || result.utf8.count > length ? nil : result
    }

    /// Decodes the text form; throws `DecodingError` on anything else.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = DocumentID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a document identifier")
        }
        self = id
    }

    /// Encodes the text form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}
