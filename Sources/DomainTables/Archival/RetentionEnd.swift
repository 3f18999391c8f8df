package import ArchiveModel

/// When papers may be listed for selection; the later one is the greater one.
package enum RetentionEnd: Hashable, Sendable, Comparable {
    /// From this day on.
    case on(CalendarDate)
    /// Not before the matter ends, and its years after that.
    case afterTheEnd
    /// Never.
    case never
}

/// What a term counts from.
package enum RetentionStart: String, Sendable, CaseIterable {
    /// From 1 January after the year of issue.
    case year
    /// From 1 July of the year after the year of issue.
    case july
    /// From 1 January after the year in which the matter ended.
    case end

    /// The day on which so many years are over.
    ///
    /// - Parameters:
    ///   - years: Nil for ever.
    ///   - issued: The day of issue.
    ///   - ended: When the matter ended; nil when it did not.
    func end(
        after years: Int?, issued: CalendarDate, ended: CalendarDate?
    ) -> RetentionEnd {
        guard let years else { return .never }
        let start = self == .end ? ended?.year : issued.year
        guard let start else { return .afterTheEnd }
        let day = CalendarDate(year: start + 1 + years, month: self == .july ? 7 : 1, day: 1)
        return day.map { .on($0) } ?? .never
    }
}

/// Why papers are to be kept until a day.
package struct RetentionGround: Hashable, Sendable {
    /// The rule's name in the table, `nomenclator`, or `stated` for what was said of the dossier.
    package let rule: String
    /// The term in words.
    package let term: RetentionTerm
    /// The law, or the edition of the nomenclator.
    package let source: String
    /// When it is over.
    package let end: RetentionEnd

    /// Gives a ground.
    package init(rule: String, term: RetentionTerm, source: String, end: RetentionEnd) {
        self.rule = rule
        self.term = term
        self.source = source
        self.end = end
    }
}

extension RetentionTerm {
    /// When a term that a nomenclator gives to a dossier of a year is over: its years count from 1 January after
    /// that year, or after the year in which the matter ended.
    package func end(year: Int, ended: CalendarDate?) -> RetentionEnd {
        guard let issued = CalendarDate(year: year, month: 12, day: 31) else { return .never }
        return (startsAtEnd ? RetentionStart.end : .year).end(
            after: years, issued: issued, ended: ended)
    }
}
