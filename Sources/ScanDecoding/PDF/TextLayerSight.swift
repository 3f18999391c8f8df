import ArchiveModel
import CLeptonica

/// Compares a text layer with a picture of its page: words that a reader does not see, and marks
/// that the layer lacks.
struct TextLayerSight {
    /// Share of the words under which the page shows nothing: white on white, painted over, off the
    /// page, or too small to be read.
    let unseenShare: Double
    /// Letter-sized marks that no word covers.
    let uncoveredMarks: Int
    /// All letter-sized marks.
    let marks: Int

    /// Resolution at which the page is drawn for it, in dots per inch: letters of five points are
    /// seven pixels high.
    static let dotsPerInch = 144.0
    /// Differences of grey below this are invisible; faint grey print has four times as much.
    private static let leastContrast = 16
    /// Words lower than two points are not meant to be seen.
    private static let leastHeight = 2.0 / 72

    /// - Parameters:
    ///   - page: The layer, in pixels of its own resolution.
    ///   - picture: The page in grey, of whatever resolution.
    ///
    /// Nil without memory, or for a picture in colour.
    init?(of page: RecognizedPage, on picture: PageImage) {
        guard picture.samples == .gray, page.width > 0, page.height > 0 else { return nil }
        let sheet = Sheet(picture)
        let across = Double(picture.width) / Double(page.width)
        let down = Double(picture.height) / Double(page.height)
        var unseen = 0
        var count = 0
        var covered = [Bool](repeating: false, count: picture.width * picture.height)
        for word in page.words {
            let box = BoundingBox(
                left: Int(Double(word.box.left) * across) - 1,
                top: Int(Double(word.box.top) * down) - 1,
                right: Int(Double(word.box.right) * across) + 2,
                bottom: Int(Double(word.box.bottom) * down) + 2
            ).clipped(to: picture.frame)
            if word.text.contains(where: { $0.isLetter || $0.isNumber }) {
                count += 1
                let isTiny = Double(word.box.height) < Self.leastHeight * PDFTextLayer.dotsPerInch
                if isTiny || sheet.contrast(in: box) < Self.leastContrast { unseen += 1 }
            }
            for y in box.top..<max(box.top, box.bottom) {
                for x in box.left..<max(box.left, box.right) {
                    covered[y * picture.width + x] = true
                }
            }
        }
        guard let found = sheet.letterMarks(dotsPerInch: Self.dotsPerInch) else { return nil }
        unseenShare = count == 0 ? 0 : Double(unseen) / Double(count)
        marks = found.count
        uncoveredMarks = found.count { !covered[$0.y * picture.width + $0.x] }
    }

    /// The picture's evidence against the layer.
    ///
    /// Emblems, bar codes and signatures are marks that no word can cover: a share of the page's
    /// marks is allowed, but not a whole paragraph's.
    var flaw: TextLayerFlaw? {
        if unseenShare > 0.02 { return .unseen }
        let share = marks == 0 ? 0 : Double(uncoveredMarks) / Double(marks)
        return uncoveredMarks >= 40 && share > 0.1 || uncoveredMarks >= 300 ? .incomplete : nil
    }

    /// The measurements, by name.
    var measured: [String: Double] {
        [
            "unseenShare": unseenShare, "marks": Double(marks),
            "uncoveredMarks": Double(uncoveredMarks),
        ]
    }
}

/// A page drawn in grey.
private struct Sheet {
    private let picture: PageImage

    init(_ picture: PageImage) { self.picture = picture }

    /// Difference between the lightest and the darkest pixel, 0 in an empty box.
    func contrast(in box: BoundingBox) -> Int {
        var (low, high) = (UInt8.max, UInt8.min)
        for y in box.top..<max(box.top, box.bottom) {
            for x in box.left..<max(box.left, box.right) {
                let value = picture.pixels[y * picture.width + x]
                low = min(low, value)
                high = max(high, value)
            }
        }
        return low > high ? 0 : Int(high) - Int(low)
    }

    /// The centres of all connected letter-sized marks, from 2 to 36 points; nil without memory.
    func letterMarks(dotsPerInch: Double) -> [(x: Int, y: Int)]? {
        var binary = pixCreate(Int32(picture.width), Int32(picture.height), 1)
        defer { pixDestroy(&binary) }
        guard let pix = binary, let data = pixGetData(pix) else { return nil }
        let wordsPerLine = Int(pixGetWpl(pix))
        for y in 0..<picture.height {
            for x in 0..<picture.width where picture.pixels[y * picture.width + x] < 160 {
                data[y * wordsPerLine + x / 32] |= 0x8000_0000 >> UInt32(x % 32)
            }
        }
        var boxes = pixConnCompBB(pix, 8)
        defer { boxaDestroy(&boxes) }
        guard let boxes else { return nil }
        let heights = Int32(dotsPerInch / 36)...Int32(dotsPerInch / 2)
        var centers: [(x: Int, y: Int)] = []
        for index in 0..<boxaGetCount(boxes) {
            var (x, y, width, height): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            boxaGetBoxGeometry(boxes, index, &x, &y, &width, &height)
            if heights.contains(height), width >= 3, width <= heights.upperBound {
                centers.append((Int(x + width / 2), Int(y + height / 2)))
            }
        }
        return centers
    }
}
