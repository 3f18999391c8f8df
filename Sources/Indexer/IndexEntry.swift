import ArchiveModel
import Catalogue

/// The words of one document, as they stand in the index.
struct IndexEntry {
    /// Words of all pages; `pageEnd` stands between pages, so that no phrase crosses them.
    private(set) var text: [UInt8] = []
    /// Keys of all pages, separated by spaces.
    private(set) var keys: [UInt8] = []
    /// What filters look for.
    let meta: String
    /// Corrected values, a line each; their words stand behind those of the pages.
    private(set) var corrections = ""
    /// The pages that the words came from, in order.
    private(set) var pages: [PageReference] = []

    /// A word that no text can hold.
    static let pageEnd = Array("¶ ".utf8)

    /// Starts an entry.
    init(meta: String) {
        self.meta = meta
    }

    /// The entry of a document with the texts of its pages.
    init(_ document: StoredDocument) {
        self.init(meta: MetaToken.all(of: document).joined(separator: " "))
        for page in document.pages {
            if let text = page.text { add(text, of: page.reference) }
        }
        let corrected = document.extracted.fields.filter { $0.rule == DocumentChange.rule }
        add(corrections: corrected.map(\.value).joined(separator: "\n"))
    }

    /// Adds values that persons wrote and that stand on no page as such.
    mutating func add(corrections values: String) {
        guard !values.isEmpty else { return }
        corrections = values
        addWords(values)
    }

    /// Adds the words of a page.
    mutating func add(_ pageText: String, of page: PageReference) {
        addWords(pageText)
        pages.append(page)
    }

    private mutating func addWords(_ pageText: String) {
        let folded = SearchTokens(pageText)
        text += folded.folded
        text += Self.pageEnd
        var seen: Set<String> = []
        for key in KeyFinder.keys(in: folded) where seen.insert(key.text).inserted {
            keys += key.text.utf8
            keys.append(0x20)
        }
    }

    /// A checksum (FNV-1a) over all words: what is taken out must be what went in.
    var checksum: Int64 {
        var hash = FNV1a()
        for words in [text, keys, Array(meta.utf8)] {
            hash.mix(words)
            hash.mix(0xFF)
        }
        return Int64(bitPattern: hash.value)
    }
}
