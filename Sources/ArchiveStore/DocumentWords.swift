package import ArchiveModel
package import Catalogue

/// The words of a document's pages, wherever they lie.
package struct DocumentWords {
    /// Pages that are read at a time: each takes about 40 kB of memory.
    private static let chunk = 500

    private let words: [PageReference: [Word]]

    /// Reads the words of all pages of a document; throws `alto-damaged` when they cannot be had.
    package static func read(of document: StoredDocument, in archive: Archive) throws
        -> DocumentWords
    {
        var words: [PageReference: [Word]] = [:]
        let numbers = Dictionary(grouping: document.pages.map(\.reference), by: \.scan)
        for (scan, references) in numbers {
            let sorted = references.map(\.number).sorted()
            for start in stride(from: 0, to: sorted.count, by: chunk) {
                let end = min(start + chunk, sorted.count) - 1
                for page in try Listing(archive: archive).pages(
                    of: scan, numbers: sorted[start]...sorted[end])
                {
                    let reference = PageReference(scan: scan, number: page.number)
                    words[reference] = page.recognized.map { Array($0.words) }
                }
            }
        }
        return DocumentWords(words: words)
    }

    /// The words of a page in reading order; nil when nothing was read on it.
    package subscript(page: PageReference) -> [Word]? { words[page] }
}
