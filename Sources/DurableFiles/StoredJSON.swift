package import Foundation

/// The form of values as JSON in a column or in a file of an object: keys sorted, so that the same
/// value gives the same bytes.
package enum StoredJSON {
    /// How the names of properties are written.
    package enum Keys {
        /// As they are in the code.
        case plain
        /// As `snake_case`; either form is read.
        case snakeCase
    }

    /// The text for a column: one line.
    package static func encode(
        _ value: some Encodable, keys: Keys = .plain
    ) throws -> String {
        let encoder = encoder([])
        if keys == .snakeCase { encoder.keyEncodingStrategy = .convertToSnakeCase }
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The value of a column; throws `DecodingError` on anything else.
    package static func decode<Value: Decodable>(_ text: String) throws -> Value {
        try decodeData(Data(text.utf8))
    }

    /// The bytes of a file for people and programs: indented, with a line feed at its end.
    package static func file(_ value: some Encodable) throws -> [UInt8] {
        Array(try encoder(.prettyPrinted).encode(value)) + [0x0A]
    }

    /// Decodes a file of an object; throws `record-unreadable`.
    package static func read<Value: Decodable>(
        _ type: Value.Type, at path: String, keys: Keys = .plain
    ) throws(StoreError) -> Value {
        do {
            return try decodeData(Data(try Folder.readFile(path, limit: 1 << 30)), keys: keys)
        } catch {
            throw .recordUnreadable(path, cause: error)
        }
    }

    /// The value of some bytes; throws `DecodingError` on anything else.
    package static func decodeData<Value: Decodable>(
        _ data: Data, keys: Keys = .plain
    ) throws -> Value {
        let decoder = JSONDecoder()
        if keys == .snakeCase { decoder.keyDecodingStrategy = .convertFromSnakeCase }
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try decoder.decode(Value.self, from: data)
    }

    private static func encoder(_ formatting: JSONEncoder.OutputFormatting) -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting.union([.sortedKeys, .withoutEscapingSlashes])
        // A measurement may be infinite or undefined, which JSON numbers cannot be.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return encoder
    }
}
