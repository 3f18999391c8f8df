import ArchiveModel
import CScanShims

/// A TIFF file: its directories are its pages, thumbnails and masks included.
struct TIFFScan {
    private let file: TIFFFile
    private let limits: DecodeLimits

    init(path: String, limits: DecodeLimits) throws(IngestError) {
        self.file = try TIFFFile(path: path, maxPixels: limits.maxPixels)
        self.limits = limits
    }

    /// A TIFF that lies in memory.
    init(bytes: [UInt8], limits: DecodeLimits) throws(IngestError) {
        self.file = try TIFFFile(bytes: bytes, maxPixels: limits.maxPixels)
        self.limits = limits
    }

    func survey() throws(IngestError) -> ScanSurvey {
        let (count, intact) = file.countPages(limit: limits.maxPages + 1)
        if count == 0 { throw .damaged("it has no readable page directory") }
        if count > limits.maxPages {
            throw .tooLarge(
                "a scan of over \(limits.maxPages) pages", limit: "\(limits.maxPages) pages")
        }
        // A link that leads nowhere is a page that is not there: it is counted, and fails.
        let warnings = intact ? [] : ["the list of pages is broken after page \(count)"]
        return ScanSurvey(
            format: .tiff, pageCount: intact ? count : count + 1, warnings: warnings)
    }

    /// Decodes a page; a resolution that is given counts for more than what the file says.
    func decode(
        page number: Int, resolution known: Resolution? = nil
    ) throws(IngestError) -> DecodedScanPage {
        let page = try file.select(page: number)
        let (width, height) = (Int(page.width), Int(page.height))
        try limits.check(width: width, height: height)
        if page.samples_per_pixel > 16 || page.bits_per_sample > 64 {
            throw .tooLarge("\(page.samples_per_pixel) samples a pixel", limit: "16 samples")
        }
        if page.decodable == 0 { throw .unsupported("TIFF compression \(page.compression)") }
        let resolution = known ?? Self.resolution(of: page)
        let reduction = ReadingScale.reduction(resolution, width: width, height: height)
        let samples: PageImage.Samples = page.is_color != 0 ? .rgb : .gray
        let (pixels, result) = try file.read(page, samples: samples, reduction: reduction)
        let warnings = try complaints(result, of: page)
        let stored = PageImage(
            width: max(1, width / reduction), height: max(1, height / reduction), samples: samples,
            pixels: pixels, resolution: resolution.map { $0.reduced(by: reduction) })
        let orientation = PageOrientation(tag: Int(page.orientation))
        let swaps = orientation.tag >= 5
        let decoded = DecodedImage(
            orientation.apply(to: stored), reduction: reduction,
            scanWidth: swaps ? height : width, scanHeight: swaps ? width : height)
        return DecodedScanPage(page: .image(decoded), warnings: warnings)
    }

    /// Lost rows are tolerated up to 2 % of the page, as fax machines deliver them; more is damage.
    private func complaints(
        _ result: csh_tiff_result, of page: csh_tiff_page
    ) throws(IngestError) -> [String] {
        var warnings: [String] = []
        let lost = Int(page.height) - Int(result.rows_read) + Int(result.bad_rows)
        if lost > 0 {
            let share = Double(lost) / Double(page.height)
            let detail = "\(lost) of \(page.height) rows cannot be decoded"
            if share > 0.02 { throw .damaged(detail) }
            warnings.append(detail)
        } else if file.errorCount > 0 {
            warnings.append("the decoder reported \(file.errorCount) errors")
        }
        if page.subfile_type & 1 != 0 {
            warnings.append("the page is a reduced copy of another page")
        }
        return warnings
    }

    private static func resolution(of page: csh_tiff_page) -> Resolution? {
        let perInch = page.resolution_unit == 3 ? 2.54 : 1.0
        let resolution = Resolution(
            horizontal: Double(page.x_resolution) * perInch,
            vertical: Double(page.y_resolution) * perInch)
        return resolution.isBelievable && page.resolution_unit != 1 ? resolution : nil
    }
}
