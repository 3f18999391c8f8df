import ArchiveModel

/// What is known of the document that is open: enough to tell whether the next page belongs to it.
struct OpenPaper {
    /// The last page that was read.
    private(set) var last: EvidentPage
    /// The number that the last page bears, or would bear.
    private(set) var number: PageNumber?
    /// Numbers that its pages have in their title zones.
    private(set) var numbers: Set<Int> = []

    /// More numbers than this are a register, and name nothing.
    private static let mostNumbers = 200

    /// Begins with a page.
    init(_ page: EvidentPage) {
        last = page
        add(page)
    }

    /// Goes on with a page.
    mutating func add(_ page: EvidentPage) {
        last = page
        if let number = page.evidence.number {
            self.number = number
        } else {
            number?.number += 1
        }
        guard !page.evidence.isAnnex, numbers.count < Self.mostNumbers else { return }
        numbers.formUnion(page.evidence.numbers)
    }
}

/// A page of a file with what it tells.
struct EvidentPage {
    /// The file that it is a page of.
    let file: ScannedFile
    let evidence: PageEvidence
    /// Whether it is the back of the sheet whose front was read right before.
    var isBackOfLast = false
}
