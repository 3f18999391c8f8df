import ArchiveModel
import ArchiveStore
import Catalogue
import DocumentAssembly

/// What became certain at one time.
struct AssemblyOutcome: Sendable, Equatable {
    /// Documents to be made.
    var documents: [AssembledDocument] = []
    /// Scans of which every page with text is in a document.
    var finished: [ScanID] = []
}

/// Hands the scans of a batch to assembly in the order of the scanner, whatever order they are read in, and has documents
/// made one after another, so that a scan is finished after all its documents.
actor AssemblyLine {
    /// Makes documents and ends scans.
    typealias Finishing = @Sendable (AssemblyOutcome) throws -> Void

    private let count: Int
    private let finish: Finishing
    private var state = AssemblyState()

    /// Begins a batch of so many scans.
    init(scans count: Int, finish: @escaping Finishing) {
        self.count = count
        self.finish = finish
    }

    /// Takes a scan that was read, and finishes what is certain then.
    ///
    /// - Parameter place: Its place in the batch, from 0.
    /// - Throws: What finishing throws.
    func take(_ scan: ReadScan, at place: Int) throws {
        state.early[place] = scan
        while let scan = state.early.removeValue(forKey: state.next) {
            state.next += 1
            try finish(state.pass(scan))
        }
    }

    /// Ends the batch.
    ///
    /// If a scan was not read to its end, a document that may reach into it stays open: the next run reads on.
    func end() throws {
        guard state.next == count else { return }
        try finish(state.close(state.assembler.end()))
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
