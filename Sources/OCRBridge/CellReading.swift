package import ArchiveModel

/// A reading of a page after doubtful cells of its tables were read alone.
package struct CellReading: Hashable, Sendable {
    /// The page with the improvements.
    package var text: RecognizedPage
    /// How many cells were read alone.
    package var cellsRead: Int
    /// How many of these were better than before.
    package var cellsReplaced: Int

    /// Makes a reading; without counts nothing was read again.
    package init(text: RecognizedPage, cellsRead: Int = 0, cellsReplaced: Int = 0) {
        self.text = text
        self.cellsRead = cellsRead
        self.cellsReplaced = cellsReplaced
    }
}
