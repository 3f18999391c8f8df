import ArchiveModel
import CLeptonica
import Glibc

/// An image file that holds one page: JPEG, PNG, JPEG 2000, WebP, GIF, BMP or PNM.
struct SinglePageImage {
    let path: String
    let format: ScanFormat
    let limits: DecodeLimits

    /// Reads the size from the header and refuses what is over the limits, before any decoding.
    func checkHeader() throws(IngestError) {
        setMsgSeverity(Int32(L_SEVERITY_NONE))
        if format == .gif {
            try checkGIFHeader()
            return
        }
        var width: Int32 = 0
        var height: Int32 = 0
        var bits: Int32 = 0
        var samples: Int32 = 0
        var hasColormap: Int32 = 0
        var kind: Int32 = 0
        guard pixReadHeader(path, &kind, &width, &height, &bits, &samples, &hasColormap) == 0 else {
            if format == .webp || format == .jpeg2000 || format == .bmp { return }
            throw .damaged("the header cannot be read")
        }
        try limits.check(width: Int(width), height: Int(height))
    }

    func decode() throws(IngestError) -> DecodedScanPage {
        try checkHeader()
        var warnings: [String] = []
        guard var pix = try readPixels(&warnings) else { throw .damaged("the image cannot be decoded") }
        defer { destroy(&pix) }
        try limits.check(width: Int(pixGetWidth(pix)), height: Int(pixGetHeight(pix)))
        guard let stored = PageImage(flattening: pix) else {
            throw .unsupported("pixels of an unknown layout")
        }
        let tag = format == .jpeg ? exifOrientation(ofFile: path) : 1
        let image = PageOrientation(tag: tag).apply(to: stored)
        let decoded = DecodedImage(image, scanWidth: image.width, scanHeight: image.height)
        return DecodedScanPage(page: .image(decoded), warnings: warnings)
    }

    private func readPixels(
        _ warnings: inout [String]
    ) throws(IngestError) -> UnsafeMutablePointer<Pix>? {
        var complaints: Int32 = 0
        let pix = format == .jpeg ? pixReadJpeg(path, 0, 1, &complaints, 0) : pixRead(path)
        if pix != nil, complaints == 0 { return pix }
        if let marker = endMarker, try !endsWith(marker) {
            throw .truncated("it has no end marker")
        }
        if complaints > 0 { warnings.append("the JPEG decoder complained \(complaints) times") }
        return pix
    }

    /// The bytes that end a whole file, for formats that have such.
    private var endMarker: [UInt8]? {
        switch format {
        case .jpeg: [0xFF, 0xD9]
        case .png: Array("IEND".utf8)
        default: nil
        }
    }

    /// Whether the marker stands in the last 4 kB, where padding may follow it.
    private func endsWith(_ marker: [UInt8]) throws(IngestError) -> Bool {
        guard let file = fopen(path, "rb") else {
            throw .unreadable(reason: String(cString: strerror(errno)))
        }
        defer { fclose(file) }
        fseek(file, -4096, SEEK_END)
        var tail = [UInt8](repeating: 0, count: 4096)
        let count = fread(&tail, 1, tail.count, file)
        return tail.prefix(count).contains(marker)
    }

    /// The GIF reader of Leptonica allocates before it checks: the logical screen size comes first.
    private func checkGIFHeader() throws(IngestError) {
        guard let file = fopen(path, "rb") else {
            throw .unreadable(reason: String(cString: strerror(errno)))
        }
        defer { fclose(file) }
        var head = [UInt8](repeating: 0, count: 10)
        guard fread(&head, 1, 10, file) == 10 else { throw .truncated("the GIF header") }
        let width = Int(head[6]) | Int(head[7]) << 8
        let height = Int(head[8]) | Int(head[9]) << 8
        try limits.check(width: width, height: height)
    }

    private func destroy(_ pix: inout UnsafeMutablePointer<Pix>) {
        var owned: UnsafeMutablePointer<Pix>? = pix
        pixDestroy(&owned)
    }
}
