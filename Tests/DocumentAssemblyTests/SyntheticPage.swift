import ArchiveModel
import DocumentAssembly
import DomainTables

/// Pages of A4 at 300 dots per inch, drawn as words with boxes.
struct SyntheticPage {
    static let width = 2480
    static let height = 3508
    private static let letterWidth = 20
    private static let letterHeight = 34
    private static let left = 250

    private(set) var lines: [TextLine] = []
    private var next = 250

    /// Adds lines of ordinary size from the left margin on, one below another.
    mutating func add(_ texts: String...) {
        for text in texts { add(text, at: next) }
    }

    /// Adds a line in the middle of the page's width.
    mutating func addCentred(_ text: String) {
        add(text, at: next, left: (Self.width - text.count * Self.letterWidth) / 2)
    }

    /// Adds a line at the foot.
    mutating func addFoot(_ text: String) {
        add(text, at: 3300, left: (Self.width - text.count * Self.letterWidth) / 2)
    }

    /// Adds lines of prose down to a share of the page's height.
    mutating func addProse(downTo share: Double, last: String? = nil) {
        let sentence =
            "Prezenta se comunică celor interesați prin afișare la sediul instituției și pe pagina"
        while Double(next) < Double(Self.height) * share - 60 { add(sentence + " de internet.") }
        add(last ?? sentence + " de internet.")
    }

    /// Leaves the page empty down to a share of its height.
    mutating func leave(downTo share: Double) {
        next = Int(Double(Self.height) * share)
    }

    private mutating func add(_ text: String, at top: Int, left: Int = Self.left) {
        var place = left
        let words = text.split(separator: " ").map { word in
            defer { place += (word.count + 1) * Self.letterWidth }
            return Word(
                text: String(word),
                box: BoundingBox(
                    left: place, top: top, right: place + word.count * Self.letterWidth,
                    bottom: top + Self.letterHeight),
                confidence: Confidence(0.95))
        }
        lines.append(TextLine(words: words, block: 0))
        next = top + 60
    }

    /// The page as a reading.
    var reading: RecognizedPage {
        RecognizedPage(width: Self.width, height: Self.height, lines: lines, engine: "test")
    }

    /// What the page tells.
    var evidence: PageEvidence {
        get throws { try EvidenceReader(rules: MetadataRules()).evidence(of: reading) }
    }

    /// A page that begins a paper: letterhead, number, title.
    static func first(_ title: String, number: Int, foot: String? = nil) -> SyntheticPage {
        var page = SyntheticPage()
        page.add("Primăria comunei Valea Mică", "Nr. \(number) din 12.03.2024")
        page.addCentred(title)
        page.addProse(downTo: 0.85)
        if let foot { page.addFoot(foot) }
        return page
    }

    /// A page of nothing but prose, with signatures or a number at its foot.
    static func prose(isSigned: Bool = false, foot: String? = nil) -> SyntheticPage {
        var page = SyntheticPage()
        page.addProse(downTo: isSigned ? 0.4 : 0.85)
        if isSigned { page.add("Primar, Popescu Ion", "Întocmit, Ionescu Ana") }
        if let foot { page.addFoot(foot) }
        return page
    }
}
