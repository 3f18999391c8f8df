package import ArchiveModel
import CZBar

/// Finds the codes on a page: Code 39, Code 128, QR, and the six patch codes.
///
/// A page may lie upside down or on its side, and may be skewed. What is not found, and how that was measured, is in
/// docs/decisions/0041-barcodes.md.
package struct CodeFinder: Sendable {
    /// Most codes that are kept of one page; a sheet of labels has some thirty.
    package static let mostCodes = 64
    /// Version of the library, such as `0.23.92`.
    package static var libraryVersion: String {
        var (major, minor, patch): (UInt32, UInt32, UInt32) = (0, 0, 0)
        zbar_version(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }

    /// Makes a finder; it keeps nothing between pages.
    package init() {}

    /// Looks for codes, in order from the top; boxes are in pixels of the image.
    ///
    /// Costs a few milliseconds for each megapixel where nothing looks like a code. An image that the library has no
    /// memory for has no codes.
    ///
    /// - Parameters:
    ///   - image: The page in grey, with square pixels.
    ///   - dotsPerInch: Pixels of the image per inch.
    package func find(
        on image: PageImage, dotsPerInch: Double
    ) -> [Barcode] {
        guard image.samples == .gray, dotsPerInch >= 1,
            let level = InkLevel.between(paperAndInkOf: image)
        else { return [] }
        // Shades of grey make the library see edges in dirt, and miss them in bars.
        let sheet = InkMap(image, below: level)
        let codes =
            PatchReader(sheet, dotsPerInch: dotsPerInch).codes()
            + SymbolScanner.codes(on: sheet, dotsPerInch: dotsPerInch)
        let sorted = codes.sorted { ($0.box.top, $0.box.left) < ($1.box.top, $1.box.left) }
        return Array(sorted.prefix(Self.mostCodes))
    }
}
