import ArchiveModel
import ArchiveStore
import Catalogue
import DocumentAssembly
import Synchronization

/// What became certain at one time.
struct AssemblyOutcome: Sendable, Equatable {
    /// Documents to be made.
    var documents: [AssembledDocument] = []
    /// Scans of which every page with text is in a document.
    var finished: [ScanID] = []

    fileprivate static func += (outcome: inout Self, other: Self) {
        outcome.documents += other.documents
        outcome.finished += other.finished
    }
}

/// Hands the scans of a batch to assembly in the order of the scanner, whatever order they are read in.
final class AssemblyLine: Sendable {
    private let count: Int
    private let state = Mutex(AssemblyState())

    /// Begins a batch of so many scans.
    init(scans count: Int) {
        self.count = count
    }

    /// Takes a scan that was read.
    ///
    /// - Parameter place: Its place in the batch, from 0.
    func take(_ scan: ReadScan, at place: Int) -> AssemblyOutcome {
        state.withLock { state in
            var outcome = AssemblyOutcome()
            state.early[place] = scan
            while let scan = state.early.removeValue(forKey: state.next) {
                state.next += 1
                outcome += state.pass(scan)
            }
            return outcome
        }
    }

    /// Ends the batch.
    ///
    /// If a scan was not read to its end, a document that may reach into it stays open: the next run reads on.
    func end() -> AssemblyOutcome {
        state.withLock { state in
            guard state.next == count else { return AssemblyOutcome() }
            return state.close(state.assembler.end())
        }
    }
}

/// How far the assembly of a batch is.
private struct AssemblyState {
    var assembler = BatchAssembler()
    /// Scans whose turn has not come, by their place in the batch.
    var early: [Int: ReadScan] = [:]
    /// The place whose turn it is.
    var next = 0
    /// Pages with text that are in no document yet.
    var open: [ScanID: Set<Int>] = [:]

    /// Hands a scan to assembly.
    mutating func pass(_ scan: ReadScan) -> AssemblyOutcome {
        let papers = assembler.take(scan.pages, of: scan.file)
        guard !scan.file.isGrouped else { return close(papers) }
        // A scan that cannot be opened has its verdict already.
        if !scan.pages.isEmpty {
            open[scan.id] = Set(scan.pages.lazy.filter { $0.verdict == .done }.map(\.number))
        }
        return close(papers, after: scan.id)
    }

    /// Finds the scans that are finished by documents, or that have no text to put into one.
    mutating func close(
        _ papers: [AssembledPaper], after scan: ScanID? = nil
    ) -> AssemblyOutcome {
        let documents = papers.map(AssembledDocument.init)
        var touched: [ScanID] = []
        for page in documents.lazy.flatMap(\.pages) {
            open[page.scan]?.remove(page.number)
            if touched.last != page.scan { touched.append(page.scan) }
        }
        if let scan, touched.last != scan { touched.append(scan) }
        var finished: [ScanID] = []
        for scan in touched where open[scan]?.isEmpty == true {
            open[scan] = nil
            finished.append(scan)
        }
        return AssemblyOutcome(documents: documents, finished: finished)
    }
}
