import ArchiveModel

/// Columns of short entries, such as quantities and row numbers: one below another, each in a row
/// of its own.
struct ShortColumns {
    /// How far apart the middles of two neighbours in a column may be, in inches.
    static let width = 0.12
    /// Fewer entries do not count: two marks can be below each other by chance.
    private static let fewest = 3

    private var members: Set<BoundingBox> = []

    /// Finds the columns among boxes; `distance` is between their middles, in pixels.
    init(of boxes: [BoundingBox], within distance: Int) {
        var column: [BoundingBox] = []
        for box in boxes.sorted(by: { Self.middle($0) < Self.middle($1) }) {
            if let last = column.last, Self.middle(box) - Self.middle(last) > distance {
                take(column)
                column = []
            }
            column.append(box)
        }
        take(column)
    }

    func contains(_ box: BoundingBox) -> Bool { members.contains(box) }

    private mutating func take(_ column: [BoundingBox]) {
        var rows = 0
        var bottom = Int.min
        for box in column.sorted(by: { $0.top < $1.top }) where box.top >= bottom {
            rows += 1
            bottom = box.bottom
        }
        if rows >= Self.fewest { members.formUnion(column) }
    }

    private static func middle(_ box: BoundingBox) -> Int { (box.left + box.right) / 2 }
}
