import ArchiveModel

/// Size of a PDF page as shown, and the pictures on it.
struct PDFPageInfo {
    /// Width as shown, in points (1/72 inch), after rotation.
    var width: Double
    /// Height as shown, in points, after rotation.
    var height: Double
    /// How many points the page's unit has; poppler's programs ignore it, and all sizes and
    /// resolutions here are in units.
    var userUnit = 1.0
    /// Whether the page is shown turned by a quarter, so that its width was its height.
    var isSideways: Bool
    /// The pictures drawn on the page.
    var pictures: [PDFPicture]
    /// How often poppler complained while it examined the page.
    var complaints = 0

    /// Share of the page that its pictures cover, at most 1; overlapping pictures count twice.
    var pictureShare: Double {
        let area = pictures.reduce(0) { $0 + ($1.isMask ? 0 : $1.areaInSquarePoints) }
        return area > 0 ? min(1, area / max(1, width * height)) : 0
    }

    /// Whether the page is a scan: pictures, whole or in strips, cover more than half of it.
    var isScan: Bool { pictureShare > 0.5 }

    /// The resolution of a scan, nil for any other page: that of its densest picture, since the
    /// paper's colour may lie under the print in a much coarser one, but not that of a small
    /// emblem.
    var scanResolution: Resolution? {
        guard isScan else { return nil }
        let largest = pictures.map(\.areaInSquarePoints).max() ?? 0
        return pictures.filter { $0.areaInSquarePoints > 0.5 * largest }
            .map(\.resolution).max { $0.horizontal * $0.vertical < $1.horizontal * $1.vertical }
    }

    /// Whether a scan is drawn in its own pixels.
    ///
    /// This applies to scans of ordinary density, and to those on a page with an implausible size:
    /// a few points wide, as from programs that take pixels for something else, or larger than any
    /// paper.
    func isOwnSizeRight(for own: Resolution) -> Bool {
        let real = onPaper(own) ?? own
        let (least, most) = (
            min(real.horizontal, real.vertical), max(real.horizontal, real.vertical)
        )
        if least >= 72, most < 450 { return true }
        if least > Resolution.mostPlausible { return true }
        let longest = max(width, height) / 72 * userUnit
        return least < 72 && longest > 24 && longest * most > 1000
    }

    /// The resolution on paper of a drawing with this many pixels per 72 units; nil if it is
    /// implausible.
    func onPaper(_ drawn: Resolution) -> Resolution? {
        let real = Resolution(
            horizontal: drawn.horizontal / userUnit, vertical: drawn.vertical / userUnit)
        return real.isPlausible ? real : nil
    }

    /// Whether anything on the page is coloured, so that drawing it grey would lose that.
    var hasColor: Bool {
        pictures.isEmpty || pictures.contains { !$0.isMask && $0.components != 1 }
    }
}

/// One picture on a PDF page, as `pdfimages -list` describes it.
struct PDFPicture {
    /// Whether it is the mask of another picture, which shows through it.
    var isMask: Bool
    /// Samples per pixel.
    var components: Int
    /// Pixels along a row.
    var width: Double
    /// Pixels down a column.
    var height: Double
    /// Pixels per inch as drawn.
    var resolution: Resolution

    /// How much of the page it covers.
    var areaInSquarePoints: Double {
        guard resolution.horizontal > 0, resolution.vertical > 0 else { return 0 }
        return width / resolution.horizontal * 72 * (height / resolution.vertical * 72)
    }

    /// Reads one line of the listing: page num type width height color comp bpc enc interp
    /// object ID x-ppi y-ppi size ratio.
    ///
    /// Nil for headings.
    init?(listingLine line: Substring) {
        let columns = line.split(separator: " ")
        guard columns.count >= 14, ["image", "stencil", "mask", "smask"].contains(columns[2]),
            let width = Double(columns[3]), let height = Double(columns[4]),
            let components = Int(columns[6]), let across = Double(columns[12]),
            let down = Double(columns[13])
        else { return nil }
        isMask = columns[2].hasSuffix("mask")
        self.components = columns[5] == "index" ? 3 : components
        self.width = width
        self.height = height
        self.resolution = Resolution(horizontal: across, vertical: down)
    }
}

extension PDFPageInfo {
    /// Reads `pdfinfo -f n -l n`: the line `Page    n size:  595.28 x 841.89 pts (A4)` and, if it
    /// is there, `Page    n rot:   90`.
    init?(information: String, listing: String) {
        var size: (Double, Double)?
        var rotation = 0
        for line in information.split(separator: "\n") where line.hasPrefix("Page ") {
            let words = line.split(whereSeparator: { $0 == " " })
            if words.count >= 6, words[2] == "size:", words[4] == "x",
                let width = Double(words[3]), let height = Double(words[5])
            {
                size = (width, height)
            } else if words.count >= 4, words[2] == "rot:" {
                rotation = Int(words[3]) ?? 0
            }
        }
        guard let size, size.0.isFinite, size.1.isFinite else { return nil }
        isSideways = rotation % 180 != 0
        width = isSideways ? size.1 : size.0
        height = isSideways ? size.0 : size.1
        pictures = listing.split(separator: "\n").compactMap(PDFPicture.init(listingLine:))
    }
}

extension Resolution {
    /// Denser than any scanner for papers: the page's size is meaningless then.
    static let mostPlausible = 1300.0

    /// Whether the size of a PDF page can be that of a paper, given the pixels of its picture.
    var isPlausible: Bool {
        isBelievable && max(horizontal, vertical) <= Self.mostPlausible
    }
}
