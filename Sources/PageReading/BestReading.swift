import ArchiveModel
import ImageCleanup

/// Recognizes a page in its likeliest orientation, and in others as long as the result is poor.
struct BestReading {
    /// The page as it was recognized best.
    let page: CleanedPage
    /// What was read.
    let text: RecognizedPage
    /// What is to be thought of it.
    let judgement: ReadingJudgement

    /// A first reading in one orientation.
    private struct Attempt {
        let page: CleanedPage
        let result: PageRecognition

        var text: RecognizedPage { result.text }

        /// Letters read with confidence, and with sense where the engine can tell: favours the orientation in
        /// which more of the page makes sense.
        var weight: Double {
            let sum = text.words.reduce(0.0) { sum, word in
                let excess = word.confidence.value - 0.5
                return excess > 0 ? sum + excess * Double(word.text.count) : sum
            }
            return sum * (result.sense?.share ?? 1)
        }
    }

    /// Mean word confidence from which on a reading needs no second try.
    private static let goodConfidence = 0.75
    /// Below this the two remaining quarter turns are tried as well: dense tables that lie on their side come to 0.5.
    private static let hopelessConfidence = 0.6
    /// Letters of a reading from which on it is not held against the marks on the page.
    private static let manyLetters = 60
    /// Marks of the size of letters that one letter that was read may stand for, and how many may be dirt.
    private static let marksOfLetter = 3
    private static let marksOfDirt = 30

    /// Reads a page upright, and judges what was read.
    ///
    /// - Throws: What the recognizer throws; `CleanupError`.
    static func find(
        of prepared: PreparedPage, by recognizer: any TextRecognizer, clock: StageClock
    ) throws -> BestReading {
        var readings = 0
        let first = try upright(
            prepared, recognizer: recognizer, clock: clock, readings: &readings)
        var page = first.page
        page.note(readings: readings)
        var whole = try recognizer.recognize(
            page,
            as: .whole(first: first.text) { words in
                try clock.measure(.cleanup) { try UnreadInk.find(on: page, besides: words) }
            })
        clock.add(whole.seconds)
        page.steps += whole.steps
        page.steps.append(HandwritingMarks(page: page).mark(&whole.text))
        let judgement = ReadingJudgement(of: whole, on: page)
        page.steps.append(judgement.step)
        return BestReading(page: page, text: whole.text, judgement: judgement)
    }

    /// The best orientation with what was read in it.
    private static func upright(
        _ prepared: PreparedPage, recognizer: any TextRecognizer, clock: StageClock,
        readings: inout Int
    ) throws -> Attempt {
        let candidates = prepared.orientation.candidates
        readings = 1
        var best = try read(
            prepared, degrees: candidates[0], recognizer: recognizer, clock: clock,
            stage: .recognition)
        // What shines through is nonsense whichever way it is turned.
        func makesSense(_ attempt: Attempt) -> Bool {
            prepared.content == .faint
                || !ReadingJudgement.isGibberish(
                    attempt.result.sense, confidence: attempt.text.meanWordConfidence.value)
        }
        // A page that lies otherwise may give no word at all, which is neither sense nor nonsense.
        func isFinal(_ attempt: Attempt) throws -> Bool {
            try makesSense(attempt) && explains(attempt.text, prepared)
        }
        if prepared.orientation.isCertain || isGood(best.text), try isFinal(best) { return best }
        for (index, degrees) in candidates.enumerated().dropFirst() {
            if index >= 2, best.text.meanWordConfidence.value >= hopelessConfidence,
                try isFinal(best)
            {
                return best
            }
            readings += 1
            let other = try read(
                prepared, degrees: degrees, recognizer: recognizer, clock: clock,
                stage: .otherOrientations)
            if other.weight > best.weight { best = other }
            if isGood(best.text), try isFinal(best) { return best }
        }
        return best
    }

    /// Whether what was read stands for the marks on the page; a page with hardly any print is not in question.
    private static func explains(
        _ text: RecognizedPage, _ prepared: PreparedPage
    ) throws -> Bool {
        let letters = text.words.reduce(0) { $0 + $1.text.count }
        guard letters < manyLetters, prepared.content != .faint else { return true }
        return try prepared.letterCount() <= marksOfLetter * letters + marksOfDirt
    }

    private static func read(
        _ prepared: PreparedPage, degrees: Int, recognizer: any TextRecognizer,
        clock: StageClock, stage: ReadingStage
    ) throws -> Attempt {
        let page = try clock.measure(.cleanup) { try prepared.finished(rotationDegrees: degrees) }
        let result = try clock.measure(stage) { try recognizer.recognize(page, as: .first) }
        return Attempt(page: page, result: result)
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
}

extension CleanedPage {
    /// Records in how many orientations the page was read.
    fileprivate mutating func note(readings: Int) {
        guard let index = steps.firstIndex(where: { $0.name == "orientation" }) else { return }
        steps[index].measured["readings"] = Double(readings)
    }
}
