/// The share of characters that must be inserted, deleted or replaced to turn what was read into the
/// truth; runs of white space count as one space.
package func characterErrorRate(of read: String, truth: String) -> Double {
    let expected = plainScalars(truth)
    let distance = editDistance(plainScalars(read), expected)
    return Double(distance) / Double(max(1, expected.count))
}

/// Levenshtein's distance.
package func editDistance<Element: Equatable>(_ left: [Element], _ right: [Element]) -> Int {
    var previous = Array(0...right.count)
    for (row, element) in left.enumerated() {
        var current = [row + 1]
        current.reserveCapacity(previous.count)
        for column in right.indices {
            let replaced = previous[column] + (element == right[column] ? 0 : 1)
            current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
        }
        previous = current
    }
    return previous[right.count]
}

private func plainScalars(_ text: String) -> [UInt32] {
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.joined(separator: " ").unicodeScalars.map(\.value)
}
