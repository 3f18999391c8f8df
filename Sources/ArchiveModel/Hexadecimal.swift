/// Bytes as two hexadecimal digits each.
package enum Hexadecimal {
    /// Small or capital letters for the digits from ten on.
    package enum Letters: Sendable {
        /// a to f.
        case small
        /// A to F.
        case capital
    }

    /// The digits of some bytes, as ASCII.
    package static func digits(
        of bytes: some Sequence<UInt8>, letters: Letters = .small
    ) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(2 * bytes.underestimatedCount)
        for byte in bytes {
            result.append(digit(byte >> 4, letters: letters))
            result.append(digit(byte & 15, letters: letters))
        }
        return result
    }

    /// The digits of some bytes as text.
    package static func text(
        of bytes: some Sequence<UInt8>, letters: Letters = .small
    ) -> String {
        String(decoding: digits(of: bytes, letters: letters), as: UTF8.self)
    }

    private static func digit(_ value: UInt8, letters: Letters) -> UInt8 {
        value < 10 ? 0x30 + value : (letters == .small ? 0x61 : 0x41) + value - 10
    }
}
