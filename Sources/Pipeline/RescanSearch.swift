import ArchiveModel
import ArchiveStore
import Catalogue
import Likeness

/// Looks for documents that are earlier ones, scanned anew: their scans hold other bytes, and all their pages are pages
/// of the other.
///
/// Runs after documents were made, one document after another, so that of two that come together the later one finds
/// the earlier. What a killed run left is looked at by the next.
struct RescanSearch: Sendable {
    let archive: Archive
    let user: ActingUser

    /// Most earlier pages that a page is compared with: the ones that have most in common.
    private static let mostCompared = 4
    /// Pages with fewer words are not compared: their words are the same by chance.
    private static let fewestWords = 12
    /// More pages than this are a volume, of which the first tell enough.
    private static let mostPages = 60

    private var listing: Listing { Listing(archive: archive) }

    /// Looks at all documents that nobody looked at, and calls `tell` with what they resemble.
    ///
    /// Throws `CancellationError` between two documents when the task was cancelled.
    func catchUp(tell: (Resemblance) -> Void) throws {
        while true {
            let due = try listing.likenessesDue(100)
            if due.isEmpty { return }
            for id in due {
                try Task.checkCancellation()
                let found = try look(at: id)
                try Recording(archive: archive, by: user).record(found)
                found.resemblances.forEach(tell)
            }
        }
    }

    private func look(at id: DocumentID) throws -> LikenessFound {
        var found = LikenessFound(document: id, keys: [:], resemblances: [])
        guard let document = try listing.document(id), document.supersededBy == nil else {
            return found
        }
        let pages = document.pages.filter { $0.verdict == .done }.prefix(Self.mostPages)
        for page in pages { found.keys[page.reference] = PageKeys(of: page.text ?? "").keys }
        let compared = pages.filter { Self.hasWords($0.text ?? "") }
        // Of each earlier document, how alike the page is that is least alike.
        var shares: [DocumentID: Double]?
        for page in compared {
            let alike = try alike(page, keys: found.keys[page.reference] ?? [], in: document)
            shares = shares?.least(with: alike) ?? alike
            if shares?.isEmpty == true { break }
        }
        found.resemblances = (shares ?? [:]).map { Resemblance(id, to: $0.key, share: $0.value) }
            .sorted { ($1.share, $0.original.text) < ($0.share, $1.original.text) }
        return found
    }

    /// The earlier documents with a page that is the same as one of a document, and how alike it is.
    private func alike(
        _ page: DocumentPage, keys: Set<Int64>, in document: StoredDocument
    ) throws -> [DocumentID: Double] {
        let candidates = try earlierPages(sharing: keys, as: page, in: document)
        guard !candidates.isEmpty, let reading = try reading(page.reference) else { return [:] }
        var found: [DocumentID: Double] = [:]
        for candidate in candidates.prefix(Self.mostCompared) {
            guard let other = try self.reading(candidate.page) else { continue }
            let comparison = PageComparison(reading, other)
            guard comparison.isSame else { continue }
            if try !isOtherPaper(candidate.document, than: document) {
                found[candidate.document] = max(
                    found[candidate.document] ?? 0, comparison.share)
            }
        }
        return found
    }

    /// Whether two papers say surely that they are others, as they were read: what a person corrected on one of two
    /// scans may be misread on the other still.
    private func isOtherPaper(
        _ id: DocumentID, than document: StoredDocument
    ) throws -> Bool {
        guard let other = try listing.head(of: id)?.extracted else { return false }
        return OwnFacts.differ(document.extracted.asRead, other.asRead)
    }

    /// A page that may be the same as another.
    private struct Candidate {
        let page: PageReference
        let document: DocumentID
        /// How many keys both have.
        let count: Int
    }

    /// Pages of earlier documents that have keys in common with a page, those that have most first.
    private func earlierPages(
        sharing keys: Set<Int64>, as page: DocumentPage, in document: StoredDocument
    ) throws -> [Candidate] {
        try listing.pages(sharing: keys).compactMap { other, count in
            guard other.isEarlier(than: page.reference),
                let id = try listing.document(of: other), id != document.id,
                try listing.head(of: id)?.supersededBy == nil
            else { return nil }
            return Candidate(page: other, document: id, count: count)
        }
        .sorted { $0.count != $1.count ? $0.count > $1.count : $0.page.isEarlier(than: $1.page) }
    }

    /// What was read on a page; nil for a page without words.
    private func reading(_ page: PageReference) throws -> RecognizedPage? {
        try listing.pages(of: page.scan, numbers: page.number...page.number).first?.recognized
    }

    private static func hasWords(_ text: String) -> Bool {
        text.split(maxSplits: fewestWords, whereSeparator: \.isWhitespace).count >= fewestWords
    }
}

extension ExtractedDocument {
    /// Without what persons said.
    fileprivate var asRead: ExtractedDocument {
        var read = self
        read.fields.removeAll { $0.rule == DocumentChange.rule }
        return read
    }
}

extension PageReference {
    /// Whether it came before another page.
    fileprivate func isEarlier(than other: PageReference) -> Bool {
        (scan.rawValue, number) < (other.scan.rawValue, other.number)
    }
}

extension [DocumentID: Double] {
    /// The documents that are in both, with the lesser value.
    fileprivate func least(with others: [DocumentID: Double]) -> [DocumentID: Double] {
        filter { others[$0.key] != nil }.reduce(into: [:]) { result, entry in
            result[entry.key] = Swift.min(entry.value, others[entry.key] ?? 0)
        }
    }
}
