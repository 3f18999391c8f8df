import ArchiveModel

/// Where a page lies that does not come with its own file: the fronts and backs of sheets are in two.
package struct SheetSide: Sendable, Hashable {
    /// What names its file.
    let scan: Int64
    /// Whether it is the second side of its sheet.
    let isBack: Bool
}

/// Two files with the two sides of the same sheets: the fronts in the order of the sheets, the backs in the reverse
/// order, as the stack was turned over between.
package struct SheetSides: Sendable, Hashable {
    /// Both files as one.
    package let file: ScannedFile
    /// Front, back, front, back.
    package let pages: [AssemblyPage]

    /// One side of all sheets.
    package struct Side: Sendable {
        /// The file.
        let file: ScannedFile
        /// Its pages; those of earlier runs that say nothing may be missing.
        let pages: [AssemblyPage]

        package init(file: ScannedFile, pages: [AssemblyPage]) {
            self.file = file
            self.pages = pages
        }
    }

    /// Puts the sides together; nil unless they are of equally many sheets.
    ///
    /// The whole counts as grouped when both files are.
    package init?(fronts: Side, backs: Side) {
        let sheets = fronts.file.pageCount
        guard sheets == backs.file.pageCount, !fronts.pages.isEmpty, !backs.pages.isEmpty
        else { return nil }
        file = ScannedFile(joining: fronts.file, with: backs.file)
        let front = Self.byNumber(fronts, isBack: false)
        let back = Self.byNumber(backs, isBack: true)
        pages = (0..<sheets).flatMap { sheet in
            [front[sheet + 1], back[sheets - sheet]].compactMap { $0 }
        }
    }

    private static func byNumber(_ side: Side, isBack: Bool) -> [Int: AssemblyPage] {
        let pages = side.pages.map { page in
            var page = page
            page.side = SheetSide(scan: side.file.scan, isBack: isBack)
            return (page.number, page)
        }
        return Dictionary(pages, uniquingKeysWith: { first, _ in first })
    }
}
