/// A reading of a page after doubtful cells of its tables were read alone.
public struct CellReading: Hashable, Sendable {
    /// The page with what was better.
    public var text: RecognizedPage
    /// How many cells were read alone.
    public var cellsRead: Int
    /// How many of these were better than before.
    public var cellsReplaced: Int

    /// Makes a reading; without counts nothing was read again.
    public init(text: RecognizedPage, cellsRead: Int = 0, cellsReplaced: Int = 0) {
        self.text = text
        self.cellsRead = cellsRead
        self.cellsReplaced = cellsReplaced
    }
}
