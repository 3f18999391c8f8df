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
    /// One side of sheets that could not be put together with the other.
    var unmatched: [UnmatchedSide] = []

    /// Adds what became certain next.
    fileprivate mutating func append(_ next: AssemblyOutcome) {
        documents += next.documents
        finished += next.finished
        unmatched += next.unmatched
    }
}

/// Hands the scans of a batch to assembly in the order of the scanner, whatever order they are read in, and has documents
/// made one after another, so that a scan is finished after all its documents.
actor AssemblyLine {
    /// Makes documents and ends scans.
    typealias Finishing = @Sendable (AssemblyOutcome) throws -> Void

    private let order: BatchOrder
    private let finish: Finishing
    private var state = AssemblyState()

    /// Begins a batch of scans in their order.
    init(_ order: BatchOrder, finish: @escaping Finishing) {
        self.order = order
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
            try finish(state.pass(scan, at: state.next - 1, in: order))
        }
    }

    /// Ends the batch.
    ///
    /// If a scan was not read to its end, a document that may reach into it stays open: the next run reads on.
    func end() throws {
        guard state.next == order.members.count else { return }
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
    /// Fronts of sheets, until their backs come.
    var fronts: ReadScan?
    /// Pages with text that are in no document yet.
    var open: [ScanID: Set<Int>] = [:]

    /// Hands a scan to assembly; the fronts of sheets with their backs, which come next.
    mutating func pass(
        _ scan: ReadScan, at place: Int, in order: BatchOrder
    ) -> AssemblyOutcome {
        if order.fronts.contains(place) {
            fronts = scan
            return AssemblyOutcome()
        }
        defer { fronts = nil }
        if let fronts { return pass(fronts, with: scan) }
        var outcome = pass(scan)
        if order.alone.contains(place) { outcome.unmatched = [.alone(scan.id)] }
        return outcome
    }

    private mutating func pass(_ scan: ReadScan) -> AssemblyOutcome {
        let papers = assembler.take(scan.pages, of: scan.file)
        open(scan)
        return close(papers, after: [scan])
    }

    /// Hands the two sides of sheets to assembly, one sheet after another, or file after file when they are not of as
    /// many sheets.
    private mutating func pass(_ fronts: ReadScan, with backs: ReadScan) -> AssemblyOutcome {
        guard let sides = SheetSides(fronts: fronts.side, backs: backs.side) else {
            var outcome = pass(fronts)
            outcome.append(pass(backs))
            outcome.unmatched = UnmatchedSide.of(fronts, and: backs)
            return outcome
        }
        let papers = assembler.take(sides.pages, of: sides.file)
        open(fronts)
        open(backs)
        var outcome = close(papers, after: [fronts, backs])
        if fronts.file.isGrouped != backs.file.isGrouped {
            let (early, late) = fronts.file.isGrouped ? (fronts, backs) : (backs, fronts)
            outcome.unmatched = [.late(late.id, after: early.id)]
        }
        return outcome
    }

    /// Notes the pages of a scan that are to go into documents.
    private mutating func open(_ scan: ReadScan) {
        // A scan that cannot be opened has its verdict already.
        guard !scan.file.isGrouped, !scan.pages.isEmpty else { return }
        open[scan.id] = Set(scan.pages.lazy.filter { $0.verdict == .done }.map(\.number))
    }

    /// Finds the scans that are finished by documents, or that have no text to put into one.
    mutating func close(
        _ papers: [AssembledPaper], after scans: [ReadScan] = []
    ) -> AssemblyOutcome {
        let documents = papers.map(AssembledDocument.init)
        var touched: [ScanID] = []
        for page in documents.lazy.flatMap(\.pages) {
            open[page.scan]?.remove(page.number)
            if !touched.suffix(2).contains(page.scan) { touched.append(page.scan) }
        }
        for scan in scans where !touched.suffix(2).contains(scan.id) { touched.append(scan.id) }
        var finished: [ScanID] = []
        for scan in touched where open[scan]?.isEmpty == true {
            open[scan] = nil
            finished.append(scan)
        }
        return AssemblyOutcome(documents: documents, finished: finished)
    }
}
