/// Reads a clean page.
///
/// Engines differ and change between versions; the pipeline knows only this.
public protocol TextRecognizer {
    /// What reads the page, with its version and languages: recorded with every page.
    var engine: String { get }

    /// Reads the page; blocks the caller until done. Throws what the engine's module documents.
    func recognize(_ page: CleanedPage) throws -> RecognizedPage

    /// Reads doubtful cells of ruled tables alone, and puts what is better into the reading.
    ///
    /// - Parameters:
    ///   - reading: What was read on the page.
    ///   - page: The same page, with its cells.
    func rereadCells(_ reading: RecognizedPage, of page: CleanedPage) throws -> CellReading

    /// Reads lines that the first reading has passed over, and puts what is sure of them into it.
    ///
    /// - Parameters:
    ///   - reading: What was read on the page.
    ///   - page: The same page.
    ///   - lines: Where lines of unread print seem to be.
    func complete(
        _ reading: RecognizedPage, of page: CleanedPage, at lines: [BoundingBox]
    ) throws -> RecognizedPage
}

extension TextRecognizer {
    /// An engine that cannot read single cells leaves the reading as it is.
    public func rereadCells(
        _ reading: RecognizedPage, of page: CleanedPage
    ) throws -> CellReading {
        CellReading(text: reading)
    }

    /// An engine that cannot read single lines leaves the reading as it is.
    public func complete(
        _ reading: RecognizedPage, of page: CleanedPage, at lines: [BoundingBox]
    ) throws -> RecognizedPage {
        reading
    }
}
