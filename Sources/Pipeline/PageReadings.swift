import ArchiveModel
import ArchiveStore
import Catalogue
import Synchronization

/// What was read on pages, for the documents that are made of them.
///
/// Pages come from the workers' answers and are kept until their document is made, so that words are decoded once.
/// So many pages are kept, whatever is read; all others are read from the archive when they are needed.
final class PageReadings: Sendable {
    /// The pages of a scan within some numbers, from the archive.
    typealias Loading = @Sendable (ScanID, ClosedRange<Int>) throws -> [ProcessedPage]

    /// Most pages that are kept; one takes about 40 kB.
    private let most: Int
    private let load: Loading
    private let kept = Mutex<[ScanID: [Int: RecognizedPage]]>([:])

    init(most: Int = 600, load: @escaping Loading) {
        self.most = most
        self.load = load
    }

    /// Keeps a page as the archive has it, unless enough are kept.
    func keep(_ reading: RecognizedPage, of page: PageReference) {
        kept.withLock { kept in
            guard kept.values.reduce(0, { $0 + $1.count }) < most,
                kept[page.scan, default: [:]].count < DocumentMaking.mostPagesExtracted
            else { return }
            kept[page.scan, default: [:]][page.number] = reading
        }
    }

    /// What was read on the pages, one reading for each, and nothing on a page that failed; they are kept no longer.
    func take(_ pages: some Sequence<PageReference>) throws -> [RecognizedPage] {
        let pages = Array(pages)
        var found = kept.withLock { kept in
            pages.map { kept[$0.scan]?.removeValue(forKey: $0.number) }
        }
        for run in Self.runs(of: pages, where: { found[$0] == nil }) {
            let first = pages[run.lowerBound]
            let numbers = first.number..<first.number + run.count
            for page in try load(first.scan, ClosedRange(numbers)) {
                found[run.lowerBound + page.number - first.number] = page.recognized
            }
        }
        return found.map {
            $0 ?? RecognizedPage(width: 1, height: 1, lines: [], engine: "none")
        }
    }

    /// Keeps nothing of a scan any longer.
    func drop(_ scan: ScanID) {
        kept.withLock { _ = $0.removeValue(forKey: scan) }
    }

    /// The stretches of pages that follow each other in a scan and are not at hand.
    private static func runs(
        of pages: [PageReference], where isMissing: (Int) -> Bool
    ) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for index in pages.indices where isMissing(index) {
            if let last = runs.last, last.upperBound == index,
                pages[index - 1].scan == pages[index].scan,
                pages[index - 1].number + 1 == pages[index].number
            {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }
}
