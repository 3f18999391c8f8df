import ArchiveModel
import CTesseract

/// Reads doubtful words again, with the model of a whole script.
///
/// Two independently trained models seldom make the same mistake.
struct SecondReader {
    /// Pages from this mean confidence on are not read again: their few doubts are mostly dirt.
    private static let goodPage = 0.92
    /// Print higher than this, in inches, is not a line but a blot or a box around one.
    private static let highestLine = 0.8
    /// Paper around the words as a share of their height, and white around that in inches.
    private static let margin = 0.15
    private static let white = 0.033

    private let language: String
    private let engine: TesseractEngine

    /// Loads the model; without its words if the file's format is known, otherwise as a whole.
    ///
    /// - Throws: `OCRError` if the data is not installed or the engine refuses it.
    static func load(language: String, data: TesseractData) throws(OCRError) -> SecondReader {
        try data.require([language])
        let engine: TesseractEngine
        if let model = TrainedModel.read("\(data.folder)/\(language).traineddata") {
            engine = try TesseractEngine.load(model, language: language)
        } else {
            engine = try TesseractEngine.load(languages: [language], data: data)
        }
        TessBaseAPISetPageSegMode(engine.handle, PSM_SINGLE_LINE)
        return SecondReader(language: language, engine: engine)
    }

    /// The reading with the words that were surer the second time.
    ///
    /// When the time is over, it stops and keeps the results so far. Takes about 50 milliseconds
    /// per span.
    func reconsidered(
        _ reading: RecognizedPage, of page: CleanedPage, within seconds: Int
    ) -> RefinedReading {
        guard reading.meanWordConfidence.value < Self.goodPage else {
            return RefinedReading(reading)
        }
        let spans = DoubtfulSpans.spans(of: reading.lines)
        defer { TessBaseAPIClear(engine.handle) }
        let deadline = ProcessorDeadline(seconds: seconds)
        var result = reading
        var (read, taken) = (0, 0)
        // From the right: replaced words must not move those of later spans.
        for span in spans.reversed() {
            if deadline.isOver { break }
            let words = Array(reading.lines[span.line].words[span.words])
            let seconds = deadline.secondsLeft + 1
            let merged = SpanMerge.merged(
                words, with: self.words(where: words, on: page, within: seconds))
            read += 1
            taken += merged.taken
            result.lines[span.line].words.replaceSubrange(span.words, with: merged.words)
        }
        guard read > 0 else { return RefinedReading(reading) }
        if taken > 0 { result.engine += ", \(language)" }
        let step = ProcessingStep(
            name: "secondReading",
            measured: ["spans": Double(read), "taken": Double(taken)], changed: taken > 0)
        return RefinedReading(result, step: step)
    }

    /// All words of a page as this model alone reads them.
    ///
    /// - Throws: `OCRError` if the engine gives up or the time is over.
    func recognize(
        _ page: CleanedPage, within seconds: Int
    ) throws(OCRError) -> RecognizedPage {
        defer {
            TessBaseAPIClear(engine.handle)
            TessBaseAPISetPageSegMode(engine.handle, PSM_SINGLE_LINE)
        }
        TessBaseAPISetPageSegMode(engine.handle, TesseractRecognizer.pageMode)
        engine.show(page.image, dotsPerInch: page.dotsPerInch)
        try engine.run(within: seconds)
        let lines = RowOrder.sorted(TesseractResult(of: engine.handle).lines())
        return RecognizedPage(
            width: page.image.width, height: page.image.height, lines: lines, engine: language)
    }

    /// The words found in place of others; none if they are not a line or the engine gives up.
    private func words(
        where words: [Word], on page: CleanedPage, within seconds: Int
    ) -> [Word] {
        guard let box = BoundingBox.enclosing(words.map(\.box)),
            Double(box.height) <= Self.highestLine * Double(page.dotsPerInch)
        else { return [] }
        let paper = max(4, Int(Self.margin * Double(box.height)))
        let part = box.grown(across: paper, down: paper).clipped(to: page.image.frame)
        guard part.width > 0, part.height > 0 else { return [] }
        let white = max(1, Int(Self.white * Double(page.dotsPerInch)))
        engine.show(page.image.part(part, margin: white), dotsPerInch: page.dotsPerInch)
        guard (try? engine.run(within: seconds)) != nil else { return [] }
        return TesseractResult(of: engine.handle).lines().flatMap(\.words).compactMap {
            Self.moved($0, by: (part.left - white, part.top - white), into: part)
        }
    }

    /// The word at its place on the page; nil if it lies wholly in the white margin.
    static func moved(
        _ word: Word, by offset: (x: Int, y: Int), into part: BoundingBox
    ) -> Word? {
        var result = word
        result.box = BoundingBox(
            left: max(part.left, word.box.left + offset.x),
            top: max(part.top, word.box.top + offset.y),
            right: min(part.right, word.box.right + offset.x),
            bottom: min(part.bottom, word.box.bottom + offset.y))
        return result.box.width > 0 && result.box.height > 0 ? result : nil
    }
}
