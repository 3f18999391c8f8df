package import ArchiveModel
package import ArchiveStore
package import Catalogue
import Indexer
import MetadataExtraction

/// Reads the type and the fields of a document anew from the words of its pages, as when a person grouped them.
package struct MetadataRenewal {
    private let archive: Archive
    private let extractor: MetadataExtractor

    /// By the tables of the archive, with the words that it has.
    ///
    /// Throws `StoreError`, and `TableError` for a table that cannot be used.
    package static func open(in archive: Archive) throws -> MetadataRenewal {
        MetadataRenewal(
            archive: archive, extractor: MetadataExtractor(rules: try archive.metadataRules()))
    }

    /// What extraction says of the document as it is now.
    package func extract(_ document: StoredDocument) throws -> ExtractedDocument {
        extractor.extract(from: try pages(of: document))
    }

    /// The types that something speaks for by today's tables, the likeliest first.
    package func typeCandidates(of document: StoredDocument) throws -> [TypeCandidate] {
        extractor.typeCandidates(from: try pages(of: document))
    }

    private func pages(of document: StoredDocument) throws -> [AddressedPage] {
        let pages = DocumentMaking.extracted(of: document.pages)
        let listing = Listing(archive: archive)
        let readings = PageReadings(most: 0) { try listing.pages(of: $0, numbers: $1) }
        let read = try readings.take(pages.map(\.reference))
        return zip(pages, read).map { AddressedPage(address: $0.address, reading: $1) }
    }

    /// Carries out decisions about groupings that waited, and renews what was carried out without this.
    ///
    /// By the tables of the archive, unless a run has an extractor with those that it began with.
    static func catchUp(
        _ archive: Archive, by user: ActingUser, index: SearchIndex,
        extractor: MetadataExtractor? = nil
    ) throws {
        let grouping = Grouping(archive: archive, by: user)
        guard try grouping.isBehind() else { return }
        let renewal =
            try extractor.map { MetadataRenewal(archive: archive, extractor: $0) }
            ?? open(in: archive)
        try grouping.catchUp(
            read: { try renewal.extract($0) },
            index: { try index.update($0, to: $1, in: $2) })
    }
}
