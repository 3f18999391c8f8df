import ArchiveModel
import DomainTables
import RomanianText

/// Finds the paper's own number: beside its title or labelled in its head.
///
/// Numbers in the body are references to other papers.
struct NumberFinder {
    /// Where the label of an own number may begin in a segment.
    private struct LabelStart {
        let letter: Int
        /// Whether it belongs to the title, or stands right below it.
        let isTitle: Bool
    }

    private let context: FieldContext
    private let parser: NumberLabelParser
    private let setting: NumberSetting
    /// The stamps and lines of registers.
    let stamps: [RegisterStamp]

    /// Prepares a document.
    init(_ context: FieldContext) {
        self.context = context
        parser = NumberLabelParser(context.labels)
        setting = NumberSetting(context)
        stamps = RegisterStamps(context, parser: parser).all()
    }

    /// The own number: of the title if there is one, else the nearest labelled one.
    ///
    /// What a register gave is the own number only of papers that have no other: of what went out,
    /// and of requests.
    func own() -> NumberCandidate? {
        guard !areSeveralSlips else { return nil }
        let found = (behindTitle() + context.head.flatMap(candidates) + headings()).filter {
            candidate in
            // What a registered paper has with a series is of an identity card.
            !(isRegistered && candidate.series != nil) && !stamps.contains { $0.holds(candidate) }
        }
        let best = found.max { $0.score < $1.score }
        let given = stamps.filter { $0.direction != .incoming }
            .min { $0.direction.rawValue < $1.direction.rawValue }?.number
        let register = given ?? (isRequest ? stamps.first?.number : nil)
        guard let best else { return foot() ?? register }
        let isSure = best.rule == .title || DateFinder(context).beside(best) != nil
        if isRegistered, !isSure, let register { return register }
        return withSeries(best)
    }

    /// Series and number that stand right behind the title, without labels.
    private func behindTitle() -> [NumberCandidate] {
        guard context.rule?.hasSeries ?? false, let title = context.title, title.continued.isEmpty,
            let found = parser.bareSeries(title.segment, from: title.range.upperBound)
        else { return [] }
        return [candidate(found, rule: .title, score: 0.9)]
    }

    private var isRegistered: Bool {
        (context.rule?.isRegistered ?? false) && !(context.rule?.hasSeries ?? false)
    }

    /// The stamp or line of the register that counts: what came in, else what is there.
    func register() -> RegisterStamp? {
        stamps.max { rank($0) < rank($1) }
    }

    private func rank(_ stamp: RegisterStamp) -> Int {
        stamp.direction.rawValue * 2 + (stamp.date == nil ? 0 : 1)
    }

    /// Headings count where the title is of no known type, or repeat it.
    private func headings() -> [NumberCandidate] {
        HeadingNumber(context, parser: parser).candidates()
    }

    /// Whether the paper asks for something: it has no number but the one that the register gives it.
    private var isRequest: Bool {
        if let title = context.title {
            return context.labels.requests.longest(
                in: title.segment.text,
                at: title.segment.text
                    .letter(from: title.range.lowerBound)) != nil
        }
        return context.labels.requests.earliest(in: context.layout.firstText) != nil
    }

    /// Places where a paper repeats its number, often with the date of issue.
    static func repetitions(of value: String, in context: FieldContext) -> [NumberCandidate] {
        let parser = NumberLabelParser(context.labels)
        return context.layout.segments.compactMap { segment in
            guard let found = parser.parse(segment, at: 0), found.number.value == value else {
                return nil
            }
            return NumberCandidate(
                number: found.number, series: nil, segment: segment, rule: .foot, score: 0.8)
        }
    }

    private func candidates(in segment: PageSegment) -> [NumberCandidate] {
        starts(in: segment).compactMap { start -> NumberCandidate? in
            guard
                let found = parser.parse(segment, at: start.letter)
                    ?? (start.letter == 0 ? beside(segment) : nil)
            else { return nil }
            // "… seria AB nr." at the end of one line, the number at the start of the next.
            let isBare = !found.hasDate && found.series == nil && !found.isRegister
            if isBare, start.letter == 0, goesOn(found, beyondComma: !start.isTitle) { return nil }
            if start.letter == 0, goesOn(found, beyondComma: false),
                setting.continuesReferences(segment)
            {
                return nil
            }
            if found.series == nil,
                setting.isForeign(segment, at: start.letter, isDated: found.hasDate)
            {
                return nil
            }
            return candidate(
                found, rule: start.isTitle ? .title : .label, score: score(found, start: start))
        }
    }

    /// Whether prose goes on after a number; below a title only a comma shows it.
    private func goesOn(_ found: NumberLabelParser.Match, beyondComma: Bool) -> Bool {
        var cursor = ByteCursor(found.segment.text.bytes, at: found.number.range.upperBound)
        cursor.skip("/0123456789 ")
        return found.hasMore && (beyondComma || cursor.peek() == UInt8(ascii: ","))
    }

    private func candidate(
        _ found: NumberLabelParser.Match, rule: NumberCandidate.Rule, score: Double
    ) -> NumberCandidate {
        NumberCandidate(
            number: found.number, series: found.series, segment: found.segment, rule: rule,
            score: score)
    }

    /// Letters of a segment where the label of an own number may begin.
    private func starts(in segment: PageSegment) -> [LabelStart] {
        guard let title = context.title else {
            return [LabelStart(letter: 0, isTitle: false)] + series(in: segment)
        }
        let titleLines = [title.segment] + title.continued
        guard let line = titleLines.first(where: { $0.index == segment.index }) else {
            let isTitle = isRightBelow(segment, title: title)
            return [LabelStart(letter: 0, isTitle: isTitle)] + series(in: segment)
        }
        let from = line.index == title.segment.index ? title.range.upperBound : 0
        let first = segment.text.letter(from: from)
        let words = first..<max(first, segment.text.letters.count)
        // "factura" is part of the label "factura nr": the label may begin with the title.
        // "Hotărârea nr" ends with the label.
        let named = segment.text.letter(from: title.range.lowerBound)..<first
        let own = line.index == title.segment.index ? Array(named) : []
        let letters =
            own.filter { segment.text.starts[$0] }
            + words.filter { segment.text.starts[$0] }.prefix(24)
        return letters.map { LabelStart(letter: $0, isTitle: true) }
    }

    /// Places within a segment where a series begins.
    private func series(in segment: PageSegment) -> [LabelStart] {
        var found: [LabelStart] = []
        var from = 1
        while let match = context.labels.series.earliest(in: segment.text, from: from) {
            found.append(LabelStart(letter: match.letters.lowerBound, isTitle: false))
            from = match.letters.upperBound
        }
        return found
    }

    /// A label that fills its segment, and the number in the cell beside or below it.
    private func beside(_ segment: PageSegment) -> NumberLabelParser.Match? {
        guard let label = parser.label(of: segment) else { return nil }
        let page = context.layout.page(of: segment)
        var cells = page.right(of: segment).prefix(1).map { $0 }
        if label.letters.count > 2 { cells += page.below(segment.box, lines: 1).prefix(1) }
        return cells.lazy.compactMap { parser.bare($0) }.first
    }

    /// Whether a segment stands on the line right below or beside the title.
    private func isRightBelow(_ segment: PageSegment, title: TitleCandidate) -> Bool {
        let page = context.layout.page(of: segment)
        guard page.lineHeight > 0 else { return segment.index == title.last.index + 1 }
        let gap = segment.box.top - title.box.bottom
        let below = gap > -page.lineHeight / 2 && gap <= page.lineHeight * 4
        return below || page.sharesRow(segment.box, with: title.box)
    }

    private func score(
        _ found: NumberLabelParser.Match, start: LabelStart
    ) -> Double {
        var score = start.isTitle ? 0.92 : 0.75
        if found.hasDate { score += 0.05 }
        if found.series != nil { score += context.rule?.hasSeries ?? false ? 0.1 : 0.02 }
        guard let title = context.title else { return score - 0.1 }
        let page = context.layout.page(of: found.segment)
        let away = abs(found.segment.box.top - title.box.bottom)
        return score - 0.1 * min(1, Double(away) / Double(max(1, page.height)))
    }

    /// A number with a date at the foot, on types that are numbered there.
    private func foot() -> NumberCandidate? {
        guard context.rule?.isNumberedAtFoot ?? false else { return nil }
        let head = Set(context.head.map(\.index))
        let dates = DateFinder(context)
        let found = context.layout.segments.compactMap { segment -> NumberCandidate? in
            guard segment.page != context.layout.firstPage || !head.contains(segment.index),
                let found = parser.parse(segment, at: 0), found.hasDate || !found.hasMore
            else { return nil }
            let candidate = candidate(found, rule: .foot, score: 0.75)
            return dates.beside(candidate) == nil ? nil : candidate
        }
        return found.last
    }

    /// Whether slips with different numbers lie on one sheet: none gives its number or total to all.
    var areSeveralSlips: Bool {
        Set(slips.map(\.number.value)).count > 1
    }

    /// The dated numbers of slips, of which several may lie on one sheet.
    var slips: [NumberCandidate] {
        guard context.rule?.amounts.contains(where: { $0.place == .only }) ?? false else {
            return []
        }
        let dates = DateFinder(context)
        let found = context.layout.segments.compactMap { segment in
            parser.parse(segment, at: 0).map { candidate($0, rule: .foot, score: 0.75) }
                .flatMap { dates.beside($0) == nil ? nil : $0 }
        }
        return found.filter { lead(of: $0) == found.first.map(lead) && lead(of: $0).count >= 3 }
    }

    /// The letters of the label before a number: slips of one kind have the same.
    private func lead(of found: NumberCandidate) -> ArraySlice<UInt8> {
        let text = found.segment.text
        return text.letters[..<text.letter(from: found.number.range.lowerBound)]
    }

    /// The number with the series of a cell of its own, on its row or right above it.
    private func withSeries(_ found: NumberCandidate) -> NumberCandidate {
        guard found.series == nil, context.rule?.hasSeries ?? false else { return found }
        if let split = NumberReader.split(found.number) {
            return NumberCandidate(
                number: split.number, series: split.series, segment: found.segment,
                rule: found.rule,
                score: found.score)
        }
        let page = context.layout.page(of: found.segment)
        let near = context.head.filter {
            $0.line == found.segment.line || page.sharesRow($0.box, with: found.segment.box)
                || page.continuation(of: $0)?.index == found.segment.index
        }
        guard let cell = near.lazy.compactMap({ parser.seriesCell($0) }).first else { return found }
        return NumberCandidate(
            number: found.number, series: cell.series, segment: found.segment,
            seriesSegment: cell.segment, rule: found.rule, score: found.score)
    }
}
