import ArchiveModel
import RomanianText

/// Words from some place on, in the order in which a person reads on, over the ends of lines.
struct WordFlow {
    /// A word and where it comes from.
    struct Item {
        let word: Word
        let segment: PageSegment
        /// Index of the word in its segment.
        let index: Int
    }

    /// The words.
    let items: [Item]
    /// Their folded form; owners are indices of `items`.
    let text: FoldedWords
    /// Indices of items that begin a line.
    let lineStarts: Set<Int>
    /// For each letter of the text the index of its item.
    private let owners: [Int]

    /// Lines that a flow goes on for, at most.
    private static let mostLines = 5
    /// Words of a flow, at most; no name and address are longer.
    private static let mostWords = 64

    /// Begins at a word of a segment.
    init(_ context: FieldContext, from segment: PageSegment, word first: Int) {
        let page = context.layout.page(of: segment)
        var items: [Item] = []
        var starts: Set<Int> = []
        var next: PageSegment? = segment
        var line = 0
        while let part = next, line < Self.mostLines, items.count < Self.mostWords {
            if line > 0 { starts.insert(items.count) }
            let begin = line > 0 ? 0 : min(first, part.words.count)
            for index in part.words.indices[begin...].prefix(Self.mostWords - items.count) {
                items.append(Item(word: part.words[index], segment: part, index: index))
            }
            next = Self.continuation(of: part, on: page)
            line += 1
        }
        let text = FoldedWords(items.map(\.word.text))
        self.items = items
        self.text = text
        lineStarts = starts
        owners = text.places.map { text.owners[$0] }
    }

    /// The next line of the same block, which begins about where this one does or is prose.
    private static func continuation(of segment: PageSegment, on page: PageLayout) -> PageSegment? {
        guard let next = page.continuation(of: segment), next.index != segment.index else {
            return nil
        }
        guard page.lineHeight > 0 else { return next }
        let reach = 3 * page.lineHeight
        let isAligned = abs(next.box.left - segment.box.left) <= reach
        return isAligned || isProse(segment, on: page) ? next : nil
    }

    /// Whether a line is so long that it breaks where the paper ends.
    static func isProse(_ segment: PageSegment, on page: PageLayout) -> Bool {
        segment.text.letters.count > 45 || segment.box.width * 5 > page.width * 3
    }

    /// The folded letters and digits of a word.
    func letters(_ index: Int) -> ArraySlice<UInt8> {
        let start = letter(of: index)
        return text.letters[start..<max(start, letter(of: index + 1))]
    }

    /// The same as a text.
    func folded(_ index: Int) -> String { String(decoding: letters(index), as: UTF8.self) }

    /// Whether the first letter of a word is a capital.
    func isCapitalized(_ index: Int) -> Bool {
        items[index].word.text.unicodeScalars.first { $0.properties.isAlphabetic }?
            .properties.isUppercase ?? false
    }

    /// The first letter of a word or, when it has none, of the words behind it.
    func letter(of index: Int) -> Int {
        var low = 0
        var high = owners.count
        while low < high {
            let middle = (low + high) / 2
            if owners[middle] < index { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The word that a letter belongs to; the count of words behind the last letter.
    func word(ofLetter letter: Int) -> Int {
        letter < owners.count ? owners[letter] : items.count
    }

    /// The longest phrase that begins with a word.
    func phrase<Meaning>(_ phrases: PhraseIndex<Meaning>, at index: Int) -> Int? {
        let start = letter(of: index)
        guard start < owners.count, owners[start] == index else { return nil }
        return phrases.longest(in: text, at: start).map { $0.match.letters.count }
    }

    /// The words of a range as they were read, without marks around them.
    func value(_ range: Range<Int>) -> String {
        let raw = range.map { items[$0].word.text }.joined(separator: " ")
        let scalars = raw.unicodeScalars
        let isOuter = { (scalar: Unicode.Scalar) in Self.outer.contains(scalar) }
        let start = scalars.drop(while: isOuter)
        guard let end = start.lastIndex(where: { !isOuter($0) }) else { return "" }
        let plain = String(start[...end])
        // The full stop belongs to "S.R.L.", and to nothing else.
        let isDotted = plain.dropLast().hasSuffix(".") || plain.dropLast(1).suffix(2).first == "."
        return isDotted && raw.contains(plain + ".") ? plain + "." : plain
    }

    private static let outer = Set(" ,:;.„”“\"'«»()[]{}_|*=~–—-".unicodeScalars)

    /// Evidence of a range of words.
    func evidence(_ range: Range<Int>) -> FieldEvidence? {
        let found = range.map { items[$0] }
        guard let first = found.first, let box = BoundingBox.enclosing(found.map(\.word.box)) else {
            return nil
        }
        return FieldEvidence(
            raw: found.map(\.word.text).joined(separator: " "), at: first.segment.address, box: box)
    }

    /// Mean confidence of a range of words.
    func confidence(_ range: Range<Int>) -> Double {
        range.map { items[$0].word }.evenMeanConfidence.value
    }

    /// Whether the text of a word ends with one of these marks.
    func ends(_ index: Int, with marks: String) -> Bool {
        items[index].word.text.last.map(marks.contains) ?? false
    }
}
