import ArchiveModel

extension TableWords {
    /// Confidence below which a word makes its cell doubtful.
    ///
    /// On the development set cells read alone are no better than before when all their words are above.
    private static let sure = 0.8
    /// Mean confidence from which words of a cell that held none are believed.
    private static let believed = 0.6
    /// Highest cell in inches that is read alone: five lines of a heading.
    ///
    /// Higher ones hold paragraphs, with which the reading of the page has no trouble.
    private static let highest = 1.2
    /// Lowest letter in inches.
    private static let lowestLetter = 0.045
    /// Most cells that are read alone: a page that is doubtful all over stays so.
    private static let mostCells = 200

    /// The cells for which a reading of their own pays.
    func doubtfulCells(on page: CleanedPage) -> [Int] {
        let highest = Int(Self.highest * Double(dotsPerInch))
        let letter = max(3, Int(Self.lowestLetter * Double(dotsPerInch)))
        let frame = BoundingBox(
            left: 0, top: 0, right: page.image.width, bottom: page.image.height)
        let inside = wordsByCell { $0.cells.count == 1 }
        let crossing = wordsByCell { $0.cells.count > 1 }
        let doubtful = cells.indices.filter { index in
            let cell = cells[index]
            guard cell.height <= highest, cell.union(frame) == frame, cell.width > 0 else {
                return false
            }
            if inside[index].contains(where: Self.isUnsure) { return true }
            guard !crossing[index].isEmpty || inside[index].isEmpty else { return false }
            return page.image.hasRows(of: letter, in: cell)
        }
        return Array(doubtful.prefix(Self.mostCells))
    }

    /// Those of the cells read alone that are better than what the page's reading has for them.
    func better(_ found: [Int: [TextLine]]) -> [Int: [TextLine]] {
        let inside = wordsByCell { $0.cells.count == 1 }
        let crossing = wordsByCell { $0.cells.count > 1 }
        var better = found.filter { cell, lines in
            isBetter(lines.flatMap(\.words), than: inside[cell] + crossing[cell])
        }
        // A word across a border goes when all its cells are replaced, so that they stand or fall together.
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

    private func isBetter(_ new: [Word], than old: [Word]) -> Bool {
        guard new.contains(where: Self.hasText) else { return false }
        let least = old.isEmpty ? Self.believed : Self.confidence(of: old)
        return Self.confidence(of: new) >= least
    }

    private static func isUnsure(_ word: Word) -> Bool {
        word.confidence.value < sure && hasText(word)
    }

    private static func hasText(_ word: Word) -> Bool {
        word.text.contains { $0.isLetter || $0.isNumber }
    }

    /// Mean confidence of words, weighted by their length.
    private static func confidence(of words: [Word]) -> Double {
        let letters = words.reduce(0) { $0 + $1.text.count }
        let sum = words.reduce(0) { $0 + $1.confidence.value * Double($1.text.count) }
        return letters == 0 ? 0 : sum / Double(letters)
    }
}

extension PageImage {
    /// Grey value below which a pixel of a clean page is ink.
    private static let ink: UInt8 = 180

    /// Whether a box of a grey image holds a mark of some height, going by its rows alone.
    fileprivate func hasRows(of height: Int, in box: BoundingBox) -> Bool {
        var run = 0
        for row in box.top..<box.bottom {
            let start = row * width
            let isInked = pixels[start + box.left..<start + box.right].contains { $0 < Self.ink }
            run = isInked ? run + 1 : 0
            if run >= height { return true }
        }
        return false
    }
}
