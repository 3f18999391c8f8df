/// Text with `%` and two hexadecimal digits for each byte that must not stand as it is.
///
/// Which bytes stay differs by use, and is part of what is stored: a change of it changes names and
/// addresses in archives.
package struct PercentEncoding: Sendable {
    private let letters: Hexadecimal.Letters
    private let keeps: @Sendable (UInt8) -> Bool

    /// An encoding that keeps the ASCII characters for which `keeps` is true.
    package init(
        letters: Hexadecimal.Letters, keeping keeps: @escaping @Sendable (UInt8) -> Bool
    ) {
        self.letters = letters
        self.keeps = keeps
    }

    /// The encoded form of some bytes.
    package func encode(_ bytes: some Sequence<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.underestimatedCount)
        for byte in bytes {
            if byte < 0x80 && keeps(byte) {
                result.append(byte)
            } else {
                result.append(UInt8(ascii: "%"))
                result += Hexadecimal.digits(of: CollectionOfOne(byte), letters: letters)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// All bytes as `%` and two digits with capital letters.
    package static func escape(_ bytes: some Sequence<UInt8>) -> String { all.encode(bytes) }

    private static let all = PercentEncoding(letters: .capital) { _ in false }
}
