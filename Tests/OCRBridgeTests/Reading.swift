import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import OCRBridge

/// Tesseract with Romanian, as the product uses it.
func romanianRecognizer(
    secondReading: String? = nil, secondsPerPage: Int = 120
) throws -> TesseractRecognizer {
    try TesseractRecognizer.load(
        languages: ["ron"], data: TesseractData.find(preferred: nil), secondReading: secondReading,
        secondsPerPage: secondsPerPage)
}

/// A page of the sample batch, read after clean-up in a given turn.
func readBatchPage(
    _ truth: TruthPage, turn: Int = 0
) async throws -> (page: CleanedPage, reading: RecognizedPage) {
    let image = try await Fixtures.image(truth.file, page: truth.filePage)
    let page = try PageCleaner().prepare(image).finished(rotationDegrees: turn)
    return (page, try romanianRecognizer().recognize(page))
}
