/// Reads a clean page.
///
/// Engines differ and change between versions; the pipeline knows only this.
public protocol TextRecognizer {
    /// What reads the page, with its version and languages: recorded with every page.
    var engine: String { get }

    /// Reads the page; blocks the caller until done. Throws what the engine's module documents.
    func recognize(_ page: CleanedPage) throws -> RecognizedPage
}
