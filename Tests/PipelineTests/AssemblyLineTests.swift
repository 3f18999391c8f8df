import ArchiveModel
import ArchiveStore
import Catalogue
import Testing

@testable import Pipeline

struct AssemblyLineTests {
    @Test("one document of each scan is certain as soon as the scan is read, in whatever order")
    func scanByScan() {
        let line = AssemblyLine(OneDocumentPerScan(), scans: 2)
        #expect(
            line.take(.read(2, .done, .blank, .failed), at: 1)
                == AssemblyOutcome(documents: [.of((2, 1), (2, 3))], finished: [.number(2)]))
        #expect(
            line.take(.read(1, .done), at: 0)
                == AssemblyOutcome(documents: [.of((1, 1))], finished: [.number(1)]))
        #expect(line.end() == AssemblyOutcome())
    }

    @Test(
        "a scan without text is finished without a document, one that cannot be opened has its verdict"
    )
    func withoutText() {
        let line = AssemblyLine(OneDocumentPerScan(), scans: 3)
        #expect(line.take(.read(1, .blank), at: 0) == AssemblyOutcome(finished: [.number(1)]))
        #expect(line.take(.read(2, .failed), at: 1) == AssemblyOutcome(finished: [.number(2)]))
        #expect(line.take(.read(3), at: 2) == AssemblyOutcome())
    }

    @Test(
        "documents that reach across scans get them in scanner order, and are made once their end is certain"
    )
    func acrossScans() {
        let line = AssemblyLine(OneDocumentUntilBlank(), scans: 4)
        #expect(line.take(.read(3, .done), at: 2) == AssemblyOutcome())
        #expect(line.take(.read(1, .done), at: 0) == AssemblyOutcome())
        #expect(
            line.take(.read(2, .done, .blank, .done), at: 1)
                == AssemblyOutcome(
                    documents: [.of((1, 1), (2, 1))], finished: [.number(1)]))
        #expect(
            line.take(.read(4, .blank), at: 3)
                == AssemblyOutcome(
                    documents: [.of((2, 3), (3, 1))],
                    finished: [.number(2), .number(3), .number(4)]))
        #expect(line.end() == AssemblyOutcome())
    }

    @Test("what is open at the end of the batch is made then, unless a scan is missing")
    func openAtTheEnd() {
        let whole = AssemblyLine(OneDocumentUntilBlank(), scans: 1)
        #expect(whole.take(.read(1, .done), at: 0) == AssemblyOutcome())
        #expect(
            whole.end()
                == AssemblyOutcome(documents: [.of((1, 1))], finished: [.number(1)]))
        let broken = AssemblyLine(OneDocumentUntilBlank(), scans: 2)
        #expect(broken.take(.read(1, .done), at: 0) == AssemblyOutcome())
        #expect(broken.end() == AssemblyOutcome())
    }
}

/// An assembly that parts documents at blank pages only, however many scans they are in.
private struct OneDocumentUntilBlank: DocumentAssembly {
    static let reachesAcrossScans = true
    private var open: [PageReference] = []

    mutating func take(_ scan: ReadScan) -> [AssembledDocument] {
        var documents: [AssembledDocument] = []
        for page in scan.pages {
            if page.verdict == .blank {
                documents += end()
            } else {
                open.append(PageReference(scan: scan.id, number: page.number))
            }
        }
        return documents
    }

    mutating func end() -> [AssembledDocument] {
        defer { open = [] }
        return open.isEmpty ? [] : [AssembledDocument(pages: open)]
    }
}

extension ReadScan {
    fileprivate static func read(_ scan: Int64, _ verdicts: PageVerdict...) -> ReadScan {
        ReadScan(
            id: .number(scan),
            pages: verdicts.enumerated().map {
                NumberedVerdict(number: $0.offset + 1, verdict: $0.element)
            })
    }
}

extension ScanID {
    fileprivate static func number(_ number: Int64) -> ScanID { ScanID(rawValue: number) }
}

extension AssembledDocument {
    fileprivate static func of(_ pages: (Int64, Int)...) -> AssembledDocument {
        AssembledDocument(pages: pages.map { PageReference(scan: .number($0.0), number: $0.1) })
    }
}
