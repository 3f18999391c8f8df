import ArchiveModel
import DomainTables
import MetadataExtraction

/// A page that is set like typewritten text: the place of a character is its row and column, and
/// three spaces or more are a gap between columns.
struct DrawnPage {
    private static let cell = (width: 20, height: 50)
    private static let letterHeight = 30
    private static let rows = 66

    let page: RecognizedPage

    /// Sets lines of text.
    init(_ text: String, confidence: Double = 0.95) {
        var lines: [TextLine] = []
        for (row, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            var words: [Word] = []
            var column = 0
            for word in line.split(separator: " ", omittingEmptySubsequences: false) {
                if !word.isEmpty {
                    let top = row * Self.cell.height + 100
                    let left = column * Self.cell.width + 100
                    words.append(
                        Word(
                            text: String(word),
                            box: BoundingBox(
                                left: left, top: top, right: left + word.count * Self.cell.width,
                                bottom: top + Self.letterHeight),
                            confidence: Confidence(confidence)))
                }
                column += word.count + 1
            }
            if !words.isEmpty { lines.append(TextLine(words: words, block: 0)) }
        }
        page = RecognizedPage(
            width: 2_000, height: Self.rows * Self.cell.height, lines: lines, engine: "drawn")
    }
}

extension MetadataExtractor {
    /// Reads a document of the pages of one scan, from its first.
    func extract(from pages: [RecognizedPage]) -> ExtractedDocument {
        guard let scan = ContentDigest(hex: String(repeating: "5c", count: 64)) else {
            preconditionFailure("128 digits are a digest")
        }
        return extract(
            from: pages.enumerated().map { index, page in
                AddressedPage(
                    address: PageAddress(scan: scan, number: index + 1), reading: page)
            })
    }
}

/// The built-in rules, read once: they are many words, and the tests many.
private let builtInRules = Result { try MetadataRules() }

/// What a drawn document says, by the built-in rules.
func extract(_ pages: String...) throws -> ExtractedDocument {
    MetadataExtractor(rules: try builtInRules.get()).extract(
        from: pages.map { DrawnPage($0).page })
}

extension ExtractedDocument {
    /// The value of a field by its name in JSON.
    func value(_ name: String) -> String? { self[FieldName(rawValue: name)]?.value }
}
