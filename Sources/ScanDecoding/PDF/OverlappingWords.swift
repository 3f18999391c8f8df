import ArchiveModel

/// Finds words that lie on others, as two layers of text on one page do.
enum OverlappingWords {
    /// Share of the boxes that have half or more of their area in another box; 0 for fewer than
    /// three.
    static func share(of boxes: [BoundingBox]) -> Double {
        let sorted = boxes.filter { $0.width > 0 && $0.height > 0 }.sorted { $0.top < $1.top }
        guard sorted.count >= 3 else { return 0 }
        // Boxes of one height are near each other in this order; a box taller than all others is
        // compared with few, so that a page of a hundred thousand words stays fast.
        let reach = 400
        var lies = [Bool](repeating: false, count: sorted.count)
        for (index, box) in sorted.enumerated() {
            for other in sorted.indices.dropFirst(index + 1).prefix(reach) {
                if sorted[other].top >= box.bottom { break }
                let common = box.overlap(with: sorted[other])
                if common * 2 >= box.width * box.height { lies[index] = true }
                if common * 2 >= sorted[other].width * sorted[other].height { lies[other] = true }
            }
        }
        let count = lies.count { $0 }
        return count < 3 ? 0 : Double(count) / Double(sorted.count)
    }
}
