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

    private let handle: OpaquePointer
    private let secondsPerPage: Int

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
        // One column: the cells of a table row, and a label with its value, stay on one line.
        TessBaseAPISetPageSegMode(handle, PSM_SINGLE_COLUMN)
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
        let image = page.image
        TessBaseAPISetImage(
            handle, image.pixels, Int32(image.width), Int32(image.height), 1, Int32(image.width))
        TessBaseAPISetSourceResolution(handle, Int32(min(max(page.dotsPerInch, 70), 2400)))
        try run()
        let lines = RowOrder.sorted(TesseractResult(of: handle).lines())
        return RecognizedPage(
            width: image.width, height: image.height, lines: lines, engine: engine)
    }

    private func run() throws(OCRError) {
        guard let monitor = TessMonitorCreate() else { throw .recognitionFailed() }
        defer { TessMonitorDelete(monitor) }
        TessMonitorSetDeadlineMSecs(monitor, Int32(secondsPerPage * 1000))
        let clock = ContinuousClock()
        let start = clock.now
        let status = TessBaseAPIRecognize(handle, monitor)
        if clock.now - start >= .seconds(secondsPerPage) { throw .tooSlow(seconds: secondsPerPage) }
        if status != 0 { throw .recognitionFailed() }
    }
}
