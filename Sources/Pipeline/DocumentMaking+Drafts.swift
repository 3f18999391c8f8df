import ArchiveModel
import ArchiveStore
import Catalogue
import MetadataExtraction

extension DocumentMaking {
    /// What is to be made of pages that belong together, in order.
    ///
    /// Documents that have some of them already stay as they are grouped, since a person may have
    /// done that: they are read again. All other pages make a new one.
    func drafts(of assembled: AssembledDocument) throws -> [DocumentDraft] {
        let known = try documents(withPagesOf: assembled)
        let grouped = Set(known.flatMap { $0.pages.map(\.reference) })
        let free = assembled.pages.filter { !grouped.contains($0) }
        var drafts = try known.compactMap { try draft(again: $0) }
        if try known.isEmpty || hasText(free) {
            drafts.append(try newDraft(of: free, in: assembled))
        }
        return drafts
    }

    private func documents(
        withPagesOf assembled: AssembledDocument
    ) throws -> [StoredDocument] {
        let listing = Listing(archive: archive)
        return try listing.documents(withAnyOf: assembled.pages).compactMap {
            try listing.document($0, withTexts: false)
        }
    }

    /// The scans of pages, in order.
    private func scans(of pages: [PageReference]) -> [ScanID] {
        pages.reduce(into: []) { scans, page in
            if !scans.contains(page.scan) { scans.append(page.scan) }
        }
    }

    private func hasText(_ pages: [PageReference]) throws -> Bool {
        try scans(of: pages).contains { scan in
            let read = Set(
                try Listing(archive: archive).pageVerdicts(of: scan)
                    .filter { $0.verdict == .done }.map(\.number))
            return pages.contains { $0.scan == scan && read.contains($0.number) }
        }
    }

    /// A document that is there; pages that turned out to be blank are left out.
    private func draft(again document: StoredDocument) throws -> DocumentDraft? {
        let pages = document.pages.filter { $0.verdict == .done || $0.verdict == .failed }
        guard !pages.isEmpty else { return nil }
        var draft = try draft(
            document.id, pages: pages.map(\.reference), addresses: pages.map(\.address))
        draft.bounds = document.bounds
        return draft
    }

    private func newDraft(
        of pages: [PageReference], in assembled: AssembledDocument
    ) throws -> DocumentDraft {
        let listing = Listing(archive: archive)
        var digests: [ScanID: ContentDigest] = [:]
        for scan in scans(of: pages) { digests[scan] = try listing.scan(scan).digest }
        let addresses = pages.compactMap { page in
            digests[page.scan].map { PageAddress(scan: $0, number: page.number) }
        }
        var draft = try draft(
            listing.newDocumentID(startingOn: addresses[0]), pages: pages, addresses: addresses)
        draft.bounds = assembled.bounds(
            with: Dictionary(
                zip(pages, addresses), uniquingKeysWith: { first, _ in first }))
        return draft
    }

    private func draft(
        _ id: DocumentID, pages: [PageReference], addresses: [PageAddress]
    ) throws -> DocumentDraft {
        let read = try readings.take(Self.extracted(of: pages))
        return DocumentDraft(
            id: id, pages: pages,
            extracted: extractor.extract(
                from: zip(Self.extracted(of: addresses), read)
                    .map { AddressedPage(address: $0, reading: $1) }))
    }
}
