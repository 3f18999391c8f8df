import ArchiveModel
package import ArchiveStore
package import Catalogue
import Indexer

/// A person says whether a document is an earlier one, scanned anew.
package struct DuplicateDecision {
    /// What was typed.
    package struct Request {
        /// The later document, or the beginning of its identifier.
        let document: String
        /// The earlier one; nil for the one that it resembles most.
        let original: String?
        /// Whether it is that.
        let isDuplicate: Bool

        package init(document: String, original: String?, isDuplicate: Bool) {
            self.document = document
            self.original = original
            self.isDuplicate = isDuplicate
        }
    }

    private let archive: Archive

    /// The archive must be open for writing, if only for an act.
    package init(_ archive: Archive) { self.archive = archive }

    /// Decides as `user`, and brings the index up to date, in one transaction.
    ///
    /// Returns what was decided; nil when all is so already. Throws `document-unknown`, `document-ambiguous`,
    /// `no-resemblance`, and what the store throws; then nothing is changed.
    package func carryOut(_ request: Request, by user: ActingUser) throws -> DecidedDuplicate? {
        let lookup = DocumentLookup(archive)
        let document = try lookup.identifier(typed: request.document)
        let original = try request.original.map { try lookup.identifier(typed: $0) }
        let index = try SearchIndex.open(in: archive)
        return try Duplicates(archive: archive, by: user).decide(
            about: document, isDuplicate: request.isDuplicate,
            choose: { found, accepted in
                // What is taken back is what was said, whatever else it resembles.
                if !request.isDuplicate, let accepted, [nil, accepted].contains(original) {
                    return accepted
                }
                return try Self.choose(original, among: found, of: document)
            },
            index: { try index.add($0, in: $1) })
    }

    private static func choose(
        _ original: DocumentID?, among found: [Resemblance], of document: DocumentID
    ) throws -> DocumentID {
        guard
            let chosen = found.first(where: { original == nil || $0.original == original })
        else { throw ActError.noResemblance(document, to: original) }
        return chosen.original
    }
}
