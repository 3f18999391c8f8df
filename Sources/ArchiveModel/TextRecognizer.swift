/// Reads a clean page.
///
/// Engines differ and change between versions; the pipeline knows only this.
package protocol TextRecognizer {
    /// What reads the page, with its version and languages: recorded with every page.
    var engine: String { get }

    /// Reads the page; blocks the caller until done. Throws what the engine's module documents.
    func recognize(_ page: CleanedPage) throws -> RecognizedPage

    /// Reads a page by other means than `recognize`, such as another model, for words on which two
    /// readings have to agree; nil when the engine has none.
    func recognizedOtherwise(_ page: CleanedPage) throws -> RecognizedPage?

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

    /// Reads words in doubt a second time by other means, and keeps what is surer.
    ///
    /// - Returns: The reading, and a record of how much was read again; nil when nothing was.
    func reconsidered(
        _ reading: RecognizedPage, of page: CleanedPage
    ) -> RefinedReading

    /// Reads letter-spaced words alone that were torn apart, and keeps what was read beside each.
    ///
    /// - Returns: The reading, and a record of how many were read and taken; nil when there were none.
    func rereadSpacedWords(
        _ reading: RecognizedPage, of page: CleanedPage
    ) -> RefinedReading

    /// Repairs words that were surely misread, and keeps what was read beside each.
    ///
    /// - Returns: The reading, and a record of how many words were repaired; nil when the engine cannot.
    func repaired(
        _ reading: RecognizedPage, of page: CleanedPage
    ) -> RefinedReading

    /// Measures how much of a reading makes sense; nil when the engine knows no words.
    func sense(of reading: RecognizedPage) -> ReadingSense?

    /// Puts the lines of a reading of other origin into the order of this engine's own: rows whole, columns of
    /// prose one after the other; changes no word.
    func inReadingOrder(_ reading: RecognizedPage) -> RecognizedPage

    /// Records the whole words of those that are broken at line ends; changes no text.
    ///
    /// For readings of other origin: `repaired` does it already.
    func recordingBrokenWords(of reading: RecognizedPage) -> RecognizedPage
}

extension TextRecognizer {
    /// An engine without other means says so.
    package func recognizedOtherwise(_ page: CleanedPage) throws -> RecognizedPage? { nil }

    /// An engine that cannot read single cells leaves the reading as it is.
    package func rereadCells(
        _ reading: RecognizedPage, of page: CleanedPage
    ) throws -> CellReading {
        CellReading(text: reading)
    }

    /// An engine that cannot read single lines leaves the reading as it is.
    package func complete(
        _ reading: RecognizedPage, of page: CleanedPage, at lines: [BoundingBox]
    ) throws -> RecognizedPage {
        reading
    }

    /// An engine without other means leaves the reading as it is.
    package func reconsidered(
        _ reading: RecognizedPage, of page: CleanedPage
    ) -> RefinedReading {
        RefinedReading(reading)
    }

    /// An engine that cannot read a part of a line leaves the reading as it is.
    package func rereadSpacedWords(
        _ reading: RecognizedPage, of page: CleanedPage
    ) -> RefinedReading {
        RefinedReading(reading)
    }

    /// An engine without a dictionary repairs nothing.
    package func repaired(
        _ reading: RecognizedPage, of page: CleanedPage
    ) -> RefinedReading {
        RefinedReading(reading)
    }

    /// An engine without a dictionary cannot tell.
    package func sense(of reading: RecognizedPage) -> ReadingSense? { nil }

    /// An engine without an order of its own leaves the lines as they are.
    package func inReadingOrder(_ reading: RecognizedPage) -> RecognizedPage { reading }

    /// An engine without a dictionary records none.
    package func recordingBrokenWords(of reading: RecognizedPage) -> RecognizedPage { reading }
}
