import ArchiveModel
import ImageCleanup

/// Recognizes a page in its likeliest orientation, and in others as long as the result is poor.
struct BestReading {
    /// The page as it was recognized best.
    private(set) var page: CleanedPage
    /// What was read.
    private(set) var text: RecognizedPage

    /// What is to be thought of it.
    let judgement: ReadingJudgement

    private typealias Reading = (page: CleanedPage, text: RecognizedPage)

    /// Mean word confidence from which on a reading needs no second try.
    private static let goodConfidence = 0.75
    /// Below this the two remaining quarter turns are tried as well.
    private static let hopelessConfidence = 0.4

    init(
        of prepared: PreparedPage, by recognizer: any TextRecognizer, clock: StageClock
    ) throws {
        var readings = 0
        (page, text) = try Self.upright(
            prepared, recognizer: recognizer, clock: clock, readings: &readings)
        page.note(readings: readings)
        let refinement = ReadingRefinement(recognizer: recognizer, clock: clock)
        let unread = try refinement.refine(&text, of: &page)
        judgement = ReadingJudgement(of: text, on: page, unread: unread, by: recognizer)
        page.steps.append(judgement.step)
    }

    /// The best orientation with what was read in it.
    private static func upright(
        _ prepared: PreparedPage, recognizer: any TextRecognizer, clock: StageClock,
        readings: inout Int
    ) throws -> Reading {
        let candidates = prepared.orientation.candidates
        readings = 1
        var best = try read(
            prepared, degrees: candidates[0], recognizer: recognizer, clock: clock,
            stage: .recognition)
        // What shines through is nonsense whichever way it is turned.
        func makesSense(_ text: RecognizedPage) -> Bool {
            prepared.content == .faint
                || !ReadingJudgement.isGibberish(
                    recognizer.sense(of: text), confidence: text.meanWordConfidence.value)
        }
        if makesSense(best.text), prepared.orientation.isCertain || isGood(best.text) {
            return best
        }
        for (index, degrees) in candidates.enumerated().dropFirst() {
            if index >= 2, best.text.meanWordConfidence.value >= hopelessConfidence,
                makesSense(best.text)
            {
                return best
            }
            readings += 1
            let other = try read(
                prepared, degrees: degrees, recognizer: recognizer, clock: clock,
                stage: .otherOrientations)
            if weight(other.text, recognizer: recognizer)
                > weight(best.text, recognizer: recognizer)
            {
                best = other
            }
            if isGood(best.text), makesSense(best.text) { return best }
        }
        return best
    }

    private static func read(
        _ prepared: PreparedPage, degrees: Int, recognizer: any TextRecognizer,
        clock: StageClock, stage: ReadingStage
    ) throws -> Reading {
        let page = try clock.measure(.cleanup) { try prepared.finished(rotationDegrees: degrees) }
        return (page, try clock.measure(stage) { try recognizer.recognize(page) })
    }

    /// Whether a reading is surely that of an upright page.
    ///
    /// Either the mean confidence says so, of five words at least, which rules out chance on a page of
    /// dirt; or a good part consists of longer words that were read well, as on a page that is half
    /// handwriting. Pages upside down came to 2 such words at most, upright ones to 18 and 0.3 of the
    /// letters at least.
    private static func isGood(_ text: RecognizedPage) -> Bool {
        if text.meanWordConfidence.value >= goodConfidence,
            Array(text.words.prefix(5)).count == 5
        {
            return true
        }
        let sure = text.words.filter(isSure)
        let letters = text.words.reduce(0) { $0 + $1.text.count }
        return sure.count >= 8
            && 5 * sure.reduce(0) { $0 + $1.text.count } >= letters
    }

    /// Four letters and more that make a word by chance are hardly ever read well.
    private static func isSure(_ word: Word) -> Bool {
        word.confidence.value >= 0.8 && word.text.count(where: \.isLetter) >= 4
    }

    /// Letters read with confidence, and with sense where the engine can tell: favours the orientation in
    /// which more of the page makes sense.
    private static func weight(
        _ text: RecognizedPage, recognizer: any TextRecognizer
    ) -> Double {
        let sum = text.words.reduce(0.0) { sum, word in
            let excess = word.confidence.value - 0.5
            return excess > 0 ? sum + excess * Double(word.text.count) : sum
        }
        return sum * (recognizer.sense(of: text)?.share ?? 1)
    }
}

extension CleanedPage {
    /// Records in how many orientations the page was read.
    fileprivate mutating func note(readings: Int) {
        guard let index = steps.firstIndex(where: { $0.name == "orientation" }) else { return }
        steps[index].measured["readings"] = Double(readings)
    }
}
