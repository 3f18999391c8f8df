package import ArchiveModel

/// How a person grouped pages anew, as a line of the journal says it.
package struct DecidedGrouping: Codable, Equatable, Sendable {
    /// One document with all its pages, by names that hold for good.
    package struct Group: Codable, Equatable, Sendable {
        /// Pages of one scan, in order.
        struct Run: Codable, Equatable, Sendable {
            /// Numbers of the pages in the scan, from 1.
            var numbers: [Int]
            /// The digest of the scan.
            var scan: ContentDigest
        }

        /// The document.
        package let document: DocumentID
        private let pages: [Run]

        /// The pages of a document, in order.
        package init(_ document: DocumentID, pages: [PageAddress]) {
            self.document = document
            self.pages = pages.reduce(into: []) { runs, page in
                if page.scan == runs.last?.scan {
                    runs[runs.count - 1].numbers.append(page.number)
                } else {
                    runs.append(Run(numbers: [page.number], scan: page.scan))
                }
            }
        }

        /// Its pages, in order.
        package var addresses: [PageAddress] {
            pages.flatMap { run in
                run.numbers.map { PageAddress(scan: run.scan, number: $0) }
            }
        }
    }

    /// What tells it from all others: 32 hexadecimal digits.
    package let id: String
    /// The documents as they were.
    package let before: [Group]
    /// The documents as they are then.
    package let after: [Group]

    /// Says what becomes of documents; it gets a random identity.
    package init(before: [Group], after: [Group]) {
        id = Correction.randomID()
        self.before = before
        self.after = after
    }

    /// What takes it back: a decision of its own.
    package var reversed: DecidedGrouping { DecidedGrouping(before: after, after: before) }

    /// The documents that it is about, before and after, each once.
    package var documents: [DocumentID] {
        (before + after).map(\.document).reduce(into: []) { all, id in
            if !all.contains(id) { all.append(id) }
        }
    }
}
