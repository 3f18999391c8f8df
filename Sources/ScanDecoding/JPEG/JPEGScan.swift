import ArchiveModel
import CScanShims

/// A JPEG file: its picture, and those that follow it in the same file.
///
/// Scanners and cameras put several pictures into one file: one after another, or as Multi-Picture
/// Format (CIPA DC-007). Previews, which are marked as such or are less than half as large, are not
/// pages.
struct JPEGScan {
    private let bytes: [UInt8]
    private let limits: DecodeLimits
    private let pictures: JPEGPictureList

    /// Reads the file and lists its pictures.
    ///
    /// - Throws: `scan-unreadable`.
    static func read(path: String, limits: DecodeLimits) throws(ScanError) -> JPEGScan {
        let bytes = try ScanBytes.all(of: path)
        return JPEGScan(
            bytes: bytes, limits: limits, pictures: JPEGPictureList(bytes, limit: limits.maxPages))
    }

    func survey() throws(ScanError) -> ScanSurvey {
        guard let first = pictures.pages.first else {
            throw .truncated("it has no picture header")
        }
        if pictures.pages.count > limits.maxPages {
            throw .tooLarge(
                "a scan of over \(limits.maxPages) pages", limit: "\(limits.maxPages) pages")
        }
        try JPEGPicture.checkKind(first.header)
        try check(first)
        var warnings: [String] = []
        if pictures.previews > 0 {
            warnings.append("smaller copies in the file are no pages: \(pictures.previews)")
        }
        return ScanSurvey(
            format: .jpeg, pageCount: pictures.pages.count, warnings: warnings, doubts: [])
    }

    func decode(page number: Int) throws(ScanError) -> DecodedScanPage {
        guard pictures.pages.indices.contains(number - 1) else {
            throw .truncated("page \(number) is not there")
        }
        let place = pictures.pages[number - 1]
        try JPEGPicture.checkKind(place.header)
        try check(place)
        let picture = try JPEGPicture.read(Array(bytes[place.range]))
        let (width, height) = (picture.width, picture.height)
        try limits.check(width: width, height: height)
        let pixels = try picture.decoded()
        let damage = try JPEGDamage(picture.page, complaints: pixels.complaints)
        let orientation = PageOrientation(tag: exifOrientation(of: bytes[place.range]))
        let swaps = orientation.tag >= 5
        let decoded = DecodedImage(
            orientation.apply(to: pixels.image), reduction: pixels.reduction,
            scanWidth: swaps ? height : width, scanHeight: swaps ? width : height)
        return DecodedScanPage(
            page: .image(decoded), warnings: damage.warnings, doubts: damage.doubts)
    }

    /// Refuses anything over the limits before any decoding.
    ///
    /// An announced height without data costs nothing: in that case the rows that are there count.
    private func check(_ place: JPEGPictureList.Place) throws(ScanError) {
        let header = place.header
        let (width, height) = (Int(header.width), Int(header.height))
        if header.components > 4 { throw .damaged("\(header.components) colours a pixel") }
        do throws(ScanError) {
            try limits.check(width: width, height: max(1, height))
        } catch {
            guard header.is_progressive == 0 else { throw error }
            let picture = try JPEGPicture.read(Array(bytes[place.range]))
            try limits.check(width: picture.width, height: picture.height)
        }
    }
}
