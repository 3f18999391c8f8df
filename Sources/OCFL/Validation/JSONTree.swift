/// A JSON value as written: members keep their order, and a repeated key is there twice.
///
/// Foundation's decoders drop repeated keys, which OCFL forbids and which must therefore be
/// detected.
enum JSONTree {
    case object([JSONMember])
    case array([JSONTree])
    case string(ByteString)
    /// A number, true, false or null, as written: `1e9999` is a number and fits no type.
    case literal(ByteString)

    var members: [JSONMember]? {
        if case .object(let members) = self { members } else { nil }
    }

    var text: ByteString? {
        if case .string(let text) = self { text } else { nil }
    }

    /// A number without fraction or exponent that fits; nil for anything else.
    var integer: Int? {
        if case .literal(let text) = self { Int(text.text) } else { nil }
    }

    var boolean: Bool? {
        if case .literal(let text) = self { Bool(text.text) } else { nil }
    }

    /// The texts of an array that holds only texts.
    var texts: [ByteString]? {
        guard case .array(let items) = self else { return nil }
        var result: [ByteString] = []
        result.reserveCapacity(items.count)
        for item in items {
            guard case .string(let text) = item else { return nil }
            result.append(text)
        }
        return result
    }
}

/// One key of a JSON object, with its value.
struct JSONMember {
    let key: ByteString
    let value: JSONTree
}

extension [JSONMember] {
    /// The value of the first member with the key.
    subscript(_ key: ByteString) -> JSONTree? { first { $0.key == key }?.value }
}
