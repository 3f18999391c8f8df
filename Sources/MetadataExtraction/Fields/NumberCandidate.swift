import RomanianText

/// A number that may be the paper's own.
struct NumberCandidate: Sendable {
    /// Which rule found it.
    enum Rule: String, Sendable {
        /// On the line of the title or on the line right below it.
        case title = "number.title"
        /// Labelled, near the title.
        case label = "number.label"
        /// In the heading of a paper whose title stands in no table.
        case heading = "number.heading"
        /// In the line or stamp of a general register.
        case register = "number.register"
        /// At the foot, with its date.
        case foot = "number.foot"
    }

    /// The number.
    let number: NumberReader.Match
    /// The series before it.
    let series: NumberReader.Match?
    /// The segment that holds the number.
    let segment: PageSegment
    /// The segment that holds the series when it is another.
    var seriesSegment: PageSegment?
    /// Which rule found it.
    let rule: Rule
    /// How sure it is.
    let score: Double

    /// Whether another candidate is the same number at the same place.
    func isSame(as other: NumberCandidate?) -> Bool {
        number == other?.number && segment.page == other?.segment.page
            && segment.index == other?.segment.index
    }
}
