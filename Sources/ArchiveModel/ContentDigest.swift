/// The SHA-512 digest of a file's bytes: what names a scan, proves it unaltered and finds copies.
package struct ContentDigest: Hashable, Sendable, Codable, CustomStringConvertible {
    /// 128 lower-case hexadecimal digits.
    package let hex: String

    /// Makes a digest from its hexadecimal form; nil unless it is 128 hexadecimal digits.
    package init?(hex: String) {
        guard hex.utf8.count == 128, hex.utf8.allSatisfy(\.isLowerHexDigit) else { return nil }
        self.hex = hex
    }

    /// Makes a digest from its 64 raw bytes.
    package init?(bytes: some Collection<UInt8>) {
        self.init(hex: Hexadecimal.text(of: bytes))
    }

    /// The hexadecimal form.
    package var description: String { hex }

    /// Decodes the hexadecimal form; throws `DecodingError` on anything else.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = ContentDigest(hex: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a SHA-512 digest in hexadecimal")
        }
        self = digest
    }

    /// Encodes the hexadecimal form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
