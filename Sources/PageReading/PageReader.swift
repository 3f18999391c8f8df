package import ArchiveModel
package import ImageCleanup
package import ScanDecoding

/// The worker's half of the pipeline: decode a page, clean it, recognize it.
package struct PageReader {
    private let cleaner: PageCleaner
    private let recognizer: any TextRecognizer
    /// What decoding may cost.
    package let limits: DecodeLimits
    /// What the pages have cost so far.
    package let clock = StageClock()

    /// Makes a reader; the recognizer serves one thread at a time, and so does this.
    package init(cleaner: PageCleaner, recognizer: any TextRecognizer, limits: DecodeLimits) {
        self.cleaner = cleaner
        self.recognizer = recognizer
        self.limits = limits
    }

    /// Reads one page of an archived scan.
    ///
    /// Whatever is wrong with the page is in the result.
    package func read(
        page number: Int, ofScan path: String, format: ScanFormat, pictures: StepPictures? = nil
    ) async -> ProcessedPage {
        var result = ProcessedPage(number: number, verdict: .failed)
        do {
            let decoded = try await decode(number, path: path, format: format, drawn: false)
            result.add(decoded)
            switch decoded.page {
            case .image(let image):
                try read(image, into: &result, pictures: pictures)
                if result.verdict == .blank, decoded.complaints > 0, result.doubts.isEmpty {
                    result.doubts.append(.blankDespiteComplaints())
                }
            case .text(let layer):
                let proof = try proof(of: layer, into: &result)
                guard proof.isContradicted else {
                    accept(proof.weighed(layer.text), into: &result)
                    break
                }
                let drawn = try await decode(number, path: path, format: format, drawn: true)
                result.add(drawn)
                result.doubts.append(TextLayerProof.doubt)
                if case .image(let image) = drawn.page {
                    try read(image, into: &result, pictures: pictures)
                }
            }
        } catch {
            result.verdict = .failed
            result.failure = Failure(describing: error)
        }
        return result
    }

    private func decode(
        _ page: Int, path: String, format: ScanFormat, drawn: Bool
    ) async throws -> DecodedScanPage {
        try await clock.measure(.decoding) {
            try await ScanDecoder(path: path, limits: limits)
                .decode(page: page, format: format, drawn: drawn)
        }
    }

    /// Holds a text layer against its page, and records what was found.
    private func proof(
        of layer: DecodedLayer, into result: inout ProcessedPage
    ) throws -> TextLayerProof {
        let proof = try clock.measure(.rereading) {
            try TextLayerProof.prove(layer, by: recognizer)
        }
        result.steps.append(proof.step)
        return proof
    }

    private func accept(_ text: RecognizedPage, into result: inout ProcessedPage) {
        result.verdict = .done
        result.scanWidth = text.width
        result.scanHeight = text.height
        result.recognized = recognizer.recordingBrokenWords(of: recognizer.inReadingOrder(text))
    }

    private func read(
        _ decoded: DecodedImage, into result: inout ProcessedPage, pictures: StepPictures?
    ) throws {
        result.scanWidth = decoded.scanWidth
        result.scanHeight = decoded.scanHeight
        result.resolution = decoded.image.resolution
        let prepared = try clock.measure(.cleanup) {
            try cleaner.prepare(
                decoded.image, reduction: decoded.reduction, pictures: pictures)
        }
        if prepared.looksBlank {
            result.steps += try prepared.finished(rotationDegrees: 0).steps
            result.verdict = .blank
            return
        }
        let reading = try BestReading(of: prepared, by: recognizer, clock: clock)
        result.rotationDegrees = reading.page.rotationDegrees
        result.transform = reading.page.transform
        result.steps += reading.page.steps
        if prepared.content == .faint, !Self.isReadable(reading.text) {
            result.verdict = .blank
            if reading.judgement.maybePrint { result.doubts.append(.faintPrint) }
        } else {
            result.verdict = .done
            result.recognized = reading.judgement.limited(reading.text)
            result.doubts += reading.judgement.doubts
        }
    }

    /// Whether there is print among faint marks: three words of four letters that were read with certainty.
    ///
    /// Mirrored print that shines through from the other side gives words here and there, of low confidence.
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
}
