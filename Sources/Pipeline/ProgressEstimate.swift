import ArchiveModel

/// How many pages a run will have read, estimated from the files that were walked and the pages of
/// those that were looked into.
package struct ProgressEstimate: Sendable {
    /// Pages that have their verdict.
    package private(set) var pagesDone = 0
    private var pagesKnown = 0
    private var scansSurveyed = 0
    /// Files and unfinished scans of which it is not known yet how many pages are to be read.
    private var filesOutstanding = 0
    private var open: Set<ScanLabel> = []

    /// Below so many pages or scans a rate or a mean says little.
    private static let fewest = 8
    /// The first pages also pay for the start of the workers.
    private static let fewestSeconds = 15.0

    /// Begins with nothing known.
    package init() {}

    /// Whether every file was looked into, so that the number of pages is no estimate.
    package var isExact: Bool { filesOutstanding == 0 }

    /// All pages that are to be read in this run, done or not.
    package var pages: Int {
        guard scansSurveyed > 0 else { return max(pagesKnown, filesOutstanding) }
        let mean = Double(pagesKnown) / Double(scansSurveyed)
        return pagesKnown + Int((mean * Double(filesOutstanding)).rounded())
    }

    /// Seconds until the end at the rate so far; nil while that would be a guess.
    package func secondsLeft(after seconds: Double) -> Double? {
        let isMeasured = pagesDone >= Self.fewest && seconds >= Self.fewestSeconds
        guard isMeasured, isExact || scansSurveyed >= Self.fewest else { return nil }
        return Double(pages - pagesDone) * seconds / Double(pagesDone)
    }

    /// Takes one event into account.
    package mutating func count(_ event: PipelineEvent) {
        switch event {
        case .walked(let files): filesOutstanding += files
        case .continuing(let scans), .retrying(let scans): filesOutstanding += scans
        case .known, .duplicate, .refused: settleFile()
        case .waiting(_, let waiting):
            // A name of an unfinished transfer was not counted as a file.
            if waiting.reason == .notQuiet { settleFile() }
        case .surveyed(let label, _, let toRead, _):
            settleFile()
            scansSurveyed += 1
            pagesKnown += toRead
            open.insert(label)
        case .rereading(let pages): pagesKnown += pages
        case .page, .reread: pagesDone += 1
        case .finished(let label, _): open.remove(label)
        case .quarantined(let label, _, _):
            // Nobody could look into it.
            if open.remove(label) == nil { settleFile() }
        default: break
        }
    }

    private mutating func settleFile() {
        filesOutstanding = max(0, filesOutstanding - 1)
    }
}
