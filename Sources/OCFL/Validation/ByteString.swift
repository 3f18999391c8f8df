import ArchiveModel

/// Text or a path as the bytes it was written in.
///
/// OCFL compares paths and digests byte for byte; `String` would take two ways to write é for one.
struct ByteString: Hashable, Sendable, ExpressibleByStringLiteral {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    init(stringLiteral text: String) {
        self.init(text)
    }

    func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    var isEmpty: Bool { bytes.isEmpty }

    /// The text; bytes that are no UTF-8 become replacement characters.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A form for messages: at most 200 bytes, nothing in it acts on a terminal.
    var shown: String {
        bytes.count <= 200
            ? ScanName(bytes: bytes).display
            : ScanName(bytes: Array(bytes.prefix(200))).display + "…"
    }

    /// The same with A to Z as small letters.
    var lowercased: ByteString {
        guard bytes.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) else { return self }
        return ByteString(bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 })
    }

    func hasPrefix(_ prefix: ByteString) -> Bool { bytes.starts(with: prefix.bytes) }

    /// Whether all bytes are hexadecimal digits, and there are this many.
    func isHex(length: Int) -> Bool {
        bytes.count == length
            && bytes.allSatisfy { $0.isLowerHexDigit || $0.isUpperHexDigit }
    }

    /// The elements between slashes; empty ones are kept.
    var elements: [ArraySlice<UInt8>] {
        bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    }

    /// A path below this one; below the empty path it is the name alone.
    func appending(_ name: ByteString) -> ByteString {
        isEmpty ? name : ByteString(bytes + [UInt8(ascii: "/")] + name.bytes)
    }
}
