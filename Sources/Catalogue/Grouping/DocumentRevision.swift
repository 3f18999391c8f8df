package import ArchiveModel
import DurableFiles
package import GRDB

/// Which state of a document somebody looked at.
///
/// It is another one after each decision about the document's pages, type or fields, and whenever its pages are
/// others. Costs a few rows of the catalogue.
package struct DocumentRevision: Hashable, Sendable {
    /// The number of the last such decision in the journal; 0 for none.
    package let decision: Int64
    /// Eight hexadecimal digits that follow from the pages in their order.
    private let pages: String

    private init(decision: Int64, pages: String) {
        self.decision = decision
        self.pages = pages
    }

    /// Understands what `text` gives; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let decision = Int64(parts[0]), "\(decision)" == parts[0],
            decision >= 0, parts[1].count == Self.digits,
            parts[1].utf8.allSatisfy("0123456789abcdef".utf8.contains)
        else { return nil }
        self.init(decision: decision, pages: String(parts[1]))
    }

    /// As it is shown and typed, such as `5-3fa9c1d0`.
    package var text: String { "\(decision)-\(pages)" }

    /// The revision of a document as it is; of one that is no more, as it was left.
    package static func read(
        of document: DocumentID, in database: Database
    ) throws -> DocumentRevision {
        let corrected = try CorrectionRow.all(of: document, in: database).compactMap(\.decision)
        let grouped = try GroupingRow.last(about: document, in: database)?.decision
        let pages = try DocumentRow.head(document, in: database)?.pages.map(\.address) ?? []
        let text = try StoredJSON.encode(PageRun.runs(of: pages))
        return DocumentRevision(
            decision: max(corrected.max() ?? 0, grouped ?? 0),
            pages: String(ContentDigest(of: Array(text.utf8)).hex.prefix(digits)))
    }

    /// Enough that a change is missed once in four thousand million times.
    private static let digits = 8
}
