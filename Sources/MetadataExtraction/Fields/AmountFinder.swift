import ArchiveModel
import DomainTables
import RomanianText

/// Finds the total of a paper by the labels of its type.
struct AmountFinder {
    /// A total and how it was found.
    struct Finding {
        /// The amount.
        let match: AmountReader.Match
        /// The segment that holds it.
        let segment: PageSegment
        /// How sure the rule is.
        let strength: Double
        /// What else on the paper says the same, or something else.
        let proof: AmountProof
        /// Whether the paper takes money back, so that brackets and a dash behind mean a minus.
        let isReversal: Bool
    }

    /// A label, and the lines below its first one that it runs over.
    private struct LabelPlace {
        let match: Phrase.Match
        let continued: [PageSegment]
    }

    private let context: FieldContext
    private let proofs: AmountProofs
    /// The segments in which the paper says what it is about: all, or those after the words of a decision.
    private let segments: [PageSegment]
    /// Bytes of prose that may stand between a label and its amount.
    private static let reach = 110
    /// Lines below a heading within which its amount stands.
    private static let depth = 4
    /// Heights of a line within which the words of a label stand.
    private static let widestGap = 4
    /// Segments that are looked through for other negative amounts.
    private static let signedSegments = 300
    private static let total = Phrase("total")?.letters ?? []
    /// Letters beyond which a segment is prose: it has no cells beside or below it.
    private static let longestHeading = 48

    /// Prepares a document.
    init(_ context: FieldContext) {
        self.context = context
        proofs = AmountProofs(context)
        let all = Array(context.layout.segments)
        let decision = context.rule?.amountsAfter ?? []
        let start = all.firstIndex { decision.earliest(in: $0.text) != nil }
        segments = Array(all[(start ?? 0)...])
    }

    /// The total by the first label that has one, unless words or arithmetic speak for that of a later
    /// label.
    func total() -> Finding? {
        var first: Finding?
        for label in context.rule?.amounts ?? [] {
            guard let found = total(label) else { continue }
            if found.proof.isConfirmed, first.map({ outweighs(found, $0) }) ?? true { return found }
            first = first ?? found
        }
        return first
    }

    /// Whether a confirmed amount counts more than that of a more telling label: a sum of a part of the
    /// paper is smaller than the total.
    private func outweighs(_ found: Finding, _ first: Finding) -> Bool {
        found.proof == .words || found.match.hundredths >= first.match.hundredths
    }

    private func total(_ label: AmountLabel) -> Finding? {
        var last: PlacedAmount?
        for segment in segments {
            for place in places(of: label.phrase, in: segment) {
                let found =
                    label.place == .row ? row(segment, label: place) : amount(segment, label: place)
                guard let found, label.place != .next || isTold(found, by: label) else { continue }
                if label.place == .next { return finding(found, label: label) }
                if label.place == .only, let last, last.match.hundredths != found.match.hundredths {
                    return nil
                }
                last = found
            }
        }
        return last.map { finding($0, label: label) }
    }

    /// Where a label stands that begins in a segment; the labels of narrow cells run over lines.
    private func places(of phrase: Phrase, in segment: PageSegment) -> [LabelPlace] {
        var found: [LabelPlace] = []
        var from = 0
        while let match = phrase.firstMatch(in: segment.text, from: from) {
            found.append(LabelPlace(match: match, continued: []))
            from = match.letters.upperBound
        }
        let own = segment.text.letters.count
        guard found.isEmpty, own <= Self.longestHeading, own < phrase.letters.count + 12 else {
            return found
        }
        let page = context.layout.page(of: segment)
        if let place = place(of: phrase, in: segment, on: page) { return [place] }
        var continued: [PageSegment] = []
        while continued.count < 2, let next = page.continuation(of: continued.last ?? segment) {
            continued.append(next)
            let text = FoldedWords(([segment] + continued).flatMap { $0.words.map(\.text) })
            guard let match = phrase.firstMatch(in: text), match.letters.lowerBound < own else {
                continue
            }
            return [LabelPlace(match: match, continued: continued)]
        }
        return []
    }

    /// Where a label stands that begins in a segment and goes on behind a wide gap.
    private func place(
        of phrase: Phrase, in segment: PageSegment, on page: PageLayout
    ) -> LabelPlace? {
        let own = segment.text.letters.count
        guard own < phrase.letters.count, let next = page.right(of: segment).first,
            next.box.left - segment.box.right <= Self.widestGap * page.lineHeight,
            let match = phrase.match(
                in: FoldedWords((segment.words + next.words).map(\.text)), at: 0),
            match.letters.upperBound > own
        else { return nil }
        return LabelPlace(match: match, continued: [next])
    }

    /// The rightmost amount of a row that begins with a label.
    private func row(
        _ segment: PageSegment, label: LabelPlace
    ) -> PlacedAmount? {
        guard label.match.letters.lowerBound == 0 else { return nil }
        let page = context.layout.page(of: segment)
        for cell in ([segment] + page.right(of: segment)).reversed() {
            let amounts = amounts(in: cell.text)
            if let match = amounts.last(where: \.isFormatted) {
                return PlacedAmount(match: match, segment: cell)
            }
        }
        return nil
    }

    /// The amount after a label: in the text, in the cell beside, below, or on the next line.
    private func amount(
        _ segment: PageSegment, label: LabelPlace
    ) -> PlacedAmount? {
        guard label.continued.isEmpty else { return cell(segment, label: label) }
        let text = segment.text
        let end = label.match.bytes.upperBound
        if let match = first(in: text, from: end, upTo: end + Self.reach) {
            return PlacedAmount(match: match, segment: segment)
        }
        if text.letters.count <= Self.longestHeading, let found = cell(segment, label: label) {
            return found
        }
        let rest = text.bytes.count - end
        guard rest < Self.reach,
            let next = context.layout.page(of: segment).continuation(of: segment),
            let match = first(in: next.text, from: 0, upTo: Self.reach - rest)
        else { return nil }
        return PlacedAmount(match: match, segment: next)
    }

    /// The amount that begins the cell beside a label or one below it.
    private func cell(
        _ segment: PageSegment, label: LabelPlace
    ) -> PlacedAmount? {
        let page = context.layout.page(of: segment)
        let box = label.continued.reduce(segment.box) { $0.union($1.box) }
        if let cell = page.right(of: box, line: segment.line).first, let match = leading(cell) {
            return PlacedAmount(match: match, segment: cell)
        }
        for cell in page.below(box, lines: Self.depth).prefix(Self.depth) {
            if let match = leading(cell) {
                return PlacedAmount(match: match, segment: cell, isBeside: false)
            }
        }
        return alone(below: box, of: segment, on: page)
    }

    /// The amount that stands alone on the row below a label, in whatever column.
    private func alone(
        below box: BoundingBox, of segment: PageSegment, on page: PageLayout
    ) -> PlacedAmount? {
        guard page.lineHeight > 0, page.right(of: box, line: segment.line).isEmpty else {
            return nil
        }
        let lower = page.segments.filter {
            ($0.box.top + $0.box.bottom) / 2 > box.bottom
                && $0.box.top - box.bottom <= 2 * page.lineHeight
        }
        guard let next = lower.min(by: { $0.box.top < $1.box.top }), let match = leading(next),
            lower.count(where: { page.sharesRow($0.box, with: next.box) }) == 1,
            !next.text.bytes[match.range.upperBound...].contains(where: \.isASCIIDigit)
        else { return nil }
        return PlacedAmount(match: match, segment: next)
    }

    /// The first amount of a range: formatted, with a currency, or all that the rest of a cell holds.
    private func first(
        in text: FoldedWords, from start: Int, upTo end: Int
    ) -> AmountReader.Match? {
        let amounts = amounts(in: text, from: start, upTo: end)
        let index = amounts.firstIndex { amount in
            if amount.hundredths == 0 { return false }
            if amount.currency != nil { return true }
            if amount.isFormatted { return !isDate(text, at: amount.range.lowerBound) }
            let before = text.bytes[start..<amount.range.lowerBound]
            let after = text.bytes[amount.range.upperBound...]
            return !before.contains(where: Fold.isLetterOrDigit)
                && !after.contains(where: Fold.isLetterOrDigit)
        }
        guard let index, !isTorn(amounts, at: index) else { return nil }
        return amounts[index]
    }

    /// The amounts of a text that are whole.
    private func amounts(
        in text: FoldedWords, from start: Int = 0, upTo end: Int = .max
    ) -> [AmountReader.Match] {
        context.labels.amountReader.all(in: text, from: start, upTo: end, joiningGaps: true)
            .filter { !$0.isCut }
    }

    /// Whether the rest of an amount stands behind a gap: "1.39 3,00 lei".
    private func isTorn(_ amounts: [AmountReader.Match], at index: Int) -> Bool {
        guard amounts[index].currency == nil, amounts.indices.contains(index + 1) else {
            return false
        }
        let next = amounts[index + 1]
        return next.currency != nil
            && next.range.lowerBound - amounts[index].range.upperBound == 1
    }

    /// An amount that begins a cell.
    private func leading(_ cell: PageSegment) -> AmountReader.Match? {
        let start = cell.text.places.first ?? 0
        let amounts = amounts(in: cell.text, from: start, upTo: start + 5)
        guard let amount = amounts.first, amount.isFormatted || amount.currency != nil,
            amount.hundredths > 0, !isDate(cell.text, at: amount.range.lowerBound)
        else { return nil }
        return amount
    }

    private func isDate(_ text: FoldedWords, at start: Int) -> Bool {
        context.labels.dateReader.read(in: text, at: start) != nil
    }

    /// Whether an amount belongs to a label and not to the first row of a column that the label heads.
    private func isTold(_ found: PlacedAmount, by label: AmountLabel) -> Bool {
        found.isBeside || label.phrase.letters.starts(with: Self.total)
            || !proofs.isRow(found)
    }

    private func finding(_ found: PlacedAmount, label: AmountLabel) -> Finding {
        let proof = proofs.proof(of: found)
        let strength = label.place == .row ? 0.8 : 0.85
        return Finding(
            match: found.match, segment: found.segment,
            strength: proof.isConfirmed ? 0.97 : proof == .contradicted ? 0.5 : strength,
            proof: proof, isReversal: found.match.sign == .hint && isReversal())
    }

    /// Whether words or other amounts show that the paper takes money back.
    private func isReversal() -> Bool {
        if context.labels.reversals.earliest(in: context.layout.firstText) != nil { return true }
        let amounts = context.layout.segments.prefix(Self.signedSegments).flatMap {
            context.labels.amountReader.all(in: $0.text).filter(\.isFormatted)
        }
        return amounts.count { $0.sign != .none } >= 3
    }
}
