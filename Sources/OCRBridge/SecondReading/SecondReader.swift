import ArchiveModel
import CTesseract

/// Reads words in doubt again, with the model of a whole script.
///
/// Two models trained apart seldom make the same mistake. The engine is loaded when it is first needed.
final class SecondReader {
    /// Pages from this mean confidence on are not read again: their few doubts are mostly dirt.
    private static let goodPage = 0.9
    /// Print higher than this, in inches, is no line but a blot or a box around one.
    private static let highestLine = 0.8
    /// Paper around the words as a share of their height, and white around that in inches.
    private static let margin = 0.15
    private static let white = 0.033

    private let language: String
    private let data: TesseractData
    private var engine: TesseractEngine?

    /// Remembers what to load.
    ///
    /// - Throws: `OCRError` `language-missing` when the data is not installed.
    init(language: String, data: TesseractData) throws(OCRError) {
        try data.require([language])
        self.language = language
        self.data = data
    }

    /// The reading with the words that were surer the second time.
    ///
    /// A span that fails, or the end of the time, ends it; what was found before is kept. Takes about 50
    /// milliseconds a span.
    func reconsidered(
        _ reading: RecognizedPage, of page: CleanedPage, within seconds: Int
    ) throws(OCRError) -> (reading: RecognizedPage, step: CleanupStep?) {
        guard reading.meanWordConfidence.value < Self.goodPage else { return (reading, nil) }
        let spans = DoubtfulSpans.spans(of: reading.lines)
        guard !spans.isEmpty else { return (reading, nil) }
        let engine = try loaded()
        defer { TessBaseAPIClear(engine.handle) }
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        var result = reading
        var taken = 0
        // From the right: replaced words must not move those of spans to come.
        for span in spans.reversed() {
            let left = Int((end - clock.now).components.seconds)
            guard left > 0 else { break }
            let words = Array(reading.lines[span.line].words[span.words])
            guard let second = read(words, of: page, by: engine, within: left) else { break }
            let merged = SpanMerge.merged(words, second)
            taken += merged.taken
            result.lines[span.line].words.replaceSubrange(span.words, with: merged.words)
        }
        if taken > 0 { result.engine += ", \(language)" }
        let step = CleanupStep(
            name: "secondReading",
            measured: ["spans": Double(spans.count), "taken": Double(taken)], changed: taken > 0)
        return (result, step)
    }

    /// The words found where others were; none where they are no line, nil when the engine gave up.
    private func read(
        _ words: [Word], of page: CleanedPage, by engine: TesseractEngine, within seconds: Int
    ) -> [Word]? {
        let frame = BoundingBox(left: 0, top: 0, right: page.image.width, bottom: page.image.height)
        guard let box = BoundingBox.enclosing(words.map(\.box)),
            Double(box.height) <= Self.highestLine * Double(page.dotsPerInch)
        else { return [] }
        let paper = max(4, Int(Self.margin * Double(box.height)))
        let part = BoundingBox(
            left: max(frame.left, box.left - paper), top: max(frame.top, box.top - paper),
            right: min(frame.right, box.right + paper),
            bottom: min(frame.bottom, box.bottom + paper))
        let white = max(1, Int(Self.white * Double(page.dotsPerInch)))
        engine.show(page.image.part(part, margin: white), dotsPerInch: page.dotsPerInch)
        TessBaseAPISetPageSegMode(engine.handle, PSM_SINGLE_LINE)
        guard (try? engine.run(within: seconds)) != nil else { return nil }
        return TesseractResult(of: engine.handle).lines().flatMap(\.words).map { word in
            var moved = word
            moved.box.left += part.left - white
            moved.box.right += part.left - white
            moved.box.top += part.top - white
            moved.box.bottom += part.top - white
            return moved
        }
    }

    /// The engine; without its words where the file's format is known, as a whole otherwise.
    private func loaded() throws(OCRError) -> TesseractEngine {
        if let engine { return engine }
        let made: TesseractEngine
        if let model = TrainedModel(path: "\(data.folder)/\(language).traineddata") {
            made = try TesseractEngine(model, language: language)
        } else {
            made = try TesseractEngine(languages: [language], data: data)
        }
        engine = made
        return made
    }
}
