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
        // A large PNG that is not whole goes on to Leptonica, which tells what is wrong.
        if format == .png, let large = LargePNG(path), let halved = large.decode() {
            let decoded = DecodedImage(
                halved, reduction: 2, scanWidth: large.width, scanHeight: large.height)
            return DecodedScanPage(page: .image(decoded), warnings: [])
        }
        var warnings: [String] = []
        var reduction = 1
        guard var pix = try readPixels(&warnings, &reduction) else {
            throw .damaged("the image cannot be decoded")
        }
        defer { destroy(&pix) }
        let width = Int(pixGetWidth(pix)) * reduction
        let height = Int(pixGetHeight(pix)) * reduction
        try limits.check(width: width, height: height)
        if reduction == 1 {
            reduction = Self.halve(&pix)
        }
        guard let stored = PageImage(flattening: pix, reduction: reduction) else {
            throw .unsupported("pixels of an unknown layout")
        }
        let orientation = PageOrientation(tag: format == .jpeg ? exifOrientation(ofFile: path) : 1)
        let swaps = orientation.tag >= 5
        let decoded = DecodedImage(
            orientation.apply(to: stored), reduction: reduction,
            scanWidth: swaps ? height : width, scanHeight: swaps ? width : height)
        return DecodedScanPage(page: .image(decoded), warnings: warnings)
    }

    /// Halves a dense image in place; returns how many pixels became one, each way.
    private static func halve(_ pix: inout UnsafeMutablePointer<Pix>) -> Int {
        let resolution = PageImage.resolution(of: pix)
        let depth = pixGetDepth(pix)
        let isPlain =
            (depth == 8 || depth == 32) && pixGetSpp(pix) != 4 && pixGetColormap(pix) == nil
        let wanted = ReadingScale.reduction(
            resolution, width: Int(pixGetWidth(pix)), height: Int(pixGetHeight(pix)))
        guard isPlain, wanted >= 2, let half = pixScaleAreaMap2(pix) else { return 1 }
        pixSetResolution(half, pixGetXRes(pix), pixGetYRes(pix))
        var old: UnsafeMutablePointer<Pix>? = pix
        pixDestroy(&old)
        pix = half
        return 2
    }

    private func readPixels(
        _ warnings: inout [String], _ reduction: inout Int
    ) throws(IngestError) -> UnsafeMutablePointer<Pix>? {
        var complaints: Int32 = 0
        reduction = jpegReduction()
        let pix =
            format == .jpeg ? pixReadJpeg(path, 0, Int32(reduction), &complaints, 0) : pixRead(path)
        if pix != nil, complaints == 0 { return pix }
        if let marker = endMarker, try !endsWith(marker) {
            throw .truncated("it has no end marker")
        }
        if complaints > 0 { warnings.append("the JPEG decoder complained \(complaints) times") }
        return pix
    }

    /// The JPEG decoder itself can deliver half the size, at half the cost; other formats cannot.
    private func jpegReduction() -> Int {
        var width: Int32 = 0
        var height: Int32 = 0
        guard format == .jpeg, readHeaderJpeg(path, &width, &height, nil, nil, nil) == 0 else {
            return 1
        }
        return ReadingScale.reduction(nil, width: Int(width), height: Int(height)) >= 2 ? 2 : 1
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
