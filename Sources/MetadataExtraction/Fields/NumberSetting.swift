import ArchiveModel
import DomainTables
import RomanianText

/// Says by the words around a label whether its number can be the paper's own.
///
/// Houses, accounts and pages have numbers too, and prose speaks of the numbers of other papers.
struct NumberSetting {
    private let context: FieldContext
    /// Letters between the word for a thing and the label of its number.
    private static let thingReach = 14
    /// Letters of a line that make it prose rather than a cell.
    private static let proseLetters = 36

    /// Prepares a document.
    init(_ context: FieldContext) {
        self.context = context
    }

    /// Whether the number whose label begins at a letter is of a house, an account or the like.
    ///
    /// Words of the title are no such things: "EXTRAS DE CONT nr. 14".
    func isForeign(_ segment: PageSegment, at letter: Int, isDated: Bool) -> Bool {
        let labels = context.labels
        let text = segment.text
        let start = endOfTitle(in: segment, before: letter)
        if follows(labels.things, in: text, letters: start..<letter, within: Self.thingReach) {
            return true
        }
        guard !isDated else { return false }
        if follows(labels.streets, in: text, letters: start..<letter, within: .max) { return true }
        guard letter == 0 else { return false }
        let left = self.left(of: segment)
        let row = left.letters.indices
        if follows(labels.streets, in: left, letters: row, within: .max) { return true }
        if follows(labels.things, in: left, letters: row, within: Self.thingReach) { return true }
        guard left.letters.isEmpty, let above = lineAbove(segment),
            above.letters.count >= Self.proseLetters
        else { return false }
        return follows(
            labels.streets, in: above, letters: above.letters.indices, within: Self.proseLetters)
    }

    private func endOfTitle(in segment: PageSegment, before letter: Int) -> Int {
        guard let title = context.title, title.segment.page == segment.page,
            title.segment.index == segment.index
        else { return 0 }
        return min(letter, segment.text.letter(from: title.range.upperBound))
    }

    /// Whether words before a letter of a segment show that another paper is spoken of.
    func isReference(_ segment: PageSegment, before letter: Int) -> Bool {
        guard letter > 0 else { return false }
        let text = segment.text
        guard let match = context.labels.references.earliest(in: text) else { return false }
        return match.letters.lowerBound < letter
    }

    /// Whether a segment goes on with a line of prose above it.
    func continuesProse(_ segment: PageSegment) -> Bool {
        guard let above = lineAbove(segment), above.letters.count >= Self.proseLetters else {
            return false
        }
        return !".:;!?".utf8.contains(above.bytes.last ?? 0)
    }

    /// Whether a segment goes on with a list of papers that are referred to.
    ///
    /// Such as "nr. 801/2018, NIR nr. 295" below "factura nr. 53160, contract".
    func continuesReferences(_ segment: PageSegment) -> Bool {
        guard let above = lineAbove(segment), !".:;!?".utf8.contains(above.bytes.last ?? 0) else {
            return false
        }
        return context.labels.numbers.earliest(in: above) != nil
    }

    /// Whether one of some phrases stands near the end of a range of letters, with no digit after it.
    private func follows(
        _ phrases: [Phrase], in text: FoldedWords, letters: Range<Int>, within reach: Int
    ) -> Bool {
        let digit = text.letters[letters].lastIndex(where: \.isASCIIDigit)
        var from = digit.map { $0 + 1 } ?? letters.lowerBound
        if reach < letters.count { from = max(from, letters.upperBound - reach - 16) }
        while let match = phrases.earliest(in: text, from: from),
            match.letters.upperBound <= letters.upperBound
        {
            if letters.upperBound - match.letters.upperBound <= reach { return true }
            from = match.letters.upperBound
        }
        return false
    }

    /// What stands on the row to the left of a segment.
    private func left(of segment: PageSegment) -> FoldedWords {
        let page = context.layout.page(of: segment)
        let cells = page.segments.filter {
            $0.box.right <= segment.box.left
                && ($0.line == segment.line || page.sharesRow($0.box, with: segment.box))
        }.sorted { $0.box.left < $1.box.left }
        return FoldedWords(cells.flatMap { $0.words.map(\.text) })
    }

    private func lineAbove(_ segment: PageSegment) -> FoldedWords? {
        let page = context.layout.page(of: segment)
        guard page.lineHeight > 0, let above = page.above(segment.box).first,
            segment.box.top - above.box.bottom <= page.lineHeight * 3 / 2
        else { return nil }
        return above.text
    }
}
