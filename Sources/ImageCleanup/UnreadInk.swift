package import ArchiveModel

/// Finds lines of print that recognition has skipped.
///
/// Tesseract leaves out whole lines beside signatures, handwriting and pictures, because it takes
/// them for parts of these, and whole columns of single figures, such as quantities, because it
/// takes letters far from all others for dirt (findings/column-of-single-figures.sh). The remaining
/// ink is marks the size of letters, in a row, outside all words read.
package enum UnreadInk {
    /// Sizes of letters in inches.
    private static let letterWidths = 0.02...0.5
    private static let letterHeights = 0.045...0.33
    /// Gap between letters or words of a line, in inches.
    private static let gap = 0.2
    /// Words higher than this, in inches, are not words but boxes around a blot.
    private static let highestWord = 0.5
    /// Height from which a single letter may be a number, in inches.
    private static let figure = 0.065
    /// A page with more such lines is a picture; the rest is left out.
    private static let mostLines = 40
    /// The same for isolated letters.
    private static let mostSingle = 120

    /// Compares a page with the words that were read on it.
    ///
    /// The lines are boxes around at least two letters, with a margin; around a single one if it is
    /// beside words, in a column of such letters or where leaders were: the number of a page is
    /// after them.
    ///
    /// - Parameters:
    ///   - page: The page as it was read.
    ///   - words: Where words were read on it.
    /// - Throws: `CleanupError` if a step has no memory.
    package static func find(
        on page: CleanedPage, besides words: [BoundingBox]
    ) throws(CleanupError) -> UnreadPrint {
        let sheet = try InkSheet(
            Picture(gray: page.image), dotsPerInch: page.dotsPerInch)
        let margin = sheet.pixels(0.02)
        let highest = sheet.pixels(Self.highestWord)
        for word in words where word.height < highest {
            Morphology.fill(word.grown(across: margin, down: margin), of: sheet.ink, ink: false)
        }
        let letters = Self.letters(on: sheet)
        let rows = Self.gathered(letters, gap: sheet.pixels(Self.gap))
        let several = rows.filter { $0.letters >= 2 && $0.box.height <= highest }
        let single = Self.single(in: rows, besides: words, on: page, sheet: sheet)
        let lines = (several.prefix(Self.mostLines).map(\.box) + single.prefix(Self.mostSingle)).map
        {
            $0.grown(across: margin * 2, down: margin * 2).clipped(to: page.image.frame)
        }
        return UnreadPrint(lines: lines, letters: letters)
    }

    /// The isolated letters that are likely figures: beside words of about their height, and in a
    /// column of similarly short rows, or on a page that had leaders.
    private static func single(
        in rows: [LetterRow], besides words: [BoundingBox], on page: CleanedPage,
        sheet: InkSheet
    ) -> [BoundingBox] {
        let hasLeaders = page.steps.contains { $0.name == "leaders" && $0.changed }
        let figure = sheet.pixels(figure)
        func isBesideWords(_ box: BoundingBox, times: Int) -> Bool {
            words.contains {
                2 * $0.sharedHeight(with: box) > box.height
                    && $0.height <= times * box.height
            }
        }
        let short = rows.filter { $0.letters <= 3 && $0.box.height >= figure }.map(\.box)
        let columns = ShortColumns(
            of: short.filter { isBesideWords($0, times: 2) },
            within: sheet.pixels(ShortColumns.width))
        return rows.filter { $0.letters == 1 && $0.box.height >= figure }.map(\.box)
            .filter { columns.contains($0) || hasLeaders && isBesideWords($0, times: 100) }
    }

    /// The marks of a sheet that have the size of letters.
    static func letters(on sheet: InkSheet) -> [BoundingBox] {
        sheet.marks().filter { isLetter($0, on: sheet) }
    }

    private static func isLetter(_ mark: BoundingBox, on sheet: InkSheet) -> Bool {
        let inch = Double(sheet.pixels(1))
        return letterWidths.contains(Double(mark.width) / inch)
            && letterHeights.contains(Double(mark.height) / inch)
    }

    /// Letters that follow each other at the same height.
    private struct LetterRow {
        var box: BoundingBox
        /// The letter at its right end.
        var last: BoundingBox
        /// How many letters it has.
        var letters: Int
    }

    /// Puts letters into rows: each joins the row that it follows at the same height, if there is one.
    private static func gathered(
        _ letters: [BoundingBox], gap: Int
    ) -> [LetterRow] {
        var rows: [LetterRow] = []
        for letter in letters.sorted(by: { $0.left < $1.left }) {
            let row = rows.lastIndex { row in
                let overlap = row.last.sharedHeight(with: letter)
                return letter.left - row.box.right <= gap
                    && 2 * overlap > min(row.last.height, letter.height)
            }
            if let row {
                rows[row].box = rows[row].box.union(letter)
                rows[row].last = letter
                rows[row].letters += 1
            } else {
                rows.append(LetterRow(box: letter, last: letter, letters: 1))
            }
        }
        return rows
    }
}
