import ArchiveModel

/// Text or a path as the bytes it was written in.
///
/// OCFL compares paths and digests byte for byte; `String` would treat two ways to write é as one.
package struct ByteString: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The bytes as they were written.
    package let bytes: [UInt8]

    /// Takes bytes as they are.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Takes bytes as they are.
    package init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// The UTF-8 of a text.
    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The UTF-8 of a text.
    package init(stringLiteral text: String) {
        self.init(text)
    }

    /// Hashes the bytes in one piece.
    package func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    /// Whether it is empty.
    package var isEmpty: Bool { bytes.isEmpty }

    /// The text; bytes that are not UTF-8 become replacement characters.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A form for messages: at most 200 bytes, nothing in it acts on a terminal.
    package var shown: String {
        bytes.count <= 200
            ? ScanName(bytes: bytes).display
            : ScanName(bytes: Array(bytes.prefix(200))).display + "…"
    }

    /// The same with A to Z in small letters.
    package var lowercased: ByteString {
        guard bytes.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) else { return self }
        return ByteString(bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 })
    }

    /// Whether it begins with these bytes.
    package func hasPrefix(_ prefix: ByteString) -> Bool { bytes.starts(with: prefix.bytes) }

    /// Whether all bytes are hexadecimal digits, and there are this many.
    package func isHex(length: Int) -> Bool {
        bytes.count == length
            && bytes.allSatisfy { $0.isLowerHexDigit || $0.isUpperHexDigit }
    }

    /// The elements between slashes; empty ones are kept.
    package var elements: [ArraySlice<UInt8>] {
        bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    }

    /// A path below this one; below the empty path it is the name alone.
    package func appending(_ name: ByteString) -> ByteString {
        isEmpty ? name : ByteString(bytes + [UInt8(ascii: "/")] + name.bytes)
    }
}
