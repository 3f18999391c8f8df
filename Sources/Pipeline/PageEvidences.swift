import ArchiveModel
import Catalogue
import DocumentAssembly
import Synchronization

/// What the pages of scans tell of the beginning and end of papers, until their scan is read.
///
/// Found out once for each page, when it was read; of pages that an earlier run read, from the archive.
final class PageEvidences: Sendable {
    /// Pages whose words are loaded at a time, for memory.
    private static let step = 60

    private let reader: EvidenceReader
    private let load: PageReadings.Loading
    private let kept = Mutex<[ScanID: [Int: PageEvidence]]>([:])

    init(reader: EvidenceReader, load: @escaping PageReadings.Loading) {
        self.reader = reader
        self.load = load
    }

    /// Finds out what a page tells, and keeps it.
    func keep(_ reading: RecognizedPage, of page: PageReference) {
        let evidence = reader.evidence(of: reading)
        kept.withLock { $0[page.scan, default: [:]][page.number] = evidence }
    }

    /// What is doubtful about a page by what was read on it.
    func doubts(about reading: RecognizedPage) -> [Doubt] {
        [reader.doubt(about: reading)].compactMap(\.self)
    }

    /// What the pages of a scan tell, by number; it is kept no longer.
    func take(_ numbers: [Int], of scan: ScanID) throws -> [Int: PageEvidence] {
        var found = kept.withLock { $0.removeValue(forKey: scan) } ?? [:]
        var missing = numbers.filter { found[$0] == nil }[...]
        while let first = missing.first {
            let numbers = first...first + Self.step - 1
            for page in try load(scan, numbers) {
                if let reading = page.recognized {
                    found[page.number] = reader.evidence(of: reading)
                }
            }
            missing = missing.drop { $0 <= numbers.upperBound }
        }
        return found
    }

    /// Keeps nothing of a scan any longer.
    func drop(_ scan: ScanID) {
        kept.withLock { _ = $0.removeValue(forKey: scan) }
    }
}
