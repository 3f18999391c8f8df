import ArchiveModel
import DomainTables
import RomanianText

/// Puts the fields of a document together.
struct FieldFinder {
    /// The first day of the new leu: amounts in "lei" before it are old lei (ROL).
    private static let denomination = CalendarDate(year: 2005, month: 7, day: 1)

    /// Below this, reading and rule together say nothing.
    private static let leastConfidence = 0.3

    private let context: FieldContext
    private let numbers: NumberFinder
    private let dates: DateFinder

    /// Prepares a document.
    init(_ context: FieldContext) {
        self.context = context
        numbers = NumberFinder(context)
        dates = DateFinder(context, apart: numbers.stamps)
    }

    /// All fields that were found.
    func fields() -> [ExtractedField] {
        let own = numbers.own()
        let issue = issue(own)
        var fields: [ExtractedField] = []
        let check: FieldCheck =
            own.map { isRepeated($0, dated: issue) } ?? false ? .confirmed : .none
        if let own { fields += number(own, check: check) }
        if let issue { fields.append(date(.date, from: issue, check: check)) }
        fields += register(numbers.register(), own: own, issue: issue)
        if !numbers.areSeveralSlips, let total = AmountFinder(context).total() {
            fields += amount(total, issued: issue?.match.date)
        }
        fields = fields.map(measured) + partyFields()
        return fields.filter(isReadable)
    }

    /// The field with the confidence that such readings deserve.
    private func measured(_ field: ExtractedField) -> ExtractedField {
        var field = field
        field.confidence = Reliability.confidence(field.confidence)
        return field
    }

    /// Names, addresses and numbers of the parties, and accounts.
    private func partyFields() -> [ExtractedField] {
        let names = PartyNames(context)
        let parties = names.parties()
        return names.fields(parties) + PartyFinder(context, parties: parties).fields()
            + PersonalNumberFinder(context).fields() + AccountFinder(context).fields()
    }

    /// Digits that the recognizer itself hardly believes are noise; a failed check is kept as such.
    private func isReadable(_ field: ExtractedField) -> Bool {
        field.check != .none || field.confidence.value >= Self.leastConfidence
    }

    /// Whether the number of the title stands elsewhere on the paper with the same date.
    private func isRepeated(_ own: NumberCandidate, dated issue: DateFinder.Finding?) -> Bool {
        guard own.rule == .title, let issue else { return false }
        return NumberFinder.repetitions(of: own.number.value, in: context).contains { other in
            !other.isSame(as: own)
                && dates.beside(other)?.match.date == issue.match.date
        }
    }

    private func number(
        _ found: NumberCandidate, check: FieldCheck
    ) -> [ExtractedField] {
        var fields = [
            context.field(
                .number, value: found.number.value, in: found.segment, range: found.number.range,
                strength: found.score, rule: found.rule.rawValue, check: check)
        ]
        if let series = found.series {
            fields.append(
                context.field(
                    .series, value: series.value, in: found.seriesSegment ?? found.segment,
                    range: series.range,
                    strength: found.score, rule: found.rule.rawValue))
        }
        return fields
    }

    private func date(
        _ name: FieldName, from found: DateFinder.Finding, check: FieldCheck = .none
    ) -> ExtractedField {
        context.field(
            name, value: found.match.date.iso, in: found.segment, range: found.match.range,
            strength: found.match.yearInferred ? found.strength * 0.8 : found.strength,
            rule: found.rule, check: check)
    }

    /// The date of issue; that of the register only where the register gave the own number.
    private func issue(_ own: NumberCandidate?) -> DateFinder.Finding? {
        if numbers.areSeveralSlips { return sharedDate() }
        guard let own, let stamp = numbers.stamps.first(where: { $0.holds(own) }) else {
            return dates.issue(number: own)
        }
        return stamp.direction == .incoming
            ? dates.issue(number: nil) ?? stamp.date : dates.issue(number: own) ?? stamp.date
    }

    /// The date that all slips on one sheet share.
    private func sharedDate() -> DateFinder.Finding? {
        let found = numbers.slips.compactMap(dates.beside)
        return Set(found.map(\.match.date)).count == 1 ? found.first : nil
    }

    /// The register's number and date: of its line or stamp, or the own ones of a registered type.
    private func register(
        _ stamp: RegisterStamp?, own: NumberCandidate?, issue: DateFinder.Finding?
    ) -> [ExtractedField] {
        if let stamp {
            return registered(
                stamp.number, day: stamp.date ?? (stamp.number.isSame(as: own) ? issue : nil))
        }
        guard context.rule?.isRegistered ?? false, let own, own.series == nil else { return [] }
        return registered(own, day: issue)
    }

    private func registered(
        _ found: NumberCandidate, day: DateFinder.Finding?
    ) -> [ExtractedField] {
        let number = context.field(
            .registerNumber, value: found.number.value, in: found.segment,
            range: found.number.range,
            strength: found.score, rule: found.rule.rawValue)
        return [number] + (day.map { [date(.registerDate, from: $0)] } ?? [])
    }

    private func amount(
        _ found: AmountFinder.Finding, issued: CalendarDate?
    ) -> [ExtractedField] {
        let range = found.match.range
        let total = context.field(
            .totalAmount, value: found.match.decimal(hintsCount: found.isReversal),
            in: found.segment,
            range: range, strength: found.strength,
            rule: "amount.label",
            check: found.proof.isConfirmed
                ? .confirmed : found.proof == .contradicted ? .failed : .none)
        let printed = found.match.currency ?? labelledCurrency()
        var code = printed ?? "LEI"
        if code == "LEI" {
            let isOld = issued.map { day in Self.denomination.map { day < $0 } ?? false }
            code = isOld ?? false ? "ROL" : "RON"
        }
        let currency = context.field(
            .currency, value: code, in: found.segment, range: range,
            strength: printed == nil ? 0.7 : found.strength,
            rule: printed == nil ? "currency.usual" : "currency.printed")
        return [total, currency]
    }

    /// The currency that the paper states for all of its amounts: "Moneda: RON".
    private func labelledCurrency() -> String? {
        for segment in context.layout.segments {
            guard let label = context.labels.currencyLabels.longest(in: segment.text, at: 0) else {
                continue
            }
            var cursor = ByteCursor(segment.text.bytes, at: label.bytes.upperBound)
            cursor.skip(" :.")
            let name = String(decoding: cursor.letters(1...6) ?? [], as: UTF8.self)
            if let code = context.labels.amountReader.currencies[name] { return code }
        }
        return nil
    }
}
