package import ArchiveModel
import CTesseract

/// Reads clean pages with Tesseract's LSTM engine.
///
/// Owns its engines, which keep their models loaded between pages. Not `Sendable`: one thread at a
/// time. Set `OMP_THREAD_LIMIT=1` in the environment of the process before it starts: Tesseract's
/// own threads make several engines side by side many times slower.
package final class TesseractRecognizer: TextRecognizer {
    /// Name, version and languages, such as `tesseract 5.3.0 ron`; recorded with every page.
    private let engine: String

    /// One column: the cells of a table row, and a label with its value, stay on one line.
    static let pageMode = PSM_SINGLE_COLUMN

    private let first: TesseractEngine
    private let second: SecondReader?
    let secondsPerPage: Int
    let vocabulary: Vocabulary

    /// Version of the library, such as `5.3.0`.
    package static var libraryVersion: String { String(cString: TessVersion()) }

    private init(
        first: TesseractEngine, second: SecondReader?, secondsPerPage: Int, engine: String
    ) {
        self.first = first
        self.second = second
        self.secondsPerPage = secondsPerPage
        self.engine = engine
        vocabulary = Vocabulary(own: .builtIn) { TessBaseAPIIsValidWord(first.handle, $0) != 0 }
    }

    /// Loads the engines; takes about 0.1 seconds.
    ///
    /// - Parameters:
    ///   - languages: Codes such as `ron`, the most important first; not empty.
    ///   - data: The folder of the language data.
    ///   - secondReading: The model that reads doubtful words again, such as `Latin`; nil for none.
    ///   - secondsPerPage: The processor time after which a page is given up.
    /// - Throws: `OCRError` if a language or model is missing or the engine refuses its data.
    package static func load(
        languages: [String], data: TesseractData, secondReading: String? = nil,
        secondsPerPage: Int
    ) throws(OCRError) -> TesseractRecognizer {
        try data.require(languages)
        let engine = try TesseractEngine.load(languages: languages, data: data)
        TessBaseAPISetPageSegMode(engine.handle, pageMode)
        let second = try secondReading.map { language throws(OCRError) in
            try SecondReader.load(language: language, data: data)
        }
        return TesseractRecognizer(
            first: engine, second: second, secondsPerPage: secondsPerPage,
            engine: "tesseract \(libraryVersion) \(languages.joined(separator: "+"))")
    }

    /// Reads a page; the first reading takes one to three seconds on an ordinary A4 page, all later
    /// steps about a third of that.
    ///
    /// - Throws: `OCRError` if the engine gives up or the time is over; anything that `unread`
    ///   throws.
    package func recognize(
        _ page: CleanedPage, as attempt: ReadingAttempt
    ) throws -> PageRecognition {
        switch attempt {
        case .first: return judged(try recognize(page))
        case .otherwise: return judged(try recognizedOtherwise(page) ?? recognize(page))
        case .whole(let first, let unread):
            var result = try refined(first, of: page, unread: unread)
            result.sense = sense(of: result.text)
            return result
        }
    }

    private func judged(_ text: RecognizedPage) -> PageRecognition {
        PageRecognition(text: text, sense: sense(of: text))
    }

    /// Reads one page for the first time.
    ///
    /// - Throws: `OCRError` if the engine gives up or the time is over.
    package func recognize(_ page: CleanedPage) throws(OCRError) -> RecognizedPage {
        defer { TessBaseAPIClear(handle) }
        show(page)
        try run(within: secondsPerPage)
        let lines = RowOrder.sorted(NoiseFilter.cleaned(TesseractResult(of: handle).lines()))
        return RecognizedPage(
            width: page.image.width, height: page.image.height, lines: lines, engine: engine)
    }

    /// Reads a page with the second model alone; nil without one.
    ///
    /// - Throws: `OCRError` if the engine gives up or the time is over.
    package func recognizedOtherwise(_ page: CleanedPage) throws(OCRError) -> RecognizedPage? {
        try second?.recognize(page, within: secondsPerPage)
    }

    /// Reads lines that the first reading skipped; takes about 20 milliseconds per line.
    ///
    /// Words are accepted if they have a confidence of 0.6 and a letter or figure, and overlap no
    /// other word.
    ///
    /// A line that fails ends it; the results so far are kept.
    package func complete(
        _ reading: RecognizedPage, of page: CleanedPage, at lines: [BoundingBox]
    ) -> RecognizedPage {
        guard !lines.isEmpty else { return reading }
        show(page)
        var found: [TextLine] = []
        readParts(lines, as: PSM_SINGLE_LINE) { box, seconds in
            TessBaseAPISetRectangle(
                handle, Int32(box.left), Int32(box.top), Int32(box.width), Int32(box.height))
            guard (try? run(within: seconds)) != nil else { return false }
            found += TesseractResult(of: handle).lines()
            return true
        }
        return Completion(reading).adding(found)
    }

    /// Reads doubtful words again with the second model, if there is one, and puts columns of prose
    /// one after the other; takes about 50 milliseconds per place.
    package func reconsidered(
        _ reading: RecognizedPage, of page: CleanedPage
    ) -> RefinedReading {
        var refined =
            second?.reconsidered(reading, of: page, within: secondsPerPage)
            ?? RefinedReading(reading)
        // Columns are recognised by their words, so the words must be final.
        let lines = NoiseFilter.cleaned(refined.reading.lines, limits: .final)
        refined.reading.lines = ColumnOrder.sorted(lines)
        return refined
    }

    /// Repairs words with the engine's own dictionary and the program's list; `PageRepair` says
    /// which are left alone.
    package func repaired(
        _ reading: RecognizedPage, of page: CleanedPage
    ) -> RefinedReading {
        var refined = PageRepair(vocabulary).repaired(reading, in: page.image) {
            figure(in: $0, of: page)
        }
        refined.reading.lines = NoiseFilter.withoutLonePunctuation(refined.reading.lines)
        return refined
    }

    /// The reading of a small part of a page as one letter; takes a few milliseconds.
    private func figure(in box: BoundingBox, of page: CleanedPage) -> Character? {
        let part = page.image.part(box, margin: max(2, box.height / 2))
        var found: Character?
        readParts([part], as: PSM_SINGLE_CHAR) { part, seconds in
            first.show(part, dotsPerInch: page.dotsPerInch)
            guard (try? run(within: seconds)) != nil else { return false }
            found = TesseractResult(of: handle).lines().first?.words.first?.text.first
            return true
        }
        return found
    }

    /// Measures how much of a reading makes sense, with the engine's own dictionary and the
    /// program's list.
    package func sense(of reading: RecognizedPage) -> ReadingSense? {
        SenseMeasure(vocabulary: vocabulary).sense(of: reading)
    }

    /// Puts the lines of a text layer into this engine's own order, rows whole and columns of prose
    /// one after the other, and records the whole words of those that are broken at line ends;
    /// changes no word.
    package func arranged(_ layer: RecognizedPage) -> RecognizedPage {
        var result = layer
        result.lines = HyphenFinder(vocabulary: vocabulary).marked(LayerOrder.sorted(layer.lines))
        return result
    }

    /// Reads parts of a page one by one in the given mode, then prepares the engine for whole pages
    /// again.
    ///
    /// The results so far are worth more than a part that takes too long: all of them together have
    /// the time of one page.
    ///
    /// - Parameter read: Reads a part within the given seconds; false ends it.
    func readParts<Part>(
        _ parts: some Sequence<Part>, as mode: TessPageSegMode,
        read: (_ part: Part, _ seconds: Int) -> Bool
    ) {
        defer {
            TessBaseAPIClear(handle)
            TessBaseAPISetPageSegMode(handle, Self.pageMode)
        }
        TessBaseAPISetPageSegMode(handle, mode)
        let deadline = ProcessorDeadline(seconds: secondsPerPage)
        for part in parts {
            let left = deadline.secondsLeft
            guard left > 0, read(part, left) else { return }
        }
    }

    var handle: OpaquePointer { first.handle }

    func show(_ page: CleanedPage) {
        first.show(page.image, dotsPerInch: page.dotsPerInch)
    }

    func run(within seconds: Int) throws(OCRError) { try first.run(within: seconds) }
}
