import RomanianText

/// A text as the readers of dates and amounts see it, with the way back to the words of search.
struct FoldedSource {
    /// The folded text with all its signs; lines end in a line feed, which no date and no amount goes
    /// over.
    private(set) var bytes: [UInt8] = []
    /// For each word its first byte in `bytes`.
    private(set) var starts: [Int] = []

    /// Folds the text of some words.
    init(_ text: SearchTokens) {
        bytes.reserveCapacity(text.source.count)
        starts.reserveCapacity(text.tokens.count)
        var place = 0
        for scalar in String(decoding: text.source, as: UTF8.self).unicodeScalars {
            let token = starts.count
            if token < text.tokens.count, text.tokens[token].source.lowerBound <= place {
                starts.append(bytes.count)
            }
            if Self.endsLine(scalar) {
                bytes.append(0x0A)
            } else {
                Fold.append(scalar, to: &bytes)
            }
            place += UTF8.width(scalar)
        }
    }

    /// The first word behind a byte, of those behind another word.
    func token(endingAt end: Int, from index: Int) -> Int {
        var token = index + 1
        while token < starts.count, starts[token] < end { token += 1 }
        return token
    }

    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
