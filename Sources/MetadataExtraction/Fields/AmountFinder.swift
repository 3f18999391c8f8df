import ArchiveModel

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
        /// Whether the amount in words says the same.
        let isConfirmed: Bool
    }

    private let context: FieldContext
    /// Bytes of prose that may stand between a label and its amount.
    private static let reach = 110
    /// Lines below a heading within which its amount stands.
    private static let depth = 4
    /// Letters beyond which a segment is prose: it has no cells beside or below it.
    private static let longestHeading = 48

    /// Prepares a document.
    init(_ context: FieldContext) {
        self.context = context
    }

    /// The total by the first label that has one.
    func total() -> Finding? {
        for label in context.rule?.amounts ?? [] {
            if let found = total(label) { return found }
        }
        return nil
    }

    private func total(_ label: AmountLabel) -> Finding? {
        var last: (match: AmountReader.Match, segment: PageSegment)?
        for segment in context.layout.segments {
            var from = 0
            while let match = label.phrase.firstMatch(in: segment.text, from: from) {
                from = match.letters.upperBound
                let found =
                    label.place == .row ? row(segment, match) : amount(segment, after: match)
                guard let found else { continue }
                if label.place == .next { return finding(found, label) }
                last = found
            }
        }
        return last.map { finding($0, label) }
    }

    /// The rightmost amount of a row that begins with a label.
    private func row(
        _ segment: PageSegment, _ label: Phrase.Match
    ) -> (match: AmountReader.Match, segment: PageSegment)? {
        guard label.letters.lowerBound == 0 else { return nil }
        let page = context.layout.page(of: segment)
        for cell in ([segment] + page.right(of: segment.box)).reversed() {
            let amounts = context.labels.amountReader.all(in: cell.text)
            if let match = amounts.last(where: \.isFormatted) { return (match, cell) }
        }
        return nil
    }

    /// The amount after a label: in the text, in the cell beside, on the next line, or below.
    private func amount(
        _ segment: PageSegment, after label: Phrase.Match
    ) -> (match: AmountReader.Match, segment: PageSegment)? {
        let text = segment.text
        let end = label.bytes.upperBound
        if let match = first(in: text, from: end, upTo: end + Self.reach) {
            return (match, segment)
        }
        let page = context.layout.page(of: segment)
        if text.letters.count <= Self.longestHeading {
            if let cell = page.right(of: segment.box).first, let match = leading(cell) {
                return (match, cell)
            }
            for cell in page.below(segment.box, lines: Self.depth).prefix(Self.depth) {
                if let match = leading(cell) { return (match, cell) }
            }
        }
        let rest = text.bytes.count - end
        guard rest < Self.reach, let next = page.continuation(of: segment),
            let match = first(in: next.text, from: 0, upTo: Self.reach - rest)
        else { return nil }
        return (match, next)
    }

    /// The first amount of a range: formatted, with a currency, or all that the rest of a cell holds.
    private func first(
        in text: FoldedText, from start: Int, upTo end: Int
    ) -> AmountReader.Match? {
        let amounts = context.labels.amountReader.all(in: text, from: start, upTo: end)
        return amounts.first { amount in
            if amount.hundredths == 0 { return false }
            if amount.currency != nil { return true }
            if amount.isFormatted { return !isDate(text, at: amount.range.lowerBound) }
            let before = text.bytes[start..<amount.range.lowerBound]
            let after = text.bytes[amount.range.upperBound...]
            return !before.contains(where: Fold.isLetterOrDigit)
                && !after.contains(where: Fold.isLetterOrDigit)
        }
    }

    /// An amount that begins a cell.
    private func leading(_ cell: PageSegment) -> AmountReader.Match? {
        let start = cell.text.places.first ?? 0
        let amounts = context.labels.amountReader.all(in: cell.text, from: start, upTo: start + 5)
        guard let amount = amounts.first, amount.isFormatted || amount.currency != nil,
            amount.hundredths > 0, !isDate(cell.text, at: amount.range.lowerBound)
        else { return nil }
        return amount
    }

    private func isDate(_ text: FoldedText, at start: Int) -> Bool {
        context.labels.dateReader.read(in: text, at: start) != nil
    }

    private func finding(
        _ found: (match: AmountReader.Match, segment: PageSegment), _ label: AmountLabel
    ) -> Finding {
        let confirmed = isWritten(found.match, beside: found.segment)
        let strength = label.place == .row ? 0.8 : 0.85
        return Finding(
            match: found.match, segment: found.segment,
            strength: confirmed ? 0.97 : strength, isConfirmed: confirmed)
    }

    /// Whether the amount stands near in words too.
    private func isWritten(_ match: AmountReader.Match, beside segment: PageSegment) -> Bool {
        let page = context.layout.page(of: segment)
        var near = [segment] + page.right(of: segment.box).prefix(2)
        near += page.below(segment.box, lines: 2).prefix(2)
        let text = FoldedText(near.flatMap { $0.words.map(\.text) })
        return text.letters.indices.prefix(600).contains {
            text.starts[$0] && context.labels.amountWords.read(in: text, from: $0) == match.hundredths
        }
    }
}
