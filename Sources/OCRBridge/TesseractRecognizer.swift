public import ArchiveModel
import CTesseract

/// Reads clean pages with Tesseract's LSTM engine.
///
/// Owns one engine, which keeps its models loaded between pages. Not `Sendable`: one thread at a
/// time. Set `OMP_THREAD_LIMIT=1` in the environment of the process before it starts: Tesseract's own
/// threads make several engines side by side many times slower.
public final class TesseractRecognizer: TextRecognizer {
    /// Name, version and languages, such as `tesseract 5.3.0 ron`.
    public let engine: String

    /// One column: the cells of a table row, and a label with its value, stay on one line.
    static let pageMode = PSM_SINGLE_COLUMN

    let handle: OpaquePointer
    let secondsPerPage: Int

    /// Version of the library, such as `5.3.0`.
    public static var libraryVersion: String { String(cString: TessVersion()) }

    /// Loads an engine; takes about 0.1 seconds.
    ///
    /// - Parameters:
    ///   - languages: Codes such as `ron`, the most important first; not empty.
    ///   - data: Where the language data lies.
    ///   - secondsPerPage: After this time a page is given up.
    /// - Throws: `OCRError` when a language is missing or the engine refuses its data.
    public init(
        languages: [String], data: TesseractData, secondsPerPage: Int
    ) throws(OCRError) {
        try data.require(languages)
        guard let handle = TessBaseAPICreate() else { throw .engineRefused(languages) }
        let joined = languages.joined(separator: "+")
        guard TessBaseAPIInit2(handle, data.folder, joined, OEM_LSTM_ONLY) == 0 else {
            TessBaseAPIDelete(handle)
            throw .engineRefused(languages)
        }
        TessBaseAPISetVariable(handle, "debug_file", "/dev/null")
        TessBaseAPISetPageSegMode(handle, Self.pageMode)
        self.handle = handle
        self.secondsPerPage = secondsPerPage
        engine = "tesseract \(Self.libraryVersion) \(joined)"
    }

    deinit {
        TessBaseAPIEnd(handle)
        TessBaseAPIDelete(handle)
    }

    /// Reads one page; blocks for one to three seconds on an ordinary A4 page.
    ///
    /// - Throws: `OCRError` when the engine gives up or the time is over.
    public func recognize(_ page: CleanedPage) throws(OCRError) -> RecognizedPage {
        defer { TessBaseAPIClear(handle) }
        show(page)
        try run(within: secondsPerPage)
        let lines = RowOrder.sorted(NoiseFilter.cleaned(TesseractResult(of: handle).lines()))
        return RecognizedPage(
            width: page.image.width, height: page.image.height, lines: lines, engine: engine)
    }

    /// Reads lines that the first reading has passed over; takes about 20 milliseconds a line.
    ///
    /// Words are taken when they have a confidence of 0.6, a letter or figure, and lie on no other word.
    ///
    /// A line that fails ends it; what was found before is kept.
    public func complete(
        _ reading: RecognizedPage, of page: CleanedPage, at lines: [BoundingBox]
    ) -> RecognizedPage {
        guard !lines.isEmpty else { return reading }
        defer {
            TessBaseAPIClear(handle)
            TessBaseAPISetPageSegMode(handle, Self.pageMode)
        }
        show(page)
        TessBaseAPISetPageSegMode(handle, PSM_SINGLE_LINE)
        let clock = ContinuousClock()
        let end = clock.now + .seconds(secondsPerPage)
        var found: [TextLine] = []
        for box in lines {
            // What was read before is worth more than a line that takes too long.
            let left = Int((end - clock.now).components.seconds)
            guard left > 0 else { break }
            TessBaseAPISetRectangle(
                handle, Int32(box.left), Int32(box.top), Int32(box.width), Int32(box.height))
            guard (try? run(within: left)) != nil else { break }
            found += TesseractResult(of: handle).lines()
        }
        return Completion(reading).adding(found)
    }

    func show(_ page: CleanedPage) {
        let image = page.image
        TessBaseAPISetImage(
            handle, image.pixels, Int32(image.width), Int32(image.height), 1, Int32(image.width))
        TessBaseAPISetSourceResolution(handle, Int32(min(max(page.dotsPerInch, 70), 2400)))
    }

    func run(within seconds: Int) throws(OCRError) {
        guard let monitor = TessMonitorCreate() else { throw .recognitionFailed() }
        defer { TessMonitorDelete(monitor) }
        TessMonitorSetDeadlineMSecs(monitor, Int32(seconds * 1000))
        let clock = ContinuousClock()
        let start = clock.now
        let status = TessBaseAPIRecognize(handle, monitor)
        if clock.now - start >= .seconds(seconds) { throw .tooSlow(seconds: seconds) }
        if status != 0 { throw .recognitionFailed() }
    }
}
