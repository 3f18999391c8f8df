import ArchiveModel
import DomainTables
import RomanianText

/// An amount and the segment that it stands in.
struct PlacedAmount {
    /// The amount.
    let match: AmountReader.Match
    /// The segment that holds it.
    let segment: PageSegment
    /// Whether it stands on the line of its label, and not below it.
    var isBeside = true

    /// Where it stands.
    var box: BoundingBox { segment.evidence(match.range).box }
}

/// What the rest of a paper says of an amount.
enum AmountProof {
    /// Nothing.
    case none
    /// It is written out in words beside it.
    case words
    /// It is the sum of a net amount and its VAT, at a rate of the table.
    case tax
    /// It is the sum of the amounts above it in its column.
    case sum
    /// The words beside it say another amount.
    case contradicted

    /// Whether the amount was read in a second way.
    var isConfirmed: Bool { self == .words || self == .tax || self == .sum }
}

/// Checks an amount by what else stands on the paper: words, net and VAT, the rows of its column.
struct AmountProofs {
    private let context: FieldContext
    /// Letters of the words near an amount that are looked through.
    private static let nearLetters = 600
    /// Segments whose amounts are looked through.
    private static let segmentLimit = 600
    /// Amounts that are tried as net amounts.
    private static let netLimit = 400
    /// Bani by which VAT that was rounded row by row may differ.
    private static let rounding = 10

    /// Prepares a document.
    init(_ context: FieldContext) {
        self.context = context
    }

    /// The strongest proof of an amount.
    func proof(of found: PlacedAmount) -> AmountProof {
        let written = written(near: found)
        if written.contains(found.match.hundredths) { return .words }
        if isTaxed(found) { return .tax }
        if isSum(found), !isNet(found) { return .sum }
        return written.contains { isRival($0, of: found) } ? .contradicted : .none
    }

    /// Whether an amount in words is another one as large: smaller ones are the ends of words that were not
    /// all understood.
    private func isRival(_ written: Int, of found: PlacedAmount) -> Bool {
        let digits = { (hundredths: Int) in String(hundredths / 100).count }
        return written != found.match.hundredths
            && digits(written) == digits(found.match.hundredths)
    }

    /// Whether further amounts follow right below one: then it is a row of a column.
    func isRow(_ found: PlacedAmount) -> Bool {
        let page = context.layout.page(of: found.segment)
        return page.below(found.box, lines: 1).contains { cell in
            amounts(of: cell).contains { sharesColumn($0, found, on: page) }
        }
    }

    /// The amounts that are written out near an amount.
    private func written(near found: PlacedAmount) -> [Int] {
        let page = context.layout.page(of: found.segment)
        var near = [found.segment] + page.right(of: found.segment).prefix(2)
        near += page.below(found.segment.box, lines: 2).prefix(2)
        let text = FoldedWords(near.flatMap { $0.words.map(\.text) })
        return text.letters.indices.prefix(Self.nearLetters).compactMap { letter in
            guard text.starts[letter], !text.letters[letter].isASCIIDigit else { return nil }
            return context.labels.amountWords.read(in: text, from: letter)
        }
    }

    /// Whether two other amounts are its net amount and the VAT on it.
    private func isTaxed(_ found: PlacedAmount) -> Bool {
        let total = found.match.hundredths
        let all = values
        return all.sorted().suffix(Self.netLimit).contains { net in
            let tax = total - net
            guard net > tax, tax > 0, all.contains(tax) else { return false }
            return isTax(tax, on: net)
        }
    }

    /// Whether the VAT on an amount stands on the paper: then it may be the sum of the rows without the VAT.
    private func isNet(_ found: PlacedAmount) -> Bool {
        values.contains { isTax($0, on: found.match.hundredths) }
    }

    private func isTax(_ tax: Int, on net: Int) -> Bool {
        context.labels.taxRates.contains { abs(tax - net * $0 / 100) <= Self.rounding }
    }

    /// The amounts of the paper in bani, each once.
    private var values: Set<Int> {
        let all = context.layout.segments.prefix(Self.segmentLimit).flatMap(amounts)
        return Set(all.map(\.match.hundredths))
    }

    /// Whether the amounts right above it in its column, two or more, add up to it.
    private func isSum(_ found: PlacedAmount) -> Bool {
        let page = context.layout.page(of: found.segment)
        guard page.lineHeight > 0 else { return false }
        let above = page.segments.filter { $0.box.top < found.box.top }.flatMap(amounts)
            .filter { $0.box.bottom <= found.box.top + page.lineHeight / 2 }
            .filter { sharesColumn($0, found, on: page) }
            .sorted { $0.box.top > $1.box.top }
        var rest = found.match.hundredths
        for (index, amount) in above.enumerated() {
            rest -= amount.match.hundredths
            if rest <= 0 { return rest == 0 && index > 0 }
        }
        return false
    }

    /// The amounts of a segment that are written as money.
    private func amounts(of segment: PageSegment) -> [PlacedAmount] {
        context.labels.amountReader.all(in: segment.text, joiningGaps: true)
            .filter { $0.isFormatted && $0.isMarked && !$0.isCut && $0.hundredths > 0 }
            .map { PlacedAmount(match: $0, segment: segment) }
    }

    /// Whether two amounts end, or begin, at the same edge.
    private func sharesColumn(
        _ one: PlacedAmount, _ other: PlacedAmount, on page: PageLayout
    ) -> Bool {
        let reach = page.lineHeight * 3 / 2
        return abs(one.box.right - other.box.right) <= reach
            || abs(one.box.left - other.box.left) <= reach / 2
    }
}
