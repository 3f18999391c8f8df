package import ArchiveModel

/// Pages of one scan that follow each other in a document, as they are written down for good.
package struct PageRun: Codable, Equatable, Sendable {
    /// Numbers of the pages in the scan, from 1, in the order of the document.
    package var numbers: [Int]
    /// The digest of the scan.
    package var scan: ContentDigest

    /// The pages, in order.
    package var addresses: [PageAddress] { numbers.map { PageAddress(scan: scan, number: $0) } }

    /// The pages of a document in order, those that follow each other in one scan together.
    package static func runs(of pages: [PageAddress]) -> [PageRun] {
        pages.reduce(into: []) { runs, page in
            if page.scan == runs.last?.scan {
                runs[runs.count - 1].numbers.append(page.number)
            } else {
                runs.append(PageRun(numbers: [page.number], scan: page.scan))
            }
        }
    }
}
