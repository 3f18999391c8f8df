import ArchiveModel
import DomainTables
import RomanianText

/// Reads labelled fiscal codes of a segment.
///
/// A bare number is never a fiscal code: one in ten random
/// numbers has a right check digit.
struct FiscalCodeParser {
    /// A code with its label.
    struct Match {
        /// Digits of the code.
        let value: String
        /// Whether the check digit is right.
        let isValid: Bool
        /// The segment that holds the code.
        let segment: PageSegment
        /// The folded bytes that write it.
        let range: Range<Int>
        /// The segment that holds the label.
        let labelSegment: PageSegment
        /// The letters of the label and of what stands between it and the code.
        let label: Range<Int>
    }

    /// A code as it is written, whatever stands around it.
    private struct Code {
        let value: String
        let isValid: Bool
        let range: Range<Int>
    }

    /// A code and the segment that it stands in.
    private struct PlacedCode {
        let code: Code
        let segment: PageSegment
    }

    /// Fewer digits with a wrong check digit are noise, not a misread code.
    private static let shortestFailed = 5
    /// Fewer digits after a misread label prove nothing: one in ten has a right check digit.
    private static let shortestConfirmed = 6
    private static let fillers = ["nr", "numar", "al", "a", "si", "sau", "tva"].map {
        Array($0.utf8)
    }

    private let context: FieldContext
    private let words: PartyWords

    /// Takes labels and the words of roles, which may stand between label and code.
    init(_ context: FieldContext, words: PartyWords) {
        self.context = context
        self.words = words
    }

    /// Words before and behind the end of a line that a label may have.
    private static let wordsOverEnd = 5

    /// All labelled codes of a page, also those whose label a line breaks.
    func codes(on page: PageLayout) -> [Match] {
        page.segments.flatMap { segment in
            let found = codes(in: segment)
            return found + overEnd(of: segment, on: page)
        }
    }

    /// Codes whose label begins on a line and ends on the next.
    private func overEnd(of segment: PageSegment, on page: PageLayout) -> [Match] {
        // Only sentences go on in the middle of a label.
        guard segment.text.letters.count > 45, let next = page.continuation(of: segment) else {
            return []
        }
        let tail = segment.words.suffix(Self.wordsOverEnd)
        let joined = PageSegment(
            page: segment.page, address: segment.address, index: segment.index, line: segment.line,
            words: Array(tail) + Array(next.words.prefix(Self.wordsOverEnd)))
        let end = tail.count
        return codes(in: joined).filter { code in
            let text = code.labelSegment.text
            let label = text.words(in: text.bytes(of: code.label))
            return label.lowerBound < end && text.words(in: code.range).lowerBound >= end
                && label.upperBound > end
        }
    }

    /// The code that is all of a segment, with a right check digit.
    func bareCode(_ segment: PageSegment) -> Match? {
        let bytes = segment.text.bytes
        let digits = bytes.starts(with: "ro".utf8) ? bytes.dropFirst(2) : bytes[...]
        let value = String(decoding: digits, as: UTF8.self)
        guard digits.count >= Self.shortestConfirmed, FiscalCode.isValid(value) else { return nil }
        return Match(
            value: value, isValid: true, segment: segment, range: 0..<bytes.count,
            labelSegment: segment, label: 0..<0)
    }

    /// All labelled codes of a segment.
    func codes(in segment: PageSegment) -> [Match] {
        let text = segment.text
        var found: [Match] = []
        var from = 0
        while from < text.letters.count,
            let label = context.labels.fiscalCodes.earliest(in: text, from: from)
        {
            let end = skipWords(text, from: label.letters.upperBound)
            from = max(end, label.letters.upperBound)
            let range = label.letters.lowerBound..<end
            if let code = read(segment, from: byte(text, at: end)) {
                found.append(match(code, segment: segment, labelSegment: segment, label: range))
            } else if end >= text.letters.count, let code = beside(segment) {
                found.append(
                    match(code.code, segment: code.segment, labelSegment: segment, label: range))
            }
        }
        return found.isEmpty ? confirmed(in: segment) : found
    }

    /// Codes whose labels are misread more than is forgiven elsewhere: the check digit confirms them.
    private func confirmed(in segment: PageSegment) -> [Match] {
        let text = segment.text
        var found: [Match] = []
        var letter = 0
        while letter < text.letters.count {
            defer { letter += 1 }
            guard text.starts[letter], let end = misreadLabel(in: text, at: letter) else {
                continue
            }
            let start = skipWords(text, from: end)
            guard
                let code = read(segment, from: byte(text, at: start)),
                code.isValid, code.value.utf8.count >= Self.shortestConfirmed
            else { continue }
            found.append(
                match(code, segment: segment, labelSegment: segment, label: letter..<start))
            letter = text.letter(from: code.range.upperBound)
        }
        return found
    }

    /// The end of a label with some letters misread: "C.L.E.", "C0d flscai".
    private func misreadLabel(in text: FoldedWords, at letter: Int) -> Int? {
        let short = letter + 3
        if short < text.letters.count, text.starts[short],
            FiscalCode.resemblesLabel(text.letters[letter..<short])
        {
            return short
        }
        return context.labels.fiscalCodes.lazy.compactMap { phrase in
            phrase.letters.count < 8
                ? nil : phrase.match(in: text, at: letter, forgiving: phrase.confirmedTolerance)
        }.first?.letters.upperBound
    }

    /// Moves over other labels, words of roles and fillers: "CUI / CIF titular nr.".
    private func skipWords(_ text: FoldedWords, from start: Int) -> Int {
        var letter = start
        for _ in 0..<5 {
            if let other = context.labels.fiscalCodes.longest(in: text, at: letter) {
                letter = other.letters.upperBound
            } else if let length = words.length(in: text, at: letter) {
                letter += length
            } else if let filler = Self.fillers.first(where: { isWord($0, in: text, at: letter) }) {
                letter += filler.count
            } else {
                break
            }
        }
        return letter
    }

    private func isWord(_ word: [UInt8], in text: FoldedWords, at letter: Int) -> Bool {
        let end = letter + word.count
        guard letter < text.letters.count, text.starts[letter], end <= text.letters.count else {
            return false
        }
        return text.letters[letter..<end].elementsEqual(word)
            && (end == text.letters.count || text.starts[end])
    }

    private func byte(_ text: FoldedWords, at letter: Int) -> Int {
        letter > 0 ? text.places[letter - 1] + 1 : 0
    }

    /// The code in the cell beside or below a label that ends its segment.
    private func beside(
        _ segment: PageSegment
    ) -> PlacedCode? {
        let page = context.layout.page(of: segment)
        let cells = page.right(of: segment).prefix(1) + page.below(segment.box, lines: 1).prefix(1)
        for cell in cells {
            if let code = read(cell, from: 0) { return PlacedCode(code: code, segment: cell) }
        }
        return nil
    }

    /// The code at a byte, repaired only when its check digit then confirms it.
    private func read(
        _ segment: PageSegment, from start: Int
    ) -> Code? {
        var cursor = ByteCursor(segment.text.bytes, at: start)
        cursor.skip(" :.;,-_()=/\"'")
        if cursor.take(anyOf: "r") {
            // The O is read as a zero or another round letter.
            _ = cursor.take(anyOf: "o0dqcg")
            cursor.skip(" .-")
        }
        let begin = cursor.position
        var runs: [[UInt8]] = []
        var ends: [Int] = []
        while runs.count < 4 {
            var end = cursor.position
            let bytes = cursor.bytes
            while end < bytes.count, Fold.isLetterOrDigit(bytes[end]) || bytes[end] == 0x7C {
                end += 1
            }
            guard end > cursor.position,
                bytes[cursor.position..<end].contains(where: \.isASCIIDigit)
            else { break }
            runs.append(Array(bytes[cursor.position..<end]))
            ends.append(end)
            cursor.position = end
            guard cursor.take(anyOf: " ."), cursor.peek() != Fold.space else { break }
        }
        return best(runs, begin: begin, ends: ends)
    }

    /// The first run alone, or the runs together when only then the check digit is right.
    private func best(
        _ runs: [[UInt8]], begin: Int, ends: [Int]
    ) -> Code? {
        guard var first = runs.first else { return nil }
        // "RO0123": the letter O was read twice; no code begins with zero.
        first = Array(first.drop { $0 == 0x30 })
        let runs = [first] + runs.dropFirst()
        for count in (1...runs.count).reversed() {
            let joined = Array(runs[..<count].joined())
            let digits = joined.count(where: \.isASCIIDigit)
            // Only groups of up to three digits belong together: "185 472 90".
            let isGrouped = runs[..<count].allSatisfy { $0.count <= 3 } && joined.count >= 6
            guard count == 1 || isGrouped, digits * 2 > joined.count,
                let value = FiscalCode.repaired(joined)
            else { continue }
            return Code(value: value, isValid: true, range: begin..<ends[count - 1])
        }
        guard first.allSatisfy(\.isASCIIDigit), (Self.shortestFailed...10).contains(first.count)
        else { return nil }
        return Code(
            value: String(decoding: first, as: UTF8.self), isValid: false, range: begin..<ends[0])
    }

    private func match(
        _ code: Code, segment: PageSegment,
        labelSegment: PageSegment, label: Range<Int>
    ) -> Match {
        Match(
            value: code.value, isValid: code.isValid, segment: segment, range: code.range,
            labelSegment: labelSegment, label: label)
    }
}
