import ArchiveModel
import ArchiveStore
import Catalogue
import DocumentAssembly
import Ingest
import Synchronization
import Testing

@testable import Pipeline

struct AssemblyLineTests {
    @Test("scans come to assembly in the order of the scanner, whatever order they are read in")
    func order() async throws {
        let line = TestLine(scans: 3)
        #expect(try await line.take(.read(3, .done), at: 2).isNothing)
        #expect(try await line.take(.read(1, .done, .blank, .failed), at: 0).isNothing)
        let outcome = try await line.take(.read(2, .done), at: 1)
        #expect(outcome.documents.map(\.pages) == [pages((1, 1), (1, 3)), pages((2, 1))])
        #expect(outcome.finished == [.number(1), .number(2)])
        let rest = try await line.end()
        #expect(rest.documents.map(\.pages) == [pages((3, 1))])
        #expect(rest.finished == [.number(3)])
    }

    @Test(
        "a scan without text is finished without a document, one that cannot be opened has its verdict"
    )
    func withoutText() async throws {
        let line = TestLine(scans: 3)
        #expect(
            try await line.take(.read(1, .blank), at: 0) == AssemblyOutcome(finished: [.number(1)]))
        #expect(
            try await line.take(.read(2, .failed), at: 1) == AssemblyOutcome(finished: [.number(2)])
        )
        #expect(try await line.take(.read(3), at: 2).isNothing)
        #expect(try await line.end().isNothing)
    }

    @Test("a document over several scans finishes all of them, once its end is certain")
    func acrossScans() async throws {
        let line = TestLine(scans: 3)
        #expect(try await line.take(.read(1, numbered: 1, of: 2), at: 0).isNothing)
        #expect(try await line.take(.read(2, numbered: 2, of: 2), at: 1).isNothing)
        let outcome = try await line.take(.read(3, numbered: 1, of: 2), at: 2)
        #expect(outcome.documents.map(\.pages) == [pages((1, 1), (2, 1))])
        #expect(outcome.documents[0].joints.map(\.page) == pages((2, 1)))
        #expect(outcome.finished == [.number(1), .number(2)])
        #expect(try await line.end().finished == [.number(3)])
    }

    @Test("what is open at the end of the batch stays open when a scan was not read to its end")
    func missingScan() async throws {
        let line = TestLine(scans: 2)
        #expect(try await line.take(.read(1, .done), at: 0).isNothing)
        #expect(try await line.end().isNothing)
    }

    @Test("scans of earlier runs are neither put into documents nor finished")
    func recalled() async throws {
        let line = TestLine(scans: 2)
        #expect(try await line.take(.read(1, numbered: 1, of: 2, isGrouped: true), at: 0).isNothing)
        #expect(try await line.take(.read(2, numbered: 2, of: 2), at: 1).isNothing)
        let outcome = try await line.end()
        #expect(outcome.documents.map(\.pages) == [pages((2, 1))])
        #expect(outcome.documents[0].beginning.cues == [.groupedBefore])
        #expect(outcome.finished == [.number(2)])
    }

    @Test("fronts wait for their backs, and the pages of each sheet come one after another")
    func duplex() async throws {
        let line = TestLine(.duplex(fronts: 2, backs: 1))
        #expect(try await line.take(.read(1, .done, .blank), at: 1).isNothing)
        #expect(try await line.take(.read(2, .done, .done), at: 0).isNothing)
        let outcome = try await line.end()
        #expect(outcome.documents.map(\.pages) == [pages((2, 1), (2, 2), (1, 1))])
        #expect(outcome.finished == [.number(2), .number(1)])
        #expect(outcome.unmatched.isEmpty)
    }

    @Test("fronts and backs that are not as many are taken as they are, and that is told")
    func otherCount() async throws {
        let line = TestLine(.duplex(fronts: 1, backs: 2))
        #expect(try await line.take(.read(1, .done, .done), at: 0).isNothing)
        let outcome = try await line.take(.read(2, .done), at: 1)
        #expect(outcome.documents.map(\.pages) == [pages((1, 1), (1, 2))])
        #expect(
            outcome.unmatched == [
                .otherCount(.number(1), pages: 2, other: .number(2), otherPages: 1)
            ])
        #expect(try await line.end().documents.map(\.pages) == [pages((2, 1))])
    }

    @Test("backs that cannot be opened leave the fronts as they are, and that is told")
    func brokenBacks() async throws {
        let line = TestLine(.duplex(fronts: 1, backs: 2))
        _ = try await line.take(.read(1, .done, .done), at: 0)
        let outcome = try await line.take(.read(2), at: 1)
        #expect(
            outcome.unmatched == [
                .otherCount(.number(1), pages: 2, other: .number(2), otherPages: 0)
            ])
        #expect(try await line.end().documents.map(\.pages) == [pages((1, 1), (1, 2))])
    }

    @Test("backs that come after the fronts were put into documents are told of")
    func lateBacks() async throws {
        let line = TestLine(.duplex(fronts: 1, backs: 2))
        _ = try await line.take(.read(1, numbered: 1, of: 2, isGrouped: true), at: 0)
        let outcome = try await line.take(.read(2, numbered: 2, of: 2), at: 1)
        #expect(outcome.unmatched == [.late(.number(2), after: .number(1))])
        #expect(try await line.end().finished == [.number(2)])
    }
}

/// A line that gives back what became certain.
private final class TestLine: Sendable {
    private let line: AssemblyLine
    private let outcome: Outcome

    private final class Outcome: Sendable {
        let value = Mutex(AssemblyOutcome())
    }

    convenience init(scans: Int) {
        self.init(
            BatchOrder((1...Int64(scans)).map { BatchMember(ScanID(rawValue: $0)) }))
    }

    init(_ order: BatchOrder) {
        let outcome = Outcome()
        self.outcome = outcome
        line = AssemblyLine(order) { new in
            outcome.value.withLock {
                $0.documents += new.documents
                $0.finished += new.finished
                $0.unmatched += new.unmatched
            }
        }
    }

    func take(_ scan: ReadScan, at place: Int) async throws -> AssemblyOutcome {
        try await line.take(scan, at: place)
        return taken()
    }

    func end() async throws -> AssemblyOutcome {
        try await line.end()
        return taken()
    }

    private func taken() -> AssemblyOutcome {
        outcome.value.withLock { value in
            defer { value = AssemblyOutcome() }
            return value
        }
    }
}

private func pages(_ pages: (Int64, Int)...) -> [PageReference] {
    pages.map { PageReference(scan: .number($0.0), number: $0.1) }
}

extension ReadScan {
    fileprivate static func read(_ scan: Int64, _ verdicts: PageVerdict...) -> ReadScan {
        ReadScan(
            id: .number(scan),
            file: ScannedFile(scan: scan, format: .tiff, pageCount: verdicts.count),
            pages: verdicts.enumerated().map {
                AssemblyPage(number: $0.offset + 1, verdict: $0.element)
            })
    }

    /// A picture of a page with its number on it.
    fileprivate static func read(
        _ scan: Int64, numbered number: Int, of total: Int, isGrouped: Bool = false
    ) -> ReadScan {
        var evidence = PageEvidence()
        evidence.hasText = true
        evidence.number = PageNumber(number, of: total)
        return ReadScan(
            id: .number(scan),
            file: ScannedFile(scan: scan, format: .jpeg, pageCount: 1, isGrouped: isGrouped),
            pages: [AssemblyPage(number: 1, verdict: .done, evidence: evidence)])
    }
}

extension BatchOrder {
    /// Two files with the sides of the same sheets.
    fileprivate static func duplex(fronts: Int64, backs: Int64) -> BatchOrder {
        let all = [(fronts, "f.pdf"), (backs, "b.pdf")].sorted { $0.0 < $1.0 }
            .map { NamedMember(BatchMember(.number($0.0)), name: ScanName($0.1)) }
        return BatchOrder(
            all.map(\.member), of: all, by: [DuplexNames(fronts: "f*", backs: "b*")])
    }
}

extension ScanID {
    fileprivate static func number(_ number: Int64) -> ScanID { ScanID(rawValue: number) }
}

extension AssemblyOutcome {
    fileprivate var isNothing: Bool { self == AssemblyOutcome() }
}
