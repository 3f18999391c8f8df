package import ArchiveStore
import Catalogue
import Foundation

/// How far an archive is reviewed, and how long the rest takes.
package struct ReviewFigures: Sendable {
    /// Each field of each type.
    package let fields: [FieldFigures]
    /// Items that wait, by kind.
    package let waiting: [ReviewItem.Kind: Int]
    /// How fast persons answer here.
    package let pace: ReviewPace

    /// Items that wait.
    package var left: Int { waiting.values.reduce(0, +) }
    /// Hours of one person's work that these take.
    package var hoursLeft: Double { Double(left) * pace.secondsPerAnswer / 3600 }

    /// Counts by the catalogue's rows, without reading documents: one walk through the fields, and one through the
    /// documents of each type with required fields.
    ///
    /// Only what is selected is counted.
    package static func read(
        of archive: Archive, _ selection: ReviewQueue.Selection = .init()
    ) throws -> ReviewFigures {
        let listing = Listing(archive: archive)
        let rules = try ReviewRules.read(in: archive)
        let type = selection.type
        var waiting: [ReviewItem.Kind: Int] = [:]
        for kind in selection.kinds {
            waiting[kind] = try rules.causes(of: kind, type: type).reduce(0) {
                try $0 + listing.count(toReviewFor: $1, type: type)
            }
        }
        let times = try listing.answerTimes(most: ReviewPace.most)
        return ReviewFigures(
            fields: try listing.fieldFigures().filter { type == nil || $0.type == type },
            waiting: waiting, pace: ReviewPace(of: times))
    }
}

/// How long persons take from one answer to the next.
package struct ReviewPace: Sendable, Equatable {
    /// Seconds, on the average.
    package let secondsPerAnswer: Double
    /// Answers that this was measured by; 0 when it is only assumed.
    package let measuredBy: Int

    /// What is assumed until there are measurements, in seconds: to find the place, to read, to type.
    package static let assumed = 15.0
    /// Answers that make a measurement.
    static let fewest = 20
    /// The newest answers that are looked at.
    static let most = 2000
    /// Seconds after which somebody did something else meanwhile.
    static let longestPause = 300.0

    /// Measures by the time between answers of the same person; no time at all is that of a table, not of a person.
    init(of times: [AnswerTime]) {
        let gaps = Dictionary(grouping: times, by: \.account).values.flatMap { answers in
            let times = answers.compactMap { try? Date($0.at, strategy: .iso8601) }.sorted()
            return zip(times, times.dropFirst()).map { $1.timeIntervalSince($0) }
        }.filter { $0 > 0 && $0 <= Self.longestPause }
        let isEnough = gaps.count >= Self.fewest
        measuredBy = isEnough ? gaps.count : 0
        secondsPerAnswer = isEnough ? gaps.reduce(0, +) / Double(gaps.count) : Self.assumed
    }
}
