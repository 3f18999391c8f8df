/// The name of a received file or folder, kept as the bytes that the file system gave.
///
/// File names on Linux are bytes, not text: scanners and old shares deliver names in CP-1250 or with
/// control characters. The bytes are the truth; the two text forms are for people and programs.
package struct ScanName: Hashable, Sendable {
    /// The name's bytes, without a terminating zero.
    package let bytes: [UInt8]

    /// Keeps the bytes as they are.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Keeps the UTF-8 bytes of a text.
    package init(_ text: String) {
        self.bytes = Array(text.utf8)
    }

    /// Whether the bytes are valid UTF-8, so that `text` is exactly the name.
    package var isText: Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// The name for JSON: the text itself, or with each byte that is no UTF-8 written `\xNN`.
    package var text: String {
        if let exact = String(validating: bytes, as: UTF8.self) { return exact }
        return escape { $0.isASCII ? String(Character($0)) : nil }
    }

    /// The name for a terminal or a log: control characters, line breaks, directional overrides and
    /// invalid bytes are written as escapes, so that a hostile name cannot act on what shows it.
    package var display: String {
        guard let exact = String(validating: bytes, as: UTF8.self) else {
            return escape { TerminalText.isSafe($0) && $0.isASCII ? String(Character($0)) : nil }
        }
        return TerminalText.sanitized(exact)
    }

    private func escape(_ keep: (Unicode.Scalar) -> String?) -> String {
        var result = ""
        for byte in bytes {
            if let kept = keep(Unicode.Scalar(byte)) {
                result += kept
            } else {
                result += "\\x" + Hexadecimal.text(of: CollectionOfOne(byte))
            }
        }
        return result
    }
}
