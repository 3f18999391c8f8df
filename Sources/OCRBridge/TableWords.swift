import ArchiveModel

/// The words of a page by the cells of its ruled tables.
///
/// Lines in a heading's cells are offset by half a line from those of the next cell, and the
/// engine, which reads the page as one column, merges them. A cell alone has nothing beside it.
struct TableWords {
    /// A word with its line on the page and the cells that it touches.
    struct Place {
        let word: Word
        let line: Int
        let block: Int
        let cells: [Int]
    }

    let cells: [BoundingBox]
    let places: [Place]
    let dotsPerInch: Int

    /// How far, in inches, a word may reach over the edge of its cell: the rule and its blurred
    /// rim.
    private static let rim = 0.025
    /// Share of a word's box within its cell from which it belongs to no other one.
    private static let wholeShare = 0.9

    init(of reading: RecognizedPage, cells: [BoundingBox], dotsPerInch: Int) {
        self.cells = cells
        self.dotsPerInch = dotsPerInch
        let rim = max(1, Int(Self.rim * Double(dotsPerInch)))
        places = reading.lines.enumerated().flatMap { number, line in
            line.words.map { word in
                Place(
                    word: word, line: number, block: line.block,
                    cells: Self.touched(by: word.box, cells, rim: rim))
            }
        }
    }

    /// The words at matching places, for each cell that they touch.
    func wordsByCell(_ matches: (Place) -> Bool) -> [[Word]] {
        var words = [[Word]](repeating: [], count: cells.count)
        for place in places where matches(place) {
            for cell in place.cells { words[cell].append(place.word) }
        }
        return words
    }

    private static func touched(by box: BoundingBox, _ cells: [BoundingBox], rim: Int) -> [Int] {
        var touched: [Int] = []
        for (index, cell) in cells.enumerated() {
            guard let part = box.intersection(cell.grown(across: rim, down: rim)) else { continue }
            if Double(part.width * part.height) >= wholeShare * Double(box.width * box.height) {
                return [index]
            }
            if part.width > 2 * rim, part.height > 2 * rim { touched.append(index) }
        }
        return touched
    }
}
