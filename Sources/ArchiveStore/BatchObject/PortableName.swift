import ArchiveModel
import Foundation

/// Names of received files as they stand in an object: always UTF-8, without control characters,
/// and leading back to the same bytes (docs/format/archive-format.md, "Names").
///
/// No two names are the same to Unicode in this form: `String`, and file systems that normalise,
/// take a letter with its mark and the letter that has it built in for one.
enum PortableName {
    /// The portable form of a name or, keeping slashes, of a path.
    static func encode(_ name: ScanName, isPath: Bool = false) -> String {
        guard isPath || !isDots(name.bytes) else { return PercentEncoding.escape(name.bytes) }
        let keepsMarks = isComposed(name)
        var result = ""
        var rest = name.bytes[...]
        while !rest.isEmpty {
            if let scalar = firstScalar(of: rest) {
                let bytes = rest.prefix(UTF8.width(scalar))
                if isPlain(scalar) && (scalar.isASCII || keepsMarks) || isPath && scalar == "/" {
                    result.unicodeScalars.append(scalar)
                } else {
                    result += PercentEncoding.escape(bytes)
                }
                rest = rest.dropFirst(bytes.count)
            } else {
                result += PercentEncoding.escape(CollectionOfOne(rest.removeFirst()))
            }
        }
        return result
    }

    /// The name that a portable form stands for; nil when it is none.
    static func decode(_ text: some StringProtocol) -> ScanName? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, rest.prefix(2).allSatisfy(\.isUpperHexDigit),
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return ScanName(bytes: bytes)
    }

    /// Whether a name is one that no file can have.
    fileprivate static func isDots(_ bytes: [UInt8]) -> Bool {
        bytes == [UInt8(ascii: ".")] || bytes == [UInt8(ascii: "."), UInt8(ascii: ".")]
    }

    /// Whether the text in a name is in normal form C and begins with no mark that would join the
    /// slash before it.
    private static func isComposed(_ name: ScanName) -> Bool {
        let text = String(decoding: name.bytes, as: UTF8.self)
        return ("/" + text).first == "/"
            && text.precomposedStringWithCanonicalMapping.utf8.elementsEqual(text.utf8)
    }

    private static func firstScalar(of bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        var decoder = UTF8()
        var iterator = bytes.prefix(4).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
        return scalar
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: false
        case 0x25, 0x2F, 0x5C: false
        default: true
        }
    }
}

/// Logical paths of the files of objects.
enum LogicalPath {
    /// Which decisions a segment of the journal has, in an object of its own.
    static let journal = "journal.json"
    /// What a dossier is, in an object of its own.
    static let dossier = "dossier.json"
    /// What is known of the batch as it was received.
    static let batch = "batch.json"
    /// What was made of it.
    static let documents = "documents.json"
    /// What is no longer in it, since it was disposed of.
    static let disposed = "disposed.json"

    private static let originals = "originals/"

    /// The path of a received file; `version` when the batch has other bytes under the name.
    static func original(_ name: ScanName, version: Int? = nil) -> String {
        originals + PortableName.encode(name) + (version.map { "%v\($0)" } ?? "")
    }

    /// The name of the received file at a path; nil when no received file stands there.
    static func name(ofOriginal path: String) -> ScanName? {
        guard path.hasPrefix(originals) else { return nil }
        var name = path.dropFirst(originals.count)
        if let mark = name.lastIndex(of: "%"), isVersion(name[mark...]) { name = name[..<mark] }
        guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")),
            !PortableName.isDots(Array(name.utf8))
        else { return nil }
        return PortableName.decode(name)
    }

    /// Whether a text is `%v` and the number of a version.
    private static func isVersion(_ text: Substring) -> Bool {
        let digits = text.utf8.dropFirst(2)
        return text.hasPrefix("%v") && digits.first != UInt8(ascii: "0")
            && digits.allSatisfy(\.isASCIIDigit) && Int(text.dropFirst(2)) != nil
    }

    /// The path of what was read in the received file at a path.
    static func alto(ofOriginal path: String) -> String {
        "alto/" + path.dropFirst(originals.count) + ".xml.gz"
    }
}
