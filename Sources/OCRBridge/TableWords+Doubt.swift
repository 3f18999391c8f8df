import ArchiveModel

extension TableWords {
    /// Confidence below which a word makes its cell doubtful.
    ///
    /// On the development set, reading a cell alone does not improve it if all its words are above.
    private static let sure = 0.8
    /// Confidence from which words are believed; for a cell that held none, the mean confidence.
    private static let believed = 0.6
    /// How much less sure a reading with more letters and figures may be, and how much surer one
    /// with fewer must be.
    private static let worthOfLetters = 0.05
    /// Highest cell in inches that is read alone: five lines of a heading.
    ///
    /// Higher cells hold paragraphs, which the page's own reading handles well.
    private static let highest = 1.2
    /// Lowest letter in inches.
    private static let lowestLetter = 0.045
    /// Ink that may stick out of the box of its word, in inches.
    private static let rim = 0.01
    /// The maximum number of cells read alone: a page that is doubtful all over stays that way.
    private static let mostCells = 200

    /// The cells that are worth reading alone.
    func doubtfulCells(on page: CleanedPage) -> [Int] {
        let highest = Int(Self.highest * Double(dotsPerInch))
        let letter = max(3, Int(Self.lowestLetter * Double(dotsPerInch)))
        let rim = max(1, Int(Self.rim * Double(dotsPerInch)))
        let frame = page.image.frame
        let inside = wordsByCell { $0.cells.count == 1 }
        let doubtful = cells.indices.filter { index in
            let cell = cells[index]
            guard cell.height <= highest, cell.union(frame) == frame, cell.width > 0 else {
                return false
            }
            // From the left, for measuring the gaps between them.
            let boxes = inside[index].map(\.box).sorted { $0.left < $1.left }
            return inside[index].contains(where: Self.isUnsure)
                || page.image.hasInk(
                    ofHeight: letter, in: cell, besides: boxes, rim: rim)
        }
        return Array(doubtful.prefix(Self.mostCells))
    }

    /// The cells read alone that are better than the page's reading of them.
    func better(_ found: [Int: [TextLine]]) -> [Int: [TextLine]] {
        let inside = wordsByCell { $0.cells.count == 1 }
        let crossing = wordsByCell { $0.cells.count > 1 }
        var better = found.filter { cell, lines in
            isBetter(lines.flatMap(\.words), than: inside[cell], crossing: crossing[cell])
        }
        // A word across a border is removed only if all its cells are replaced, so that they are
        // accepted or rejected together.
        var count = -1
        while count != better.count {
            count = better.count
            for place in places where place.cells.count > 1 {
                let read = place.cells.filter { found[$0] != nil }
                if read.contains(where: { better[$0] == nil }) {
                    for cell in read { better[cell] = nil }
                }
            }
        }
        return better
    }

    /// Whether a reading of a cell is better than the words inside it and those that cross its border.
    private func isBetter(_ new: [Word], than inside: [Word], crossing: [Word]) -> Bool {
        guard new.contains(where: Self.hasText) else { return false }
        let old = inside + crossing
        if old.isEmpty { return new.meanConfidence.value >= Self.believed }
        let gain = Self.letters(of: new) - Self.letters(of: inside)
        return new.meanConfidence.value + Double(gain.signum()) * Self.worthOfLetters
            >= old.meanConfidence.value
    }

    private static func isUnsure(_ word: Word) -> Bool {
        word.confidence.value < sure && hasText(word)
    }

    private static func hasText(_ word: Word) -> Bool {
        word.text.contains { $0.isLetter || $0.isNumber }
    }

    /// How many letters and figures the believed words hold: garbage has no worth.
    private static func letters(of words: [Word]) -> Int {
        words.filter { $0.confidence.value >= believed }
            .reduce(0) { $0 + $1.text.count { $0.isLetter || $0.isNumber } }
    }
}

extension PageImage {
    /// Whether a box of a grey image holds marks of some height outside the words read in it,
    /// judging by its rows alone.
    fileprivate func hasInk(
        ofHeight height: Int, in box: BoundingBox, besides words: [BoundingBox], rim: Int
    ) -> Bool {
        var run = 0
        for row in box.top..<box.bottom {
            var left = box.left
            var isInked = false
            for word in words where (word.top - rim..<word.bottom + rim).contains(row) {
                isInked = isInked || inkCount(from: left, to: word.left - rim, row: row) > 0
                left = max(left, word.right + rim)
            }
            isInked = isInked || inkCount(from: left, to: box.right, row: row) > 0
            run = isInked ? run + 1 : 0
            if run >= height { return true }
        }
        return false
    }
}
