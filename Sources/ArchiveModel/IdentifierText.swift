/// The form of identifiers that people read and type: 12 characters of Crockford's base 32, 60 bits.
enum IdentifierText {
    /// Length of a whole identifier in characters.
    static let length = 12

    /// The identifier of the first 60 of these bits.
    static func of(_ bits: UInt64) -> String {
        var bits = bits
        var characters: [UInt8] = []
        for _ in 0..<length {
            characters.append(alphabet[Int(bits >> 59)])
            bits <<= 5
        }
        return String(decoding: characters, as: UTF8.self)
    }

    /// The lower-case form of a typed identifier; nil unless it is 12 characters of the alphabet.
    static func normalized(_ typed: String) -> String? {
        guard let text = normalizedPrefix(typed), text.utf8.count == length else { return nil }
        return text
    }

    /// The lower-case form of a typed identifier or its beginning; nil when a character cannot occur.
    ///
    /// The letters i and l are read as 1 and o as 0, as Crockford's alphabet asks.
    static func normalizedPrefix(_ typed: String) -> String? {
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

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}

extension ContentDigest {
    /// The first 64 bits.
    var firstBits: UInt64 { UInt64(hex.prefix(16), radix: 16) ?? 0 }
}
