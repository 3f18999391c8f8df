import ArchiveModel

/// Where and why bytes are not JSON.
struct JSONSyntaxError: Error {
    /// Number of bytes before the error.
    let offset: Int
    let problem: String
}

/// Reads JSON (RFC 8259) strictly, in UTF-8, without recursion deeper than `depthLimit`.
struct JSONReader {
    /// Far more than the six levels of an inventory.
    static let depthLimit = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var depth = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// The one value that the bytes hold.
    static func read(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONTree {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw JSONSyntaxError(offset: 0, problem: "the text is not UTF-8")
        }
        return try bytes.withUnsafeBufferPointer { buffer throws(JSONSyntaxError) in
            var reader = JSONReader(buffer)
            let tree = try reader.value()
            reader.skipSpace()
            guard reader.at == buffer.count else {
                throw reader.fault("something follows the value")
            }
            return tree
        }
    }

    private func fault(_ problem: String) -> JSONSyntaxError {
        JSONSyntaxError(offset: at, problem: problem)
    }

    /// The byte at the current place; 0, which is allowed nowhere, at the end.
    private var current: UInt8 { at < bytes.count ? bytes[at] : 0 }

    private mutating func skipSpace() {
        while [0x20, 0x0A, 0x0D, 0x09].contains(current) { at += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard current == byte, at < bytes.count else { return false }
        at += 1
        return true
    }

    private mutating func value() throws(JSONSyntaxError) -> JSONTree {
        skipSpace()
        let start = at
        switch current {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: throw fault("a value is missing")
        }
        return .literal(ByteString(bytes[start..<at]))
    }

    private mutating func enter() throws(JSONSyntaxError) {
        depth += 1
        at += 1
        if depth > Self.depthLimit { throw fault("it is nested too deeply") }
    }

    private mutating func object() throws(JSONSyntaxError) -> JSONTree {
        try enter()
        defer { depth -= 1 }
        var members: [JSONMember] = []
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw fault("a key is missing") }
            let key = try string()
            guard take(UInt8(ascii: ":")) else { throw fault("a colon is missing") }
            members.append(JSONMember(key: key, value: try value()))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw fault("a comma or closing brace is missing") }
        return .object(members)
    }

    private mutating func array() throws(JSONSyntaxError) -> JSONTree {
        try enter()
        defer { depth -= 1 }
        var items: [JSONTree] = []
        if take(UInt8(ascii: "]")) { return .array(items) }
        repeat { items.append(try value()) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw fault("a comma or closing bracket is missing") }
        return .array(items)
    }

    private mutating func word(_ text: StaticString) throws(JSONSyntaxError) {
        let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes.count - at >= expected.count,
            bytes[at..<at + expected.count].elementsEqual(expected)
        else { throw fault("a value is missing") }
        at += expected.count
    }

    private mutating func digits() throws(JSONSyntaxError) {
        let start = at
        while current.isASCIIDigit { at += 1 }
        if at == start { throw fault("a digit is missing") }
    }

    private mutating func number() throws(JSONSyntaxError) {
        if current == UInt8(ascii: "-") { at += 1 }
        if current == UInt8(ascii: "0") { at += 1 } else { try digits() }
        if current == UInt8(ascii: ".") {
            at += 1
            try digits()
        }
        if current | 0x20 == UInt8(ascii: "e") {
            at += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { at += 1 }
            try digits()
        }
    }

    private mutating func string() throws(JSONSyntaxError) -> ByteString {
        at += 1
        var text: [UInt8] = []
        while true {
            let start = at
            while current >= 0x20, current != UInt8(ascii: "\""), current != UInt8(ascii: "\\") {
                at += 1
            }
            text.append(contentsOf: bytes[start..<at])
            switch current {
            case UInt8(ascii: "\""):
                at += 1
                return ByteString(text)
            case UInt8(ascii: "\\"):
                at += 1
                try escape(into: &text)
            default: throw fault("a string is not closed or holds a control character")
            }
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        let letter = current
        at += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
        default: throw fault("an escape is unknown")
        }
    }

    /// The character of `\uXXXX`, or of two of them that are a surrogate pair.
    private mutating func scalar() throws(JSONSyntaxError) -> Character {
        var code = try fourHex()
        if code & 0xFC00 == 0xD800, current == UInt8(ascii: "\\") {
            at += 1
            guard current == UInt8(ascii: "u") else { throw fault("half a surrogate pair") }
            at += 1
            let low = try fourHex()
            guard low & 0xFC00 == 0xDC00 else { throw fault("half a surrogate pair") }
            code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
        }
        guard let scalar = Unicode.Scalar(code) else { throw fault("half a surrogate pair") }
        return Character(scalar)
    }

    private mutating func fourHex() throws(JSONSyntaxError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(current)).hexDigitValue else {
                throw fault("four hexadecimal digits are missing")
            }
            code = code << 4 | UInt32(digit)
            at += 1
        }
        return code
    }
}
