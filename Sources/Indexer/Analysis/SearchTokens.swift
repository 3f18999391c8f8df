/// A text as search sees it: its words in lower case without marks, and where each stands.
///
/// The same analysis serves the index, the query and the marking of hits. Numbers are split at
/// every separator (`1.234,56` is the words 1, 234 and 56); `KeyFinder` finds them whole.
struct SearchTokens {
    /// One word.
    struct Token {
        /// Its place in `folded`.
        var folded: Range<Int>
        /// Its place in `source`, in bytes of UTF-8.
        var source: Range<Int>
        /// Whether it is all digits 0...9.
        var isNumber: Bool
        /// Which of its first 64 folded bytes stand for î, for the older spelling.
        var circumflexI: UInt64
    }

    /// Longest token in bytes; longer ones are cut, in the index and in queries alike.
    static let longestToken = 64

    /// The text in UTF-8.
    let source: [UInt8]
    /// The folded words, each followed by one space.
    private(set) var folded: [UInt8] = []
    /// The words in order.
    private(set) var tokens: [Token] = []

    private var current: Token?

    /// Analyses a text.
    init(_ text: String) {
        source = Array(text.utf8)
        folded.reserveCapacity(source.count + 16)
        tokens.reserveCapacity(source.count / 6)
        var index = 0
        while index < source.count {
            let byte = source[index]
            if byte < 0x80 {
                take(ascii: byte, at: index)
                index += 1
            } else {
                let length = Self.length(lead: byte, available: source.count - index)
                take(scalarAt: index..<index + length)
                index += length
            }
        }
        finish()
    }

    /// The folded form of a word.
    subscript(token: Token) -> ArraySlice<UInt8> { folded[token.folded] }

    /// The folded form of a word as text.
    func text(_ token: Token) -> String { String(decoding: folded[token.folded], as: UTF8.self) }

    /// The bytes between a word and the next.
    func gap(after index: Int) -> ArraySlice<UInt8> {
        guard index >= 0, index + 1 < tokens.count else { return [] }
        return source[tokens[index].source.upperBound..<tokens[index + 1].source.lowerBound]
    }

    /// The folded words of a text.
    static func words(_ text: String) -> [String] {
        let folded = SearchTokens(text)
        return folded.tokens.map(folded.text)
    }

    private mutating func take(ascii byte: UInt8, at index: Int) {
        switch byte {
        case 0x61...0x7A: append(byte, second: 0, source: index..<index + 1)
        case 0x30...0x39: append(byte, second: 0, source: index..<index + 1, isDigit: true)
        case 0x41...0x5A: append(byte | 0x20, second: 0, source: index..<index + 1)
        default: finish()
        }
    }

    private mutating func take(scalarAt range: Range<Int>) {
        guard let scalar = String(decoding: source[range], as: UTF8.self).unicodeScalars.first
        else { return }
        switch TokenLetter.of(scalar) {
        case .separator: finish()
        case .dropped:
            if current != nil && (0x300...0x36F).contains(scalar.value) {
                extend(to: range.upperBound)
            }
            if scalar.value == 0x302 && folded.last == 0x69 && current != nil { markCircumflex() }
        case .ascii(let first, let second):
            append(first, second: second, source: range)
            if scalar.value == 0xEE || scalar.value == 0xCE { markCircumflex() }
        case .other(let letter):
            for (offset, byte) in String(letter).utf8.enumerated() {
                // The first byte starts the letter: cutting there keeps the token valid.
                if offset == 0 && isFull(adding: 4) {
                    extend(to: range.upperBound)
                    return
                }
                append(byte, second: 0, source: range)
            }
        }
    }

    private func isFull(adding count: Int) -> Bool {
        guard let current else { return false }
        return folded.count - current.folded.lowerBound + count > Self.longestToken
    }

    private mutating func append(
        _ first: UInt8, second: UInt8, source range: Range<Int>, isDigit: Bool = false
    ) {
        if current == nil {
            current = Token(
                folded: folded.count..<folded.count, source: range, isNumber: true, circumflexI: 0)
        }
        extend(to: range.upperBound)
        if !isDigit { current?.isNumber = false }
        guard !isFull(adding: 1) else { return }
        folded.append(first)
        if second != 0 && !isFull(adding: 1) { folded.append(second) }
    }

    private mutating func extend(to end: Int) {
        guard let start = current?.source.lowerBound else { return }
        current?.source = start..<end
    }

    private mutating func markCircumflex() {
        guard let start = current?.folded.lowerBound else { return }
        let position = folded.count - 1 - start
        if position < 64 { current?.circumflexI |= 1 << UInt64(position) }
    }

    private mutating func finish() {
        guard var token = current else { return }
        token.folded = token.folded.lowerBound..<folded.count
        tokens.append(token)
        folded.append(0x20)
        current = nil
    }

    private static func length(lead: UInt8, available: Int) -> Int {
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
        return min(length, available)
    }
}
