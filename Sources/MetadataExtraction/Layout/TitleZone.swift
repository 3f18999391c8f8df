import ArchiveModel
import RomanianText

/// The part of the first page where a paper says what it is: its top, whatever its size.
struct TitleZone: Sendable {
    /// Share of the page that counts as top; titles of tall letterheads reach below one third.
    private static let share = 0.45
    /// Titles are short; longer segments are prose.
    private static let longest = 160
    /// More segments than this are a table, not a letterhead.
    private static let segmentLimit = 60

    /// Segments that may be a title, in reading order.
    let segments: [PageSegment]
    /// First row of print.
    let top: Int
    /// Last row of the zone.
    let bottom: Int

    /// Finds the zone of a page.
    init(_ page: PageLayout) {
        let top = page.segments.map(\.box.top).min() ?? 0
        let last = page.segments.map(\.box.bottom).max() ?? 0
        let height = max(page.height, last) - top
        let bottom = top + Int(Double(max(0, height)) * Self.share)
        let hasPlaces = page.lineHeight > 0
        let count = page.segments.count
        // Without boxes only the order of the lines says what is above.
        let lineLimit = max(8, Int(Double(count) * Self.share))
        segments = Array(
            page.segments.filter {
                $0.text.letters.count <= Self.longest
                    && (hasPlaces ? $0.box.top <= bottom : $0.index < lineLimit)
            }.prefix(Self.segmentLimit))
        self.top = top
        self.bottom = hasPlaces ? bottom : 0
    }

    /// How high a box stands in the zone: 1 at its top, 0 at its bottom.
    func height(of box: BoundingBox) -> Double {
        guard bottom > top else { return 1 }
        return min(1, max(0, Double(bottom - box.top) / Double(bottom - top)))
    }
}
