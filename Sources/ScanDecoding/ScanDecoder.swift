package import ArchiveModel

/// One decoded page.
package enum DecodedPage: Sendable {
    /// Pixels, turned according to the file's own orientation tag.
    case image(DecodedImage)
    /// A sound text layer of a born-digital page, so that nothing needs to be recognized.
    case text(DecodedLayer)
}

/// The text layer of a page and the page as drawn, for comparing the two.
package struct DecodedLayer: Sendable {
    /// The words with their places.
    package var text: RecognizedPage
    /// Pixels of `text` per inch.
    package var dotsPerInch: Double { PDFTextLayer.dotsPerInch }
    /// The same page in grey, in pixels of its own; nil if it cannot be drawn in time or is too
    /// large.
    package var picture: PageImage?

    /// Makes a layer with its picture.
    package init(text: RecognizedPage, picture: PageImage?) {
        self.text = text
        self.picture = picture
    }
}

/// The pixels of a page and how they relate to the scan as a viewer shows it.
package struct DecodedImage: Sendable {
    /// The pixels; of very dense scans fewer than the file holds.
    package var image: PageImage
    /// How many pixels of the scan, each way, were averaged into one of `image`; at least 1.
    package var reduction: Int
    /// Width of the scan in pixels.
    package var scanWidth: Int
    /// Height of the scan in pixels.
    package var scanHeight: Int

    init(_ image: PageImage, reduction: Int = 1, scanWidth: Int, scanHeight: Int) {
        self.image = image
        self.reduction = reduction
        self.scanWidth = scanWidth
        self.scanHeight = scanHeight
    }
}

/// A decoded page with the decoder's complaints.
package struct DecodedScanPage: Sendable {
    /// The page.
    package var page: DecodedPage
    /// Complaints that did not prevent reading.
    package var warnings: [String] = []
    /// Reasons for a person to check the page although it could be decoded, such as lost rows.
    package var doubts: [Doubt] = []
    /// Measurements made while decoding, such as the quality of a text layer.
    package var steps: [ProcessingStep] = []
    /// Whether pictures had to be repaired before the page could be drawn.
    var isMended = false
    /// How often the readers complained about parts they skipped, so that a page that seems blank
    /// may not be.
    package var complaints = 0
}

/// Opens an archived scan, counts its pages and decodes them one at a time.
///
/// It parses foreign bytes: call it only in a worker process with limits.
package struct ScanDecoder: Sendable {
    /// The archived copy; in a worker `/proc/self/fd/7` or the like, a descriptor that it received.
    package let path: String
    /// The limits of decoding.
    package let limits: DecodeLimits

    /// Programs that decoding runs as children, with the Debian packages that contain them.
    package static let requiredTools: [(name: String, package: String)] =
        PopplerTool.all.map { ($0, "poppler-utils") } + [(PopplerTool.limiter, "util-linux")]

    /// Sets what to decode; nothing is read yet.
    package init(path: String, limits: DecodeLimits) {
        self.path = path
        self.limits = limits
    }

    /// Recognizes the format and counts the pages.
    package func survey() async throws(ScanError) -> ScanSurvey {
        let format = try detectFormat()
        switch format {
        case .tiff:
            return try TIFFScan.open(path: path, limits: limits).survey()
        case .pdf:
            return try PDFScan(path: path, limits: limits).survey()
        case .jpeg:
            return try JPEGScan.read(path: path, limits: limits).survey()
        case .png, .jpeg2000, .webp, .gif, .bmp, .pnm:
            return try SinglePageImage(path: path, format: format, limits: limits).survey()
        }
    }

    /// Decodes page `number`, from 1, of a scan surveyed before.
    ///
    /// - Parameter drawn: Whether a page comes as pixels although it has a text layer.
    package func decode(
        page number: Int, format: ScanFormat, drawn: Bool = false
    ) async throws(ScanError) -> DecodedScanPage {
        switch format {
        case .tiff:
            return try TIFFScan.open(path: path, limits: limits).decode(page: number)
        case .pdf:
            return try await PDFScan(path: path, limits: limits)
                .decode(page: number, drawn: drawn)
        case .jpeg:
            return try JPEGScan.read(path: path, limits: limits).decode(page: number)
        case .png, .jpeg2000, .webp, .gif, .bmp, .pnm:
            return try SinglePageImage(path: path, format: format, limits: limits)
                .decode(page: number)
        }
    }

    private func detectFormat() throws(ScanError) -> ScanFormat {
        let head = try readHead()
        if head.isEmpty { throw .empty() }
        if let format = ScanFormat.detected(in: head) { return format }
        if let kind = UnreadKind.recognized(in: head) { throw .unreadKind(kind) }
        throw .unknownFormat()
    }

    private func readHead() throws(ScanError) -> [UInt8] {
        try ScanBytes.read(path, from: 0, count: 4096)
    }
}
