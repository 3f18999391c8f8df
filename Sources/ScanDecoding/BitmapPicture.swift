import ArchiveModel
import CScanShims

/// A bitmap of Windows or OS/2.
struct BitmapPicture {
    private let bytes: [UInt8]
    private let page: csh_bmp_page

    /// Reads the header.
    ///
    /// - Throws: `scan-damaged`, `scan-too-large`, `scan-unsupported`.
    static func read(_ bytes: [UInt8], limits: DecodeLimits) throws(ScanError) -> BitmapPicture {
        var page = csh_bmp_page()
        guard csh_bmp_describe(bytes, UInt64(bytes.count), &page) != 0 else {
            throw .damaged("the header cannot be read")
        }
        try limits.check(width: Int(page.width), height: Int(page.height))
        if page.is_readable == 0 {
            throw .unsupported(
                "a bitmap of \(page.bits) bits a pixel, compression \(page.compression)")
        }
        return BitmapPicture(bytes: bytes, page: page)
    }

    func decoded() throws(ScanError) -> DecodedScanPage {
        let (width, height) = (Int(page.width), Int(page.height))
        let reduction = ReadingScale.reduction(resolution, width: width, height: height)
        let (across, down) = (max(1, width / reduction), max(1, height / reduction))
        let samples: PageImage.Samples = page.channels == 3 ? .rgb : .gray
        let size = across * down * samples.rawValue
        var present: UInt32 = 0
        let pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            _ = csh_bmp_read(
                bytes, UInt64(bytes.count), UInt32(reduction), buffer.baseAddress, &present)
            count = size
        }
        let share = 1 - Double(present) / Double(height)
        let detail = "\(present) of \(height) rows are there"
        if 1 - share < JPEGDamage.leastShareLeft { throw .truncated(detail) }
        let image = PageImage(
            width: across, height: down, samples: samples, pixels: pixels,
            resolution: resolution?.reduced(by: reduction))
        let decoded = DecodedImage(
            image, reduction: reduction, scanWidth: width, scanHeight: height)
        var result = DecodedScanPage(page: .image(decoded))
        if share > 0 {
            result.doubts = [.pageDamaged(share, detail: "its data end early: " + detail)]
        }
        return result
    }

    private var resolution: Resolution? {
        let metresPerInch = 0.0254
        let resolution = Resolution(
            horizontal: Double(page.x_per_metre) * metresPerInch,
            vertical: Double(page.y_per_metre) * metresPerInch)
        return resolution.isBelievable ? resolution : nil
    }
}
