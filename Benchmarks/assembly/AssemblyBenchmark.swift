import ArchiveModel
import DocumentAssembly
import DomainTables
import Foundation

/// Reads pages, one as JSON on each line, finds their evidence, assembles them, and prints milliseconds a page.
@main enum AssemblyBenchmark {
    private static let rounds = 10

    static func main() throws {
        let pages = try readPages()
        let reader = EvidenceReader(rules: try MetadataRules())
        let clock = ContinuousClock()
        var evidence: [PageEvidence] = []
        let reading = clock.measure {
            for _ in 0..<rounds { evidence = pages.map(reader.evidence) }
        }
        var documents = 0
        let assembling = clock.measure {
            for _ in 0..<rounds { documents = assemble(evidence) }
        }
        print("pages \(pages.count), documents \(documents)")
        print("evidence \(each(reading, of: pages.count)) ms a page")
        print("boundaries \(each(assembling, of: pages.count)) ms a page")
    }

    private static func readPages() throws -> [RecognizedPage] {
        var pages: [RecognizedPage] = []
        while let line = readLine() {
            pages.append(try JSONDecoder().decode(RecognizedPage.self, from: Data(line.utf8)))
        }
        return pages
    }

    /// How many documents the pages make, each in a file of its own.
    private static func assemble(_ evidence: [PageEvidence]) -> Int {
        var assembler = BatchAssembler()
        var documents = 0
        for (index, page) in evidence.enumerated() {
            let file = ScannedFile(scan: Int64(index), format: .jpeg, pageCount: 1)
            let read = AssemblyPage(number: 1, verdict: .done, evidence: page)
            documents += assembler.take([read], of: file).count
        }
        return documents + assembler.end().count
    }

    /// Milliseconds for one page.
    private static func each(_ duration: Duration, of pages: Int) -> String {
        let parts = duration.components
        let seconds = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
        return String(format: "%.3f", seconds * 1000 / Double(max(1, pages * rounds)))
    }
}
