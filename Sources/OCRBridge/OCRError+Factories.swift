import ArchiveModel

// The only place where these errors are worded.
extension OCRError {
    static func languageMissing(_ language: String) -> OCRError {
        let name = TerminalText.sanitized(language)
        return OCRError(
            .languageMissing, subject: name,
            message: "the language data \(name).traineddata is not installed; "
                + "install the Debian package \(TesseractData.package(of: name))")
    }

    static func dataMissing() -> OCRError {
        OCRError(
            .engineUnusable, subject: "tessdata",
            message: "no folder of Tesseract language data was found; install tesseract-ocr-ron "
                + "or set TESSDATA_PREFIX to the folder that holds ron.traineddata")
    }

    static func engineRefused(_ languages: [String]) -> OCRError {
        OCRError(
            .engineUnusable, subject: languages.joined(separator: "+"),
            message: "Tesseract cannot load its language data; reinstall the language packages")
    }

    static func recognitionFailed() -> OCRError {
        OCRError(
            .recognitionFailed,
            message:
                "Tesseract gave up on this page; the scan is kept, run ingest --retry after an update"
        )
    }

    static func tooSlow(seconds: Int) -> OCRError {
        OCRError(
            .pageTooSlow,
            message: "recognition took over \(seconds) seconds of processor time and was stopped; "
                + "the page is most likely "
                + "a picture or noise; if not, raise secondsPerPage in archive.yaml and run "
                + "ingest --retry")
    }
}
