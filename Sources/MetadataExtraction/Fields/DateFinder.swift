import ArchiveModel
import DomainTables
import RomanianText

/// Finds the date of issue: with the number, beside the title, after a label, in the closing
/// formula, or after the place.
struct DateFinder {
    /// A date and how it was found.
    struct Finding {
        /// The day.
        let match: DateReader.Match
        /// The segment that holds it.
        let segment: PageSegment
        /// How sure the rule is.
        let strength: Double
        /// Name of the rule.
        let rule: String
    }

    private let context: FieldContext
    private let after: DateAfter
    /// Stamps of registers, whose dates are not the paper's own.
    private let stamps: [RegisterStamp]
    /// The label that is trusted within a line too.
    private static let data = Array("data".utf8)
    /// Letters of the first part of a date that a gap or a line's end parts.
    private static let partedLetters = 24

    /// Prepares a document.
    init(_ context: FieldContext, apart stamps: [RegisterStamp] = []) {
        self.context = context
        self.stamps = stamps
        after = DateAfter(context.labels)
    }

    /// The date of issue; the own number helps to find it.
    func issue(number: NumberCandidate?) -> Finding? {
        if let number, let found = beside(number) ?? onRow(of: number) { return found }
        let head = context.head.filter(isApart)
        return besideTitle() ?? own(BoxedDate(context).find()) ?? labelled(head, strength: 0.85)
            ?? repeated(number) ?? prose()
            ?? labelled(foot().filter(isApart), strength: 0.65) ?? placed()
    }

    /// Whether a segment holds no date of a stamp.
    private func isApart(_ segment: PageSegment) -> Bool {
        !stamps.contains { stamp in
            stamp.date.map {
                $0.segment.page == segment.page
                    && ($0.segment.index == segment.index || $0.segment.box == segment.box)
            } ?? false
        }
    }

    private func own(_ found: Finding?) -> Finding? {
        found.flatMap { found in stamps.contains { $0.holds(found) } ? nil : found }
    }

    /// The date that belongs to a number: after it, in the next cell, or on the next line.
    func beside(_ number: NumberCandidate) -> Finding? {
        let segment = number.segment
        let end = number.number.range.upperBound
        if let match = after.read(in: segment.text, from: end) {
            return Finding(match: match, segment: segment, strength: 0.92, rule: "date.number")
        }
        let page = context.layout.page(of: segment)
        guard !segment.text.bytes[end...].contains(where: Fold.isLetterOrDigit) else {
            return parted(segment, from: end, on: page)
        }
        let cells = page.right(of: segment).prefix(1) + page.below(segment.box, lines: 1).prefix(1)
        for cell in cells {
            guard let match = after.read(in: cell.text, from: 0) else { continue }
            return Finding(match: match, segment: cell, strength: 0.88, rule: "date.number")
        }
        return nil
    }

    /// The date that fills a cell on the row of a number, as on the head of a gazette; where there is a title, it
    /// decides.
    private func onRow(of number: NumberCandidate) -> Finding? {
        guard context.title == nil, number.rule == .heading else { return nil }
        let page = context.layout.page(of: number.segment)
        for cell in page.right(of: number.segment) {
            guard let match = after.read(in: cell.text, from: 0),
                !cell.text.bytes[match.range.upperBound...].contains(where: Fold.isLetterOrDigit)
            else { continue }
            return Finding(match: match, segment: cell, strength: 0.8, rule: "date.number")
        }
        return nil
    }

    /// A date that goes on in the next cell or line: "8 mai" and "'96".
    private func parted(
        _ segment: PageSegment, from end: Int, on page: PageLayout
    ) -> Finding? {
        let rest = segment.text.bytes[end...].count(where: Fold.isLetterOrDigit)
        guard rest <= Self.partedLetters else { return nil }
        let next =
            page.right(of: segment).prefix(1) + [page.continuation(of: segment)].compactMap { $0 }
        for other in next {
            let joined = PageSegment(
                page: segment.page, address: segment.address, index: segment.index,
                line: segment.line, words: segment.words + other.words)
            guard let match = after.read(in: joined.text, from: end) else { continue }
            return Finding(match: match, segment: joined, strength: 0.8, rule: "date.number")
        }
        return nil
    }

    private func besideTitle() -> Finding? {
        guard let title = context.title else { return nil }
        let rest = title.continued.isEmpty ? title.range.upperBound : 0
        let page = context.layout.page(of: title.last)
        var places = [(title.last, rest)]
        if let next = page.continuation(of: title.last) { places.append((next, 0)) }
        for (segment, start) in places {
            guard let match = after.read(in: segment.text, from: start) else { continue }
            return Finding(match: match, segment: segment, strength: 0.88, rule: "date.title")
        }
        return nil
    }

    /// A date after a label at the start of a segment, or in the cell beside or below the label.
    private func labelled(_ segments: [PageSegment], strength: Double) -> Finding? {
        let own = context.rule?.dates ?? []
        for labels in [own, context.labels.dates] where !labels.isEmpty {
            for segment in segments {
                guard let found = labelled(segment, labels: labels) else { continue }
                return Finding(
                    match: found.match, segment: found.segment, strength: strength,
                    rule: "date.label")
            }
        }
        return nil
    }

    /// A date and the segment that it stands in.
    private struct PlacedDate {
        let match: DateReader.Match
        let segment: PageSegment
    }

    private func labelled(
        _ segment: PageSegment, labels: [Phrase]
    ) -> PlacedDate? {
        for start in labelStarts(segment) {
            guard let label = labels.longest(in: segment.text, at: start),
                start == 0 || segment.text.letters[label.letters].starts(with: Self.data)
            else { continue }
            let end = skipNote(segment.text, from: label.bytes.upperBound)
            if let match = after.read(in: segment.text, from: end) {
                return PlacedDate(match: match, segment: segment)
            }
            guard !segment.text.bytes[end...].contains(where: Fold.isLetterOrDigit) else {
                continue
            }
            let page = context.layout.page(of: segment)
            let cells =
                page.right(of: segment).prefix(1) + page.below(segment.box, lines: 1).prefix(2)
            for cell in cells {
                guard let match = after.read(in: cell.text, from: 0) else { continue }
                return PlacedDate(match: match, segment: cell)
            }
        }
        return nil
    }

    /// Labels begin a segment, or follow a number in it, as the second one of "12 Data 3.04.2020".
    private func labelStarts(_ segment: PageSegment) -> [Int] {
        let text = segment.text
        return text.letters.indices.filter { index in
            index == 0
                || (text.starts[index] && text.letters[index - 1].isASCIIDigit
                    && Fold.isLetter(text.letters[index]))
        }
    }

    /// Moves over a note in brackets: "Data (ziua, luna, anul):".
    private func skipNote(_ text: FoldedWords, from start: Int) -> Int {
        var cursor = ByteCursor(text.bytes, at: start)
        cursor.skip(" :")
        guard cursor.peek() == UInt8(ascii: "(") else { return start }
        guard
            let end = text.bytes[cursor.position...].prefix(48).firstIndex(of: UInt8(ascii: ")"))
        else { return start }
        return end + 1
    }

    /// The own number once more, with a date.
    private func repeated(_ number: NumberCandidate?) -> Finding? {
        guard let number else { return nil }
        for found in NumberFinder.repetitions(of: number.number.value, in: context) {
            guard let match = beside(found) else { continue }
            return Finding(
                match: match.match, segment: match.segment, strength: 0.8, rule: "date.repeated")
        }
        return nil
    }

    /// "încheiat astăzi, …", "întrunit în ședință … la data de …".
    private func prose() -> Finding? {
        let phrases = (context.rule?.dates ?? []) + context.labels.proseDates
        for segment in context.layout.segments {
            guard let match = phrases.earliest(in: segment.text) else { continue }
            let end = match.bytes.upperBound
            let reader = context.labels.dateReader
            if let date = reader.first(in: segment.text, from: end, upTo: end + 60) {
                return Finding(match: date, segment: segment, strength: 0.75, rule: "date.prose")
            }
            guard segment.text.bytes.count - end < 60,
                let next = context.layout.page(of: segment).continuation(of: segment),
                let date = reader.first(in: next.text, upTo: 40)
            else { continue }
            return Finding(match: date, segment: next, strength: 0.7, rule: "date.prose")
        }
        return nil
    }

    /// Segments below the head.
    private func foot() -> [PageSegment] {
        let head = Set(context.head.map(\.index))
        return context.layout.segments.filter {
            $0.page != context.layout.firstPage || !head.contains($0.index)
        }
    }

    /// "Piscu Mare, 12 martie 2021" as a line of its own.
    private func placed() -> Finding? {
        for segment in context.head + foot()
        where segment.words.count <= 7 && isApart(segment) {
            guard let comma = segment.text.bytes.firstIndex(of: UInt8(ascii: ",")),
                !segment.text.bytes[..<comma].contains(where: \.isASCIIDigit),
                let match = after.read(in: segment.text, from: comma),
                !segment.text.bytes[match.range.upperBound...].contains(where: Fold.isLetter)
            else { continue }
            return Finding(match: match, segment: segment, strength: 0.6, rule: "date.place")
        }
        return nil
    }
}
