package import ArchiveModel
package import ImageCleanup
package import ScanDecoding

/// Reads one page: decodes it, cleans it, recognizes it, and judges what was read.
package struct PageReader {
    private let cleaner: PageCleaner
    private let recognizer: any TextRecognizer
    private let arrange: (RecognizedPage) -> RecognizedPage
    private let codes: PageCodes
    /// What decoding may cost.
    package let limits: DecodeLimits
    /// What the pages have cost so far.
    package let clock = StageClock()

    /// Makes a reader; the recognizer serves one thread at a time, and so does this.
    ///
    /// - Parameters:
    ///   - cleaner: Prepares pictures.
    ///   - recognizer: Reads them.
    ///   - arrange: Puts the words of a text layer into the order of recognized ones.
    ///   - separators: Which sheets only part documents.
    ///   - limits: What decoding may cost.
    package init(
        cleaner: PageCleaner, recognizer: any TextRecognizer,
        arrange: @escaping (RecognizedPage) -> RecognizedPage = { $0 },
        separators: SeparatorSheets = SeparatorSheets(), limits: DecodeLimits
    ) {
        self.cleaner = cleaner
        self.recognizer = recognizer
        self.arrange = arrange
        codes = PageCodes(separators: separators)
        self.limits = limits
    }

    /// Reads one page of an archived scan.
    ///
    /// Whatever is wrong with the page is in the result.
    package func read(
        page number: Int, ofScan path: String, format: ScanFormat, pictures: StepPictures? = nil
    ) async -> ProcessedPage {
        let source = PageSource(path: path, format: format, number: number, pictures: pictures)
        var result = ProcessedPage(number: number, verdict: .failed)
        do {
            try await process(source, into: &result)
        } catch {
            result.verdict = .failed
            result.failure = Failure(describing: error)
        }
        return result
    }

    /// The page that is read, and where pictures of it go.
    private struct PageSource {
        let path: String
        let format: ScanFormat
        let number: Int
        let pictures: StepPictures?
    }

    /// The order of the stages for one page; it stands here and nowhere else.
    private func process(_ source: PageSource, into result: inout ProcessedPage) async throws {
        // ScanDecoding: pixels, or the words that a PDF holds with the page as it is drawn.
        let decoded = try await decode(source, drawn: false, into: &result)
        var image: DecodedImage
        switch decoded.page {
        case .image(let pixels): image = pixels
        case .text(let layer):
            // Barcodes, and recognition of a sample: do the words say what is drawn?
            if separates(layer, into: &result) { return }
            if try proves(layer, into: &result) { return }
            let drawn = try await decode(source, drawn: true, into: &result)
            result.doubts.append(TextLayerProof.doubt)
            guard case .image(let pixels) = drawn.page else { return }
            image = pixels
        }
        // ImageCleanup: grey, of one resolution, on a white ground.
        let prepared = try prepare(image, pictures: source.pictures, into: &result)
        // Barcodes: a sheet between documents is read no further; one that has a code is not blank.
        if try separates(prepared, into: &result) { return }
        guard !prepared.looksBlank || !result.codes.isEmpty else {
            return try accept(blank: prepared, complaints: decoded.complaints, into: &result)
        }
        // ImageCleanup and recognition in turn, until the page is upright; then all that the engine can.
        let reading = try BestReading.find(of: prepared, by: recognizer, clock: clock)
        // Judgement: what becomes of it.
        accept(reading, of: prepared, complaints: decoded.complaints, into: &result)
    }

    private func decode(
        _ source: PageSource, drawn: Bool, into result: inout ProcessedPage
    ) async throws -> DecodedScanPage {
        let decoded = try await clock.measure(.decoding) {
            try await ScanDecoder(path: source.path, limits: limits)
                .decode(page: source.number, format: source.format, drawn: drawn)
        }
        result.add(decoded)
        return decoded
    }

    /// Holds a text layer against its page, and takes its words unless the page contradicts them.
    private func proves(
        _ layer: DecodedLayer, into result: inout ProcessedPage
    ) throws -> Bool {
        let proof = try clock.measure(.rereading) {
            try TextLayerProof.prove(layer, by: recognizer)
        }
        result.steps.append(proof.step)
        if proof.isContradicted { return false }
        let text = proof.weighed(layer.text)
        result.verdict = .done
        result.scanWidth = text.width
        result.scanHeight = text.height
        result.recognized = arrange(text)
        return true
    }

    /// Looks for codes on a page that is drawn from its text layer; returns whether it is a separator.
    private func separates(_ layer: DecodedLayer, into result: inout ProcessedPage) -> Bool {
        clock.measure(.barcodes) { codes.find(on: layer, into: &result) }
        if result.verdict == .separator {
            result.scanWidth = layer.text.width
            result.scanHeight = layer.text.height
        }
        return result.verdict == .separator
    }

    /// Looks for codes on a picture; returns whether it is a separator.
    private func separates(
        _ prepared: PreparedPage, into result: inout ProcessedPage
    ) throws -> Bool {
        try clock.measure(.barcodes) { try codes.find(on: prepared, into: &result) }
        if result.verdict == .separator { result.steps += prepared.steps }
        return result.verdict == .separator
    }

    private func prepare(
        _ decoded: DecodedImage, pictures: StepPictures?, into result: inout ProcessedPage
    ) throws -> PreparedPage {
        result.scanWidth = decoded.scanWidth
        result.scanHeight = decoded.scanHeight
        result.resolution = decoded.image.resolution
        return try clock.measure(.cleanup) {
            try cleaner.prepare(decoded.image, reduction: decoded.reduction, pictures: pictures)
        }
    }

    private func accept(
        blank prepared: PreparedPage, complaints: Int, into result: inout ProcessedPage
    ) throws {
        result.steps += try prepared.finished(rotationDegrees: 0).steps
        result.becomeBlank(despite: complaints)
    }

    private func accept(
        _ reading: BestReading, of prepared: PreparedPage, complaints: Int,
        into result: inout ProcessedPage
    ) {
        result.rotationDegrees = reading.page.rotationDegrees
        result.transform = reading.page.transform
        result.steps += reading.page.steps
        let hasSureWords = Self.isReadable(reading.text)
        if prepared.content == .faint, result.codes.isEmpty,
            !hasSureWords || reading.judgement.isGibberish
        {
            if hasSureWords || reading.judgement.maybePrint { result.doubts.append(.faintPrint) }
            result.becomeBlank(despite: complaints)
        } else {
            result.verdict = .done
            result.recognized = reading.judgement.limited(reading.text)
            result.doubts += reading.judgement.doubts
        }
    }

    /// Whether there is print among faint marks: three words of four letters that were read with certainty.
    ///
    /// Mirrored print that shines through from the other side gives words here and there, mostly of low confidence;
    /// where it is dark enough to be sure of some, the whole makes no sense.
    static func isReadable(_ text: RecognizedPage) -> Bool {
        var words = 0
        for word in text.words where word.confidence.value >= 0.75 && word.text.count >= 4 {
            words += 1
            if words == 3 { return true }
        }
        return false
    }
}

extension ProcessedPage {
    /// Takes over what decoding complained of and measured.
    fileprivate mutating func add(_ decoded: DecodedScanPage) {
        warnings += decoded.warnings
        doubts += decoded.doubts
        steps += decoded.steps
    }

    /// Takes the page for blank; when decoding complained, and nothing else is doubted, that is told.
    fileprivate mutating func becomeBlank(despite complaints: Int) {
        verdict = .blank
        if complaints > 0, doubts.isEmpty { doubts.append(.blankDespiteComplaints()) }
    }
}
