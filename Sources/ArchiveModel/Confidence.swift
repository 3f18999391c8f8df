/// How sure a reading is, from 0 (a guess) to 1 (certain).
package struct Confidence: Hashable, Sendable, Codable, Comparable {
    /// The value, within 0...1.
    package let value: Double

    /// Makes a confidence; values outside 0...1 are cut to it.
    package init(_ value: Double) {
        self.value = value.isNaN ? 0 : min(max(value, 0), 1)
    }

    /// Orders by value.
    package static func < (left: Confidence, right: Confidence) -> Bool { left.value < right.value }

    /// Decodes a number.
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Double.self))
    }

    /// Encodes a number.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
