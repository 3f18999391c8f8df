import ArchiveModel
import CLeptonica

/// An image file in a format other than TIFF, JPEG and PDF: usually one picture, which is the page.
struct SinglePageImage {
    let path: String
    let format: ScanFormat
    let limits: DecodeLimits

    func survey() throws(ScanError) -> ScanSurvey {
        setMsgSeverity(Int32(L_SEVERITY_NONE))
        let bytes = try ScanBytes.all(of: path)
        let frames = PictureFrames(bytes, format: format, limit: limits.maxPages)
        if frames.files.count > limits.maxPages {
            throw .tooLarge(
                "a scan of over \(limits.maxPages) pages", limit: "\(limits.maxPages) pages")
        }
        for file in frames.files { try checkHeader(file) }
        let doubts =
            frames.leftOut > 0
            ? [Doubt.picturesLeftOut(frames.leftOut, detail: "they belong to a film")] : []
        return ScanSurvey(
            format: format, pageCount: frames.files.count, warnings: [], doubts: doubts)
    }

    func decode(page number: Int) throws(ScanError) -> DecodedScanPage {
        setMsgSeverity(Int32(L_SEVERITY_NONE))
        let whole = try ScanBytes.all(of: path)
        let files = PictureFrames(whole, format: format, limit: limits.maxPages).files
        guard files.indices.contains(number - 1) else {
            throw .truncated("page \(number) is not there")
        }
        let bytes = files[number - 1]
        try checkHeader(bytes)
        switch format {
        case .jpeg2000: return try JPEG2000Picture.read(bytes, limits: limits).decoded()
        case .bmp: return try BitmapPicture.read(bytes, limits: limits).decoded()
        default: return try decode(bytes)
        }
    }

    /// Reads the size from the header and refuses anything over the limits, before any decoding.
    private func checkHeader(_ bytes: [UInt8]) throws(ScanError) {
        switch format {
        case .gif: try checkGIFHeader(bytes)
        case .jpeg2000: _ = try JPEG2000Picture.read(bytes, limits: limits)
        case .bmp: _ = try BitmapPicture.read(bytes, limits: limits)
        default: try checkCommonHeader(bytes)
        }
    }

    private func checkCommonHeader(_ bytes: [UInt8]) throws(ScanError) {
        var width: Int32 = 0
        var height: Int32 = 0
        var bits: Int32 = 0
        var samples: Int32 = 0
        var hasColormap: Int32 = 0
        var kind: Int32 = 0
        guard
            pixReadHeaderMem(
                bytes, bytes.count, &kind, &width, &height, &bits, &samples, &hasColormap) == 0
        else {
            if format == .webp { return }
            throw .damaged("the header cannot be read")
        }
        try limits.check(width: Int(width), height: Int(height))
    }

    private func decode(_ bytes: [UInt8]) throws(ScanError) -> DecodedScanPage {
        // A large PNG that is not whole, or is fully transparent, goes on to Leptonica.
        if format == .png, let large = LargePNG.find(at: path), let halved = large.decode(),
            !halved.isUniform
        {
            let decoded = DecodedImage(
                halved, reduction: 2, scanWidth: large.width, scanHeight: large.height)
            return DecodedScanPage(page: .image(decoded), warnings: [])
        }
        guard var pix = pixReadMem(bytes, bytes.count) else {
            if format == .png, !bytes.suffix(4096).contains(Array("IEND".utf8)) {
                throw .truncated("it has no end marker")
            }
            throw .damaged("the image cannot be decoded")
        }
        defer { destroy(&pix) }
        let width = Int(pixGetWidth(pix))
        let height = Int(pixGetHeight(pix))
        try limits.check(width: width, height: height)
        let isTransparent = PageImage.showIfTransparent(&pix)
        let reduction = Self.halve(&pix)
        guard let stored = PageImage(flattening: pix, reduction: reduction) else {
            throw .unsupported("pixels of an unknown layout")
        }
        let decoded = DecodedImage(
            stored, reduction: reduction, scanWidth: width, scanHeight: height)
        return DecodedScanPage(
            page: .image(decoded), doubts: isTransparent ? [.pageTransparent()] : [])
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

    /// The GIF reader of Leptonica allocates before it checks: the logical screen size comes first.
    private func checkGIFHeader(_ bytes: [UInt8]) throws(ScanError) {
        guard bytes.count >= 10 else { throw .truncated("the GIF header") }
        let width = Int(bytes[6]) | Int(bytes[7]) << 8
        let height = Int(bytes[8]) | Int(bytes[9]) << 8
        try limits.check(width: width, height: height)
    }

    private func destroy(_ pix: inout UnsafeMutablePointer<Pix>) {
        var owned: UnsafeMutablePointer<Pix>? = pix
        pixDestroy(&owned)
    }
}
