import ArchiveModel
import DomainTables
import RomanianText

/// Finds the number in the heading of a paper whose title stands in no table, such as a building
/// permit.
struct HeadingNumber {
    private let context: FieldContext
    private let parser: NumberLabelParser
    private let setting: NumberSetting
    private let dates: DateFinder

    /// Letters before the number; longer lines are prose.
    private static let longest = 100
    /// Words that go on with a heading after its number.
    private static let connectors = [
        "privind", "pentru", "referitor", "referitoare", "cu", "asupra", "emis", "emisa", "de",
        "din", "la", "a", "al", "ale", "intre",
    ]

    /// Prepares a document.
    init(_ context: FieldContext, parser: NumberLabelParser) {
        self.context = context
        self.parser = parser
        setting = NumberSetting(context)
        dates = DateFinder(context)
    }

    /// The numbers of headings in the head of the paper.
    func candidates() -> [NumberCandidate] { context.head.compactMap(candidate) }

    /// The number of a segment that reads as a heading.
    private func candidate(_ segment: PageSegment) -> NumberCandidate? {
        let text = segment.text
        for letter in text.letters.indices.dropFirst(3).prefix(Self.longest)
        where text.starts[letter] && text.letters[letter] == UInt8(ascii: "n") {
            guard let found = parser.parse(segment, at: letter), found.series == nil else {
                continue
            }
            return candidate(found, at: letter)
        }
        return belowHeading(segment)
    }

    /// The number on a line of its own below a heading in capitals that stands in from the margin, as
    /// letterheads do not.
    private func belowHeading(_ segment: PageSegment) -> NumberCandidate? {
        let page = context.layout.page(of: segment)
        guard context.title == nil, page.lineHeight > 0, let found = parser.parse(segment, at: 0),
            found.series == nil, found.hasDate || !found.hasMore,
            let above = page.above(segment.box).first,
            segment.box.top - above.box.bottom <= page.lineHeight * 3,
            !above.text.letters.contains(where: \.isASCIIDigit), above.text.letters.count >= 5,
            above.isUpperCase(0..<above.text.bytes.count), !isInstitution(above)
        else { return nil }
        let margin = (page.segments.map(\.box.left).min() ?? 0) + 2 * page.lineHeight
        guard segment.box.left > margin, above.box.left > margin else { return nil }
        return NumberCandidate(
            number: found.number, series: nil, segment: segment, rule: .heading, score: 0.88)
    }

    private func candidate(
        _ found: NumberLabelParser.Match, at letter: Int
    ) -> NumberCandidate? {
        let segment = found.segment
        let number = { (score: Double) in
            NumberCandidate(
                number: found.number, series: nil, segment: segment, rule: .heading, score: score)
        }
        if isMasthead(segment, before: letter) { return number(0.85) }
        let date = dates.beside(number(0))
        let isDated = date != nil || parser.looksDated(segment.text, after: found.number)
        guard isHeading(segment, before: letter, isDated: isDated),
            !setting.isForeign(segment, at: letter, isDated: isDated), endsWell(found, date: date)
        else { return nil }
        let isSet = isSet(segment, before: letter)
        if let type = context.title { return repeats(type, in: segment) ? number(0.9) : nil }
        guard isDated || (isSet && !isInstitution(segment)) else { return nil }
        return number(isSet ? 0.9 : 0.62)
    }

    /// Whether a number is that of an issue of a gazette.
    ///
    /// Such as "Anul 25 - Nr. 91".
    private func isMasthead(_ segment: PageSegment, before letter: Int) -> Bool {
        let text = segment.text
        guard context.title == nil, let year = Phrase("anul")?.firstMatch(in: text),
            year.letters.upperBound < letter
        else { return false }
        var cursor = ByteCursor(text.bytes, at: year.bytes.upperBound)
        cursor.skip(" .:")
        guard cursor.digits(1...3) != nil || cursor.letters(1...7) != nil else { return false }
        cursor.skip(" .,;|-")
        return cursor.position == text.places[letter]
    }

    /// Whether the words before the number may name a paper.
    private func isHeading(_ segment: PageSegment, before letter: Int, isDated: Bool) -> Bool {
        let text = segment.text
        let start = text.places.first ?? 0
        let before = text.bytes[..<text.places[letter]]
        guard !before.contains(where: { $0.isASCIIDigit || $0 == UInt8(ascii: ":") }),
            !isOblique(text), !setting.isReference(segment, before: letter),
            isDated || !isInstitution(segment)
        else { return false }
        return segment.isCapitalized(at: start)
            ? !setting.continuesProse(segment) : isAlone(segment)
    }

    /// Whether a heading begins with a genitive ("Contractului"): a paper does not call itself so.
    private func isOblique(_ text: FoldedWords) -> Bool {
        var cursor = ByteCursor(text.bytes, at: text.places.first ?? 0)
        guard let word = cursor.letters(1...24) else { return true }
        return ["ului", "iei", "ii", "lor", "ilor"].contains {
            word.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
    }

    private func isInstitution(_ segment: PageSegment) -> Bool {
        context.begins(segment, with: context.labels.institutions) != nil
    }

    /// Whether a heading in small letters stands free.
    private func isAlone(_ segment: PageSegment) -> Bool {
        let page = context.layout.page(of: segment)
        guard page.lineHeight > 0 else { return false }
        return !page.segments.contains { other in
            other.index != segment.index
                && other.box.bottom > segment.box.top - page.lineHeight * 3 / 2
                && other.box.top < segment.box.bottom + page.lineHeight * 3 / 2
        }
    }

    /// Capitals, size or the middle of the page: it is set as a title.
    private func isSet(_ segment: PageSegment, before letter: Int) -> Bool {
        let page = context.layout.page(of: segment)
        if segment.isUpperCase(0..<segment.text.places[letter]) { return true }
        if page.lineHeight > 0, segment.box.height * 4 >= page.lineHeight * 5 { return true }
        let middle = (segment.box.left + segment.box.right) / 2
        let left = page.segments.map(\.box.left).min() ?? 0
        return page.width > 0 && abs(middle - page.width / 2) * 20 < page.width
            && segment.box.left > left + page.lineHeight
    }

    /// Whether a line in the head names the type of the paper again.
    private func repeats(_ title: TitleCandidate, in segment: PageSegment) -> Bool {
        segment.index != title.segment.index
            && title.rule.anchors.contains {
                $0.phrase.match(in: segment.text, at: 0) != nil
            }
    }

    /// Whether nothing follows number and date but what may end a heading.
    private func endsWell(
        _ found: NumberLabelParser.Match, date: DateFinder.Finding?
    ) -> Bool {
        let text = found.segment.text
        var end = found.number.range.upperBound
        if let date, date.segment.index == found.segment.index { end = date.match.range.upperBound }
        var cursor = ByteCursor(text.bytes, at: min(end, text.bytes.count))
        cursor.skip(" .,;:/-_()\"'0123456789")
        let rest = text.letters.count - text.letter(from: cursor.position)
        return rest <= 3 || cursor.take(anyWord: Self.connectors)
            || parser.looksDated(text, after: found.number) && date == nil
    }
}
