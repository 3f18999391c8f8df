import Foundation

/// How many letters have to be changed, put in or left out to make one text of another.
///
/// White space counts as one space, and forms of quotation marks and dashes as one form: they are
/// not what a reading is judged by.
struct CharacterErrors {
    /// The edit distance; one more than the limit when it is above.
    let count: Int
    /// Letters of the true text.
    let length: Int

    init(read: String, truth: String, limit: Double) {
        let expected = Self.letters(truth)
        length = expected.count
        count = Self.distance(
            Self.letters(read), expected, atMost: Int(Double(expected.count) * limit) + 1)
    }

    /// Compares line by line: each line of the truth with the line that was read most like it.
    init(read: String, truthInAnyOrder truth: String) {
        let found = read.split(separator: "\n").map { Self.letters(String($0)) }
        var count = 0
        var length = 0
        for line in truth.split(separator: "\n").map({ Self.letters(String($0)) }) {
            count += found.map { Self.distance($0, line, atMost: line.count) }.min() ?? line.count
            length += line.count
        }
        self.count = count
        self.length = length
    }

    private static func letters(_ text: String) -> [UInt32] {
        let words = text.split { $0.isWhitespace }.joined(separator: " ")
        return words.precomposedStringWithCanonicalMapping.unicodeScalars.map { scalar in
            switch scalar {
            case "„", "”", "“", "«", "»", "’", "'": UInt32(UInt8(ascii: "\""))
            case "–", "—", "−": UInt32(UInt8(ascii: "-"))
            default: scalar.value
            }
        }
    }

    /// Only cells near the diagonal can be within the limit, so only those are computed.
    private static func distance(_ left: [UInt32], _ right: [UInt32], atMost limit: Int) -> Int {
        if abs(left.count - right.count) > limit { return limit + 1 }
        let far = limit + 1
        var previous = (0...right.count).map { min($0, far) }
        for row in 0..<left.count {
            var current = Array(repeating: far, count: right.count + 1)
            current[0] = min(row + 1, far)
            let first = max(0, row - limit)
            let last = min(right.count, row + limit + 1)
            for column in first..<max(first, last) {
                let change = previous[column] + (left[row] == right[column] ? 0 : 1)
                current[column + 1] = min(
                    change, previous[column + 1] + 1, current[column] + 1, far)
            }
            previous = current
        }
        return previous[right.count]
    }
}
