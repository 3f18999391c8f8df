import ArchiveModel
import DomainTables
import RomanianText

/// Number and date that a register gave a paper, in a stamp or a line of its own.
struct RegisterStamp {
    /// Which way the paper went.
    enum Direction: Int {
        /// It left: the number is the paper's own.
        case outgoing
        /// The stamp does not say.
        case unsaid
        /// It came in: the paper may have a number of its own beside it.
        case incoming
    }

    /// The number.
    let number: NumberCandidate
    /// Its date.
    let date: DateFinder.Finding?
    /// Which way the paper went.
    let direction: Direction

    /// Whether a number was read from the same place.
    func holds(_ other: NumberCandidate) -> Bool {
        number.segment.page == other.segment.page && number.segment.index == other.segment.index
            && number.number.range.overlaps(other.number.range)
    }

    /// Whether a date was read from the same place.
    func holds(_ found: DateFinder.Finding) -> Bool {
        date.map {
            $0.segment.page == found.segment.page && $0.match.date == found.match.date
                && ($0.segment.index == found.segment.index || $0.segment.box == found.segment.box)
        } ?? false
    }
}

/// Finds the stamps and lines of registers on a paper.
///
/// Label, number and date stand on one line or each on its own, in any order; the lines of a stamp
/// stand close to each other and share columns.
struct RegisterStamps {
    /// A word of a register in a segment.
    private struct Mark {
        let segment: PageSegment
        let match: Phrase.Match
    }

    private let context: FieldContext
    private let parser: NumberLabelParser
    private let setting: NumberSetting
    private let dates: DateFinder

    /// Letters of the longest line of a stamp.
    private static let longestLine = 60
    /// Letters between the word of a register and the label of its number.
    private static let reach = 48
    /// Letters before the label on a line of a stamp: "sub", "cu".
    private static let leadIn = 6
    /// Letters that may follow number and date on their line.
    private static let rest = 24
    /// What stands between the word of a register and the number.
    private static let fillers = [
        "nr", "numar", "numarul", "no", "sub", "la", "cu", "general", "generala",
    ]
    /// Forms of the words of registers that stand in prose and in addresses.
    private static let inflected: Set = [
        "intrarea", "intrarii", "iesirea", "iesirii", "inregistrarea", "inregistrarii",
        "inregistrari", "inregistrate", "inregistrati",
    ]

    /// Prepares a document.
    init(_ context: FieldContext, parser: NumberLabelParser) {
        self.context = context
        self.parser = parser
        setting = NumberSetting(context)
        dates = DateFinder(context)
    }

    /// All stamps of the first page, or of the last when the first has none.
    func all() -> [RegisterStamp] {
        guard let first = context.layout.first else { return [] }
        let found = stamps(on: first)
        guard found.isEmpty, let last = context.layout.pages.last,
            last.segments.first?.page != context.layout.firstPage
        else { return found }
        return stamps(on: last)
    }

    private func stamps(on page: PageLayout) -> [RegisterStamp] {
        var found: [RegisterStamp] = []
        for segment in page.segments {
            var from = 0
            while let match = context.labels.registers.earliest(in: segment.text, from: from) {
                from = match.letters.upperBound
                let mark = Mark(segment: segment, match: match)
                guard isStamp(mark), let stamp = inLine(mark) ?? inBlock(mark, on: page),
                    !found.contains(where: { $0.holds(stamp.number) })
                else { continue }
                found.append(stamp)
            }
        }
        return found
    }

    /// Whether a word of a register stands in a stamp and not in prose.
    private func isStamp(_ mark: Mark) -> Bool {
        let text = mark.segment.text
        let start = mark.match.letters.lowerBound
        let capital = mark.segment.isCapitalized(at: text.places[start])
        // "Intrarea Plopilor nr. 5" is a street.
        let word = String(decoding: text.letters[mark.match.letters], as: UTF8.self)
        if Self.inflected.contains(word) {
            guard word == "inregistrarea", start == 0, capital else { return false }
        }
        guard !setting.isReference(mark.segment, before: start) else { return false }
        if capital { return true }
        let label = context.labels.numbers.longest(in: text, at: 0)
        let isLabel = label.map { $0.letters.upperBound >= start } ?? false
        return (start == 0 || isLabel) && !setting.continuesProse(mark.segment)
            && text.letters.count <= Self.longestLine
    }

    /// The number on the line of the mark.
    private func inLine(_ mark: Mark) -> RegisterStamp? {
        let text = mark.segment.text
        guard let number = number(after: mark), !isCaseFile(text, end: number.range.upperBound)
        else {
            return nil
        }
        let candidate = NumberCandidate(
            number: number, series: nil, segment: mark.segment, rule: .register, score: 0.85)
        let date = dates.beside(candidate)
        let end =
            date?.segment.index == mark.segment.index
            ? date?.match.range.upperBound : number.range.upperBound
        let rest = text.letters.count - text.letter(from: end ?? 0)
        let isCapital = mark.segment.isUpperCase(mark.match.bytes)
        guard rest <= Self.rest || isCapital else { return nil }
        return RegisterStamp(
            number: candidate, date: date ?? self.date(near: mark.segment, mark.segment),
            direction: direction(of: [mark.segment], at: mark))
    }

    /// The number after a mark: behind a label within reach, or right behind the mark.
    private func number(after mark: Mark) -> NumberReader.Match? {
        let text = mark.segment.text
        let end = mark.match.letters.upperBound
        var cursor = ByteCursor(text.bytes, at: mark.match.bytes.upperBound)
        repeat { cursor.skip(" .:;,-_/|()[]") } while cursor.take(anyWord: Self.fillers)
        let reader = context.labels.dateReader
        if cursor.peek().isASCIIDigit,
            let number = NumberReader.read(in: text, at: cursor.position, dates: reader)
        {
            return number
        }
        let near = text.letters.indices.filter { $0 >= end && $0 <= end + Self.reach }
        for letter in near where text.starts[letter] {
            if text.letters[letter].isASCIIDigit { return nil }
            if let label = parser.numberLabel(in: text, at: letter) {
                return NumberReader.read(in: text, at: label, dates: reader)
            }
        }
        return nil
    }

    /// The number on a line below the mark, beside it, or above it.
    private func inBlock(_ mark: Mark, on page: PageLayout) -> RegisterStamp? {
        let text = mark.segment.text
        let tail = text.letters[mark.match.letters.upperBound...]
        let after = DateAfter(context.labels).read(in: text, from: mark.match.bytes.upperBound)
        guard text.letters.count <= Self.longestLine,
            after != nil || !tail.contains(where: \.isASCIIDigit)
        else { return nil }
        let below = lines(below: mark.segment, on: page)
        let above = lines(above: mark.segment, on: page)
        if let cell = page.right(of: mark.segment).first, let found = parser.bare(cell) {
            return stamp(found, mark: mark, lines: [mark.segment])
        }
        for (index, line) in below.enumerated() {
            let isOther = context.labels.registers.earliest(in: line.text) != nil
            if isOther, holdsDigit(line) { return nil }
            guard let found = number(in: line) else { continue }
            return stamp(found, mark: mark, lines: [mark.segment] + below.prefix(index + 1))
        }
        for line in above {
            guard let found = number(in: line), !found.hasDate,
                let date = date(near: mark.segment, mark.segment)
            else { continue }
            return stamp(found, mark: mark, lines: [mark.segment, line], date: date)
        }
        return nil
    }

    private func stamp(
        _ found: NumberLabelParser.Match, mark: Mark, lines: [PageSegment],
        date: DateFinder.Finding? = nil
    ) -> RegisterStamp {
        let candidate = NumberCandidate(
            number: found.number, series: nil, segment: found.segment, rule: .register, score: 0.82)
        return RegisterStamp(
            number: candidate,
            date: date ?? dates.beside(candidate) ?? self.date(near: mark.segment, found.segment),
            direction: direction(of: lines, at: mark))
    }

    /// A number that a line of a stamp holds.
    private func number(in line: PageSegment) -> NumberLabelParser.Match? {
        if let found = parser.parse(line, at: 0) ?? parser.bare(line) { return found }
        // "sub nr. 905": the label stands behind a word.
        for letter in line.text.letters.indices.prefix(Self.leadIn) where line.text.starts[letter] {
            if let found = parser.parse(line, at: letter) { return found }
        }
        guard parser.label(of: line) != nil,
            let cell = context.layout.page(of: line).right(of: line).first
        else { return nil }
        return parser.bare(cell)
    }

    private func holdsDigit(_ line: PageSegment) -> Bool {
        line.text.letters.contains(where: \.isASCIIDigit)
    }

    /// A date of the stamp that does not stand right beside its number.
    private func date(near mark: PageSegment, _ number: PageSegment) -> DateFinder.Finding? {
        let page = context.layout.page(of: mark)
        let lines =
            [mark] + page.right(of: mark).prefix(1) + lines(below: number, on: page)
            + lines(below: mark, on: page)
            + lines(above: mark, on: page)
        for line in lines where context.begins(line, with: context.labels.numbers) == nil {
            let label = context.begins(line, with: context.labels.dates)?.bytes.upperBound
            let match =
                line.index == mark.index
                ? context.labels.dateReader.first(in: line.text, allowing: .shortYear)
                : DateAfter(context.labels).read(in: line.text, from: label ?? 0)
            guard let match else { continue }
            return DateFinder.Finding(
                match: match, segment: line, strength: 0.8, rule: "date.register")
        }
        return nil
    }

    /// The short lines that follow a line of a stamp.
    private func lines(below segment: PageSegment, on page: PageLayout) -> [PageSegment] {
        guard page.lineHeight > 0 else {
            return Array(page.segments.dropFirst(segment.index + 1).prefix(3))
        }
        var lines: [PageSegment] = []
        while lines.count < 4, let next = page.below((lines.last ?? segment).box, lines: 2).first,
            next.box.top - (lines.last ?? segment).box.bottom <= page.lineHeight * 4,
            next.text.letters.count <= Self.longestLine
        {
            lines.append(next)
        }
        return lines
    }

    /// The short lines right above a line of a stamp.
    private func lines(above segment: PageSegment, on page: PageLayout) -> [PageSegment] {
        guard page.lineHeight > 0 else {
            return Array(page.segments.prefix(segment.index).suffix(2).reversed())
        }
        var lines: [PageSegment] = []
        while lines.count < 2, let next = page.above((lines.last ?? segment).box).first,
            (lines.last ?? segment).box.top - next.box.bottom <= page.lineHeight * 5 / 2,
            next.text.letters.count <= Self.longestLine
        {
            lines.append(next)
        }
        return lines
    }

    /// "1234/245/2020" is a file of a court.
    private func isCaseFile(_ text: FoldedWords, end: Int) -> Bool {
        var cursor = ByteCursor(text.bytes, at: end)
        return cursor.take(anyOf: "/") && cursor.digits(1...5) != nil && cursor.take(anyOf: "/")
            && cursor.digits(4...4) != nil
    }

    /// Which way the words around a mark say.
    private func direction(of lines: [PageSegment], at mark: Mark) -> RegisterStamp.Direction {
        let own = direction(lines.map(\.text))
        guard own == .unsaid else { return own }
        let page = context.layout.page(of: mark.segment)
        let above = self.lines(above: mark.segment, on: page)
            .prefix { context.labels.registers.earliest(in: $0.text) != nil && !holdsDigit($0) }
        return direction(above.map(\.text))
    }

    private func direction(_ texts: [FoldedWords]) -> RegisterStamp.Direction {
        let isIn = texts.contains { context.labels.incoming.earliest(in: $0) != nil }
        let isOut = texts.contains { context.labels.outgoing.earliest(in: $0) != nil }
        return isIn == isOut ? .unsaid : isIn ? .incoming : .outgoing
    }
}
