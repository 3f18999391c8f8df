import ArchiveModel
import CScanShims

/// A PNG of a dense page, decoded at half size without ever holding it whole.
///
/// Leptonica decodes PNG only as a whole, in four bytes per pixel: an A3 page of 600 dots per inch
/// in colour took 544 MB, whether its pixels were plain, from a palette, transparent or of 16 bits.
struct LargePNG {
    private let path: String
    private let page: csh_png_page

    /// Examines the header; nil if the page is not dense enough to be halved, or is grey with fewer
    /// than 8 bits, which is small enough as it is.
    static func find(at path: String) -> LargePNG? {
        var page = csh_png_page()
        guard csh_png_describe(path, &page) != 0, page.channels != 0 else { return nil }
        let large = LargePNG(path: path, page: page)
        let wanted = ReadingScale.reduction(
            large.resolution, width: large.width, height: large.height)
        return wanted >= 2 ? large : nil
    }

    /// Width of the page in pixels of the file.
    var width: Int { Int(page.width) }
    /// Height of the page in pixels of the file.
    var height: Int { Int(page.height) }

    /// The page at half size; nil if the file is not whole.
    func decode() -> PageImage? {
        let samples: PageImage.Samples = page.channels == 3 ? .rgb : .gray
        let size = (width / 2) * (height / 2) * samples.rawValue
        var description = page
        var isWhole: CInt = 0
        let pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            // Parts missing from a broken file must not show old memory content.
            buffer.initialize(repeating: 255)
            isWhole = csh_png_read_halved(path, &description, buffer.baseAddress)
            count = size
        }
        guard isWhole != 0 else { return nil }
        return PageImage(
            width: width / 2, height: height / 2, samples: samples, pixels: pixels,
            resolution: resolution?.reduced(by: 2))
    }

    private var resolution: Resolution? {
        let metresPerInch = 0.0254
        let resolution = Resolution(
            horizontal: Double(page.x_per_metre) * metresPerInch,
            vertical: Double(page.y_per_metre) * metresPerInch)
        return resolution.isBelievable ? resolution : nil
    }
}
