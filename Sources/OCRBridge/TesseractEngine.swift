import ArchiveModel
import CTesseract

/// Owner of one engine, which keeps its model loaded between pages.
///
/// One thread at a time.
final class TesseractEngine {
    let handle: OpaquePointer

    /// Loads the installed data of languages.
    ///
    /// - Throws: `OCRError` if the engine refuses its data.
    static func load(
        languages: [String], data: TesseractData
    ) throws(OCRError) -> TesseractEngine {
        guard let handle = TessBaseAPICreate() else { throw .engineRefused(languages) }
        let joined = languages.joined(separator: "+")
        guard TessBaseAPIInit2(handle, data.folder, joined, OEM_LSTM_ONLY) == 0 else {
            TessBaseAPIDelete(handle)
            throw .engineRefused(languages)
        }
        return TesseractEngine(configured: handle)
    }

    /// Loads a model without words.
    ///
    /// - Throws: `OCRError` if the engine refuses the model.
    static func load(
        _ model: TrainedModel, language: String
    ) throws(OCRError) -> TesseractEngine {
        guard let handle = TessBaseAPICreate() else { throw .engineRefused([language]) }
        let status = model.bytes.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { data in
                TessBaseAPIInit5(
                    handle, data.baseAddress, Int32(data.count), language, OEM_LSTM_ONLY, nil, 0,
                    nil, nil, 0, 0)
            }
        }
        guard status == 0 else {
            TessBaseAPIDelete(handle)
            throw .engineRefused([language])
        }
        return TesseractEngine(configured: handle)
    }

    /// Takes over an engine that has its data, and applies the settings for all pages.
    private init(configured handle: OpaquePointer) {
        self.handle = handle
        TessBaseAPISetVariable(handle, "debug_file", "/dev/null")
        // Doubtful lines are not tried as negatives: light print on dark is inverted beforehand.
        TessBaseAPISetVariable(handle, "tessedit_do_invert", "0")
        // Layout steps that cost a twentieth of the reading and improve no more words than they
        // spoil: regions that look like tables, whose rows come out whole anyway, and the search
        // for a fixed pitch, which the network does not use.
        TessBaseAPISetVariable(handle, "textord_tabfind_find_tables", "0")
        TessBaseAPISetVariable(handle, "textord_all_prop", "1")
    }

    deinit {
        TessBaseAPIEnd(handle)
        TessBaseAPIDelete(handle)
    }

    /// Sets the grey picture to read.
    func show(_ image: PageImage, dotsPerInch: Int) {
        TessBaseAPISetImage(
            handle, image.pixels, Int32(image.width), Int32(image.height), 1, Int32(image.width))
        TessBaseAPISetSourceResolution(handle, Int32(min(max(dotsPerInch, 70), 2400)))
    }

    /// Reads the picture that was set.
    ///
    /// - Parameter seconds: Most processor time of this thread.
    /// - Throws: `OCRError` if the engine gives up or the time is over.
    func run(within seconds: Int) throws(OCRError) {
        guard let monitor = TessMonitorCreate() else { throw .recognitionFailed() }
        defer { TessMonitorDelete(monitor) }
        // Tesseract's own deadline uses the wall clock; its cancellation callback comes as often.
        var deadline = ProcessorDeadline(seconds: seconds)
        let status = withUnsafeMutablePointer(to: &deadline) { deadline in
            TessMonitorSetCancelThis(monitor, deadline)
            TessMonitorSetCancelFunc(monitor) { deadline, _ in
                deadline?.assumingMemoryBound(to: ProcessorDeadline.self).pointee.isOver ?? false
            }
            return TessBaseAPIRecognize(handle, monitor)
        }
        if deadline.isOver { throw .tooSlow(seconds: seconds) }
        if status != 0 { throw .recognitionFailed() }
    }
}
