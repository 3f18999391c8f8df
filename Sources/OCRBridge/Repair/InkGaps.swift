import ArchiveModel

/// The columns without ink that separate the letters of a line.
struct InkGaps {
    let image: PageImage

    /// Prepares to examine a grey image.
    init(in image: PageImage) {
        self.image = image
    }

    /// The columns of a box that are white from top to bottom, between its first ink and its last.
    func gaps(in box: BoundingBox) -> [Range<Int>] {
        let runs = ink(in: box)
        return zip(runs, runs.dropFirst()).map { $0.upperBound..<$1.lowerBound }
    }

    /// The white columns between the ink of two boxes side by side; nil if there are none, or the
    /// boxes overlap.
    func gap(between left: BoundingBox, and right: BoundingBox) -> Range<Int>? {
        guard left.right <= right.left, let start = ink(in: left).last?.upperBound,
            let end = ink(in: right).first?.lowerBound,
            start < end
        else { return nil }
        return start..<end
    }

    /// The runs of columns that have ink in a box.
    ///
    /// Ink is darker than midway between white and the darkest pixel in it, so that pale print has
    /// some too.
    private func ink(in box: BoundingBox) -> [Range<Int>] {
        let columns = max(0, box.left)..<max(0, box.left, min(image.width, box.right))
        let rows = max(0, box.top)..<max(0, box.top, min(image.height, box.bottom))
        guard image.samples == .gray, !columns.isEmpty, !rows.isEmpty else { return [] }
        var darkest = [UInt8](repeating: 255, count: columns.count)
        image.pixels.withUnsafeBufferPointer { pixels in
            for row in rows {
                let start = row * image.width + columns.lowerBound
                for column in 0..<columns.count {
                    darkest[column] = min(darkest[column], pixels[start + column])
                }
            }
        }
        let limit = (Int(darkest.min() ?? 255) + 255) / 2
        var runs: [Range<Int>] = []
        for (offset, value) in darkest.enumerated() where Int(value) < limit {
            let column = columns.lowerBound + offset
            if let last = runs.last, last.upperBound == column {
                runs[runs.count - 1] = last.lowerBound..<column + 1
            } else {
                runs.append(column..<column + 1)
            }
        }
        return runs
    }
}
