import ArchiveModel
import CQPDF
import Glibc

/// The one picture that a scanned PDF page consists of, as its compressed bytes.
///
/// Drawing such a page resamples the scan by half a pixel and costs print; the bytes are the scan
/// itself. Used only if nothing else is visible: the page's content places one picture upright over
/// the whole page and does nothing more.
struct EmbeddedScan {
    enum Compression {
        case jpeg
        /// ITU-T T.6; where `blackIsOne`, the coder's black pixels are one bits, which are white in a PDF.
        case groupFour(blackIsOne: Bool)

        var isJPEG: Bool {
            if case .jpeg = self { return true }
            return false
        }
    }

    let compression: Compression
    let width: Int
    let height: Int
    let resolution: Resolution
    /// The page's quarter turns, in degrees clockwise.
    let rotationDegrees: Int
    let bytes: [UInt8]
    /// Whether a second start of the JPEG had to be left out.
    let hasExtraStart: Bool

    /// Examines the page; nil if it is anything but such a picture.
    ///
    /// - Parameter limits: Larger pictures are left to the caller's other ways, which report them.
    static func find(
        onPage number: Int, ofFile path: String, limits: DecodeLimits
    ) -> EmbeddedScan? {
        guard let document = try? PDFDocument.open(.path(path)) else { return nil }
        return find(onPage: number, of: document, limits: limits)
    }

    /// Examines the page of an open PDF.
    static func find(
        onPage number: Int, of document: PDFDocument, limits: DecodeLimits
    ) -> EmbeddedScan? {
        guard number >= 1, number <= document.pageCount else { return nil }
        let pdf = document.handle
        let objects = PDFObjects(pdf)
        let page = qpdf_get_page_n(pdf, number - 1)
        guard let size = objects.shownBox(of: page), objects.isBare(page),
            let placed = PlacedPicture(content: objects.content(of: page)),
            placed.covers(size), let picture = objects.picture(placed.name, of: page),
            let width = objects.integer(picture, key: "/Width"),
            let height = objects.integer(picture, key: "/Height"),
            (try? limits.check(width: width, height: height)) != nil,
            let compression = objects.compression(of: picture, width: width),
            let received = objects.rawBytes(of: picture)
        else { return nil }
        let mended = compression.isJPEG ? JPEGStarts.mended(received) : nil
        let unit = objects.userUnit(of: page)
        return EmbeddedScan(
            compression: compression, width: width, height: height,
            resolution: Resolution(
                horizontal: Double(width) / placed.width * 72 / unit,
                vertical: Double(height) / placed.height * 72 / unit),
            rotationDegrees: objects.rotation(of: page), bytes: mended ?? received,
            hasExtraStart: mended != nil)
    }
}

/// The content of a page that only places one picture upright.
private struct PlacedPicture {
    /// The picture's name among the page's resources.
    let name: String
    private let left: Double
    private let bottom: Double
    /// Size on the page, in points.
    let width: Double
    let height: Double

    /// Nil if the content does anything else.
    init?(content: [UInt8]) {
        guard content.count < 2000 else { return nil }
        var numbers: [Double] = []
        var matrix = (a: 1.0, d: 1.0, e: 0.0, f: 0.0)
        var name: String?
        for word in String(decoding: content, as: UTF8.self).split(whereSeparator: \.isWhitespace) {
            switch word {
            case "q", "Q": break
            case "cm":
                // Only enlargement and shift; and nothing after the picture.
                guard numbers.count == 6, numbers[1] == 0, numbers[2] == 0, name == nil else {
                    return nil
                }
                matrix = (
                    matrix.a * numbers[0], matrix.d * numbers[3],
                    matrix.a * numbers[4] + matrix.e, matrix.d * numbers[5] + matrix.f
                )
                numbers = []
            case "Do": if name == nil || numbers.count > 0 { return nil }
            default:
                if word.hasPrefix("/"), name == nil {
                    name = String(word)
                } else if let number = Double(word), name == nil {
                    numbers.append(number)
                } else {
                    return nil
                }
            }
        }
        guard let name, numbers.isEmpty, matrix.a > 0, matrix.d > 0 else { return nil }
        self.name = name
        (left, bottom, width, height) = (matrix.e, matrix.f, matrix.a, matrix.d)
    }

    /// Whether the picture fills the box to within a hundredth.
    func covers(_ box: PDFObjects.Box) -> Bool {
        let (across, down) = (0.01 * (box.right - box.left), 0.01 * (box.top - box.bottom))
        return abs(left - box.left) <= across && abs(left + width - box.right) <= across
            && abs(bottom - box.bottom) <= down && abs(bottom + height - box.top) <= down
    }
}
