/// The recorded outcome for one page of a scan.
package enum PageVerdict: String, Sendable, Codable, CaseIterable {
    /// Read; its text is in the archive.
    case done
    /// Nothing is written on it.
    case blank
    /// A sheet that only separates documents.
    case separator
    /// It could not be read; the reason says why.
    case failed
}

/// Everything that processing found out about one page, on its way to the store.
package struct ProcessedPage: Sendable, Codable {
    /// Number of the page in its scan, from 1.
    package var number: Int
    /// The outcome.
    package var verdict: PageVerdict
    /// Why it failed: a stable code and a sentence without any content of the page; nil otherwise.
    package var failure: Failure?
    /// What the decoder complained of although the page could be read, in plain words.
    package var warnings: [String]
    /// What a person should look at although the page counts as read; empty when nothing is.
    package var doubts: [Doubt]
    /// Size of the scanned page in pixels as received, nil when it could not be decoded.
    package var scanWidth: Int?
    /// Height of the scanned page in pixels as received, nil when it could not be decoded.
    package var scanHeight: Int?
    /// What the file says of its resolution.
    package var resolution: Resolution?
    /// Quarter turns that made the page upright, in degrees clockwise.
    package var rotationDegrees: Int
    /// From upright pixels to pixels of the scan.
    package var transform: PageTransform
    /// What clean-up measured and did.
    package var steps: [ProcessingStep]
    /// What was read; nil unless the verdict is `done`.
    package var recognized: RecognizedPage?
    /// The codes on the page, in order from the top; also of a page without text.
    package var codes: [Barcode]

    /// Makes a record; what is not given is unknown.
    package init(
        number: Int, verdict: PageVerdict, failure: Failure? = nil, warnings: [String] = [],
        doubts: [Doubt] = [], scanWidth: Int? = nil, scanHeight: Int? = nil,
        resolution: Resolution? = nil,
        rotationDegrees: Int = 0, transform: PageTransform = .identity,
        steps: [ProcessingStep] = [],
        recognized: RecognizedPage? = nil, codes: [Barcode] = []
    ) {
        self.number = number
        self.verdict = verdict
        self.failure = failure
        self.warnings = warnings
        self.doubts = doubts
        self.scanWidth = scanWidth
        self.scanHeight = scanHeight
        self.resolution = resolution
        self.rotationDegrees = rotationDegrees
        self.transform = transform
        self.steps = steps
        self.recognized = recognized
        self.codes = codes
    }
}

/// Why a scan or a page could not be read.
package struct Failure: Hashable, Sendable, Codable {
    /// Stable code, listed in docs/errors.md, such as `scan-truncated`.
    package var code: String
    /// One sentence: what is wrong and what to do.
    ///
    /// Never holds text of the page.
    package var message: String

    /// Makes a failure.
    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}
