import ArchiveModel
import ArchiveStore
import Catalogue

/// One word of a page as JSON, in pixels of the scan.
struct WordRecord: Encodable {
    let text: String
    let raw: String?
    let broken: BrokenWordRecord?
    let handwritten: Bool?
    let box: BoundingBox
    let confidence: Double

    init(_ word: Word, on page: DocumentPage) {
        text = word.text
        raw = word.raw
        broken = word.hyphenation.map { BrokenWordRecord(part: $0.part.rawValue, whole: $0.whole) }
        handwritten = word.isHandwritten ? true : nil
        box = page.transform.boxOnScan(
            word.box, scanWidth: page.scanWidth ?? .max / 4, scanHeight: page.scanHeight ?? .max / 4
        )
        confidence = word.confidence.value
    }
}

/// The whole of a word that is broken at the end of a line.
struct BrokenWordRecord: Encodable {
    let part: String
    let whole: String
}

/// The words of a document's pages, wherever they lie.
struct DocumentWords {
    /// Pages that are read at a time: each takes about 40 kB of memory.
    private static let chunk = 500

    private let words: [PageReference: [Word]]

    /// Reads the words of all pages of a document; throws `alto-damaged` when they cannot be had.
    static func read(of document: StoredDocument, in archive: Archive) throws -> DocumentWords {
        var words: [PageReference: [Word]] = [:]
        let numbers = Dictionary(grouping: document.pages.map(\.reference), by: \.scan)
        for (scan, references) in numbers {
            let sorted = references.map(\.number).sorted()
            for start in stride(from: 0, to: sorted.count, by: chunk) {
                let end = min(start + chunk, sorted.count) - 1
                for page in try archive.pages(of: scan, numbers: sorted[start]...sorted[end]) {
                    let reference = PageReference(scan: scan, number: page.number)
                    words[reference] = page.recognized.map { Array($0.words) }
                }
            }
        }
        return DocumentWords(words: words)
    }

    /// The words of a page in reading order; nil when nothing was read on it.
    subscript(page: PageReference) -> [Word]? { words[page] }
}
