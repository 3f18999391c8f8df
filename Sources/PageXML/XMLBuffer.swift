/// XML that is being built, as bytes.
struct XMLBuffer {
    private(set) var bytes: [UInt8] = []

    /// Appends markup as it is.
    mutating func markup(_ text: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(
                start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends text that needs no escapes, such as a number.
    mutating func plain(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Appends text for an element or a quoted attribute.
    ///
    /// Tabs and line ends are escaped too, since parsers turn those of attributes into spaces.
    mutating func escaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): markup("&amp;")
            case UInt8(ascii: "<"): markup("&lt;")
            case UInt8(ascii: ">"): markup("&gt;")
            case UInt8(ascii: "\""): markup("&quot;")
            case 0x09: markup("&#9;")
            case 0x0A: markup("&#10;")
            case 0x0D: markup("&#13;")
            default: bytes.append(byte)
            }
        }
    }

    /// Appends an attribute after its name, as in ` WIDTH="`.
    mutating func attribute(_ opening: StaticString, value: Int) {
        markup(opening)
        plain(String(value))
        markup("\"")
    }

    /// Appends an attribute of any text after its name, as in ` CONTENT="`.
    mutating func attribute(_ opening: StaticString, escaping value: String) {
        markup(opening)
        escaped(value)
        markup("\"")
    }

    /// Discards the content and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }
}
