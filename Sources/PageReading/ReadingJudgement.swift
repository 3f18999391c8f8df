import ArchiveModel
import ImageCleanup

/// Judges what was read on a page: whether it makes sense, and whether it explains the ink.
///
/// The limits of sense were chosen on the pages of both development sets, so that none that was read well falls
/// below them; none was held out to test them. Those of ink are a guess (docs/benchmarks.md).
struct ReadingJudgement {
    /// Less sense than this is none.
    private static let leastSense = 0.58
    /// Readings that are unsure as well need this much.
    private static let leastUnsureSense = 0.68
    private static let unsure = 0.72
    /// Mean confidence below which a reading is nonsense, whatever its words are.
    private static let leastConfidence = 0.5
    /// Fewer letters are too few to judge by words, or by confidence.
    private static let fewestLetters = 20
    private static let fewestForConfidence = 8
    /// How many marks like letters, and what share of them, no word explains on a doubtful page.
    private static let mostUnexplained = 60
    private static let mostUnexplainedShare = 0.3
    /// Words of less confidence explain nothing.
    private static let credible = 0.3

    /// What makes sense of the words; nil when the engine cannot tell.
    let sense: ReadingSense?
    /// Mean confidence of the words.
    let confidence: Double
    /// Marks of the size of letters, and those of them that no word covers.
    let marks: Int
    let unexplained: Int
    private let hasWords: Bool

    /// Judges a reading.
    ///
    /// - Parameters:
    ///   - reading: What was read, and what the first reading left.
    ///   - page: The page as it was read.
    init(of reading: PageRecognition, on page: CleanedPage) {
        let text = reading.text
        sense = reading.sense
        confidence = text.meanWordConfidence.value
        hasWords = text.words.contains { $0.text.contains { $0.isLetter || $0.isNumber } }
        let words = text.words.filter { $0.confidence.value >= Self.credible }.map(\.box)
        let cover = WordCover(words, on: page)
        // Marks that clean-up left as they were are in both lists.
        let known = Set(page.letters)
        let all = page.letters + reading.unread.filter { !known.contains($0) }
        marks = all.count
        unexplained = all.count { !cover.contains($0) }
    }

    /// Whether a reading is nonsense, however sure the engine is.
    static func isGibberish(_ sense: ReadingSense?, confidence: Double) -> Bool {
        guard let sense else { return false }
        if sense.letters >= fewestForConfidence, confidence < leastConfidence { return true }
        guard sense.letters >= fewestLetters else { return false }
        return sense.share < leastSense
            || sense.share < leastUnsureSense && confidence < unsure
    }

    var isGibberish: Bool { Self.isGibberish(sense, confidence: confidence) }

    /// Whether much of the ink is explained by no word.
    private var leavesInk: Bool {
        unexplained >= Self.mostUnexplained
            && Double(unexplained) >= Self.mostUnexplainedShare * Double(marks)
    }

    /// What a person should look at; of several reasons the one that says most.
    var doubts: [Doubt] {
        if !hasWords { return [.withoutWords] }
        if isGibberish { return [.gibberish] }
        return leavesInk ? [.unexplainedInk] : []
    }

    /// Whether a page that is taken for blank may hold print after all.
    var maybePrint: Bool {
        guard let sense else { return false }
        return sense.letters >= Self.fewestForConfidence && sense.share >= Self.leastSense
            && confidence >= Self.leastConfidence
    }

    /// The record of what was measured.
    var step: ProcessingStep {
        var measured = ["marks": Double(marks), "unexplainedMarks": Double(unexplained)]
        if let sense {
            measured["letters"] = Double(sense.letters)
            measured["senseShare"] = sense.share
        }
        return ProcessingStep(name: "judgement", measured: measured, changed: isGibberish)
    }

    /// The reading with no word surer than the whole makes sense; the same unless it is nonsense.
    func limited(_ text: RecognizedPage) -> RecognizedPage {
        guard isGibberish, let share = sense?.share else { return text }
        var text = text
        for line in text.lines.indices {
            for word in text.lines[line].words.indices {
                let old = text.lines[line].words[word].confidence.value
                text.lines[line].words[word].confidence = Confidence(min(old, share))
            }
        }
        return text
    }
}

/// Where the words of a page lie, for many questions.
private struct WordCover {
    /// Height in pixels of the bands that words are sorted into.
    private static let band = 64
    /// Words reach this far beyond their boxes, in inches.
    private static let margin = 0.02

    private var bands: [Int: [BoundingBox]] = [:]

    init(_ words: [BoundingBox], on page: CleanedPage) {
        let margin = Int(Self.margin * Double(page.dotsPerInch))
        for word in words {
            let box = word.grown(across: margin, down: margin)
            let last = max(box.top, box.bottom) / Self.band
            for band in box.top / Self.band...last { bands[band, default: []].append(box) }
        }
    }

    /// Whether the middle of a mark lies in a word.
    func contains(_ mark: BoundingBox) -> Bool {
        let (x, y) = ((mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2)
        return (bands[y / Self.band] ?? []).contains {
            $0.left <= x && x < $0.right && $0.top <= y && y < $0.bottom
        }
    }
}

extension Doubt {
    /// There is ink, and no word.
    static let withoutWords = Doubt(
        code: "page-without-words",
        message: "there is ink on the page, and no word of it was read; look at the page, and scan "
            + "it again where print is pale or blurred")
    /// Words that make no sense.
    static let gibberish = Doubt(
        code: "page-gibberish",
        message:
            "most of what was read makes no sense; look at the page, and scan it again upright, "
            + "from the printed side and sharper")
    /// A page of faint marks.
    static let faintPrint = Doubt(
        code: "page-faint",
        message:
            "the page holds faint marks only and is taken for blank, though some may be words; "
            + "look at the page, and scan it again darker when they are")
    /// Print beside what was read.
    static let unexplainedInk = Doubt(
        code: "page-unexplained-ink",
        message:
            "much of the ink on the page is in no word that was read; look at the page, and scan "
            + "it again when it is print")
}
