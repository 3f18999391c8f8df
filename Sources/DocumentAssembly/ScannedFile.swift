package import ArchiveModel

/// A file of a batch, as far as assembly needs to know it.
package struct ScannedFile: Sendable, Hashable {
    /// What names it in the batch.
    package let scan: Int64
    /// Whether its format could hold several pages.
    package let holdsPages: Bool
    /// How many pages it has.
    package let pageCount: Int
    /// Whether its pages are in documents already, by an earlier run or a person: it is here only for what it says of
    /// its neighbours.
    package let isGrouped: Bool

    /// Describes a file.
    package init(scan: Int64, format: ScanFormat?, pageCount: Int, isGrouped: Bool = false) {
        self.scan = scan
        switch format {
        case .tiff, .pdf: holdsPages = true
        default: holdsPages = false
        }
        self.pageCount = pageCount
        self.isGrouped = isGrouped
    }

    /// Two files as one, under the name of the first.
    init(joining one: ScannedFile, with other: ScannedFile) {
        scan = one.scan
        holdsPages = one.holdsPages || other.holdsPages
        pageCount = one.pageCount + other.pageCount
        isGrouped = one.isGrouped && other.isGrouped
    }
}

/// A page of a file, with its outcome and what it tells.
package struct AssemblyPage: Sendable, Hashable {
    /// Its number in the file, from 1.
    package let number: Int
    /// Its outcome.
    package let verdict: PageVerdict
    /// What it tells; nil unless it was read.
    package let evidence: PageEvidence?
    /// The file that it lies in, and whether it is the back of the page before, in files of fronts and backs; nil for a
    /// page that lies in the file that it comes with.
    var side: SheetSide?

    /// Puts a page together.
    package init(number: Int, verdict: PageVerdict, evidence: PageEvidence? = nil) {
        self.number = number
        self.verdict = verdict
        self.evidence = evidence
    }
}

/// A page named within its batch.
package struct PagePlace: Sendable, Hashable {
    /// What names its file.
    package let scan: Int64
    /// Its number in the file, from 1.
    package let number: Int

    /// Names a page.
    package init(scan: Int64, number: Int) {
        self.scan = scan
        self.number = number
    }
}
