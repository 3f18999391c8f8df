package import ArchiveModel
package import ArchiveStore
package import Catalogue
import Indexer

/// A person says which pages make a document.
package struct DocumentGrouping {
    /// What is to be done, as it was typed: documents by their identifiers or beginnings, pages by their numbers in
    /// the document, from 1.
    package enum Request {
        /// New documents begin before these pages.
        case split(String, before: [Int])
        /// The pages of all go to the end of the first.
        case join([String])
        /// These pages go to the end of another document; without one they make a new document.
        case move(String, pages: [Int], to: String?)
        /// These pages come first, in this order.
        case reorder(String, [Int])
        /// The last grouping that the document had a part in is taken back.
        case undo(String)
        /// Its pages are rightly one document, which was doubtful.
        case confirm(String)

        /// The documents as they were typed.
        package var documents: [String] {
            switch self {
            case .split(let typed, _), .reorder(let typed, _), .undo(let typed),
                .confirm(let typed):
                [typed]
            case .join(let typed): typed
            case .move(let typed, _, let other): [typed] + [other].compactMap { $0 }
            }
        }
    }

    /// What was done.
    package struct Outcome {
        /// What was decided.
        package let grouping: DecidedGrouping
        /// The revisions of the documents then.
        package let revisions: [DocumentID: DocumentRevision]
    }

    private let archive: Archive
    private let read: Grouping.Reading

    /// The archive must be open for writing, if only for an act; `read` reads the fields of a document anew.
    package init(_ archive: Archive, read: @escaping Grouping.Reading) {
        self.archive = archive
        self.read = read
    }

    /// Groups the pages as `user`, with fields and index of all documents concerned, in one transaction.
    ///
    /// `seen` are the revisions of the documents that were looked at, in the order of the request's; those behind
    /// its end may be whatever they are. Returns what was decided; nil when all is so already. Throws
    /// `document-unknown`, `document-ambiguous`, `page-unknown`, `grouping-changed`, `document-changed`, and what the
    /// store throws; then nothing is changed.
    package func carryOut(
        _ request: Request, seen: [DocumentRevision] = [], by user: ActingUser
    ) throws -> Outcome? {
        let seen = try revisions(seen, of: request)
        let last = try lastGrouping(for: request)
        let ids = try last?.after.map(\.document) ?? documents(of: request)
        let decided: DecidedGrouping?
        do {
            decided = try group(ids, request, undoing: last, seen: seen, by: user)
        } catch let error as ActError {
            throw try error.telling(lastGrouping: {
                try Listing(archive: archive).lastGrouping(of: $0)
            })
        }
        return try decided.map { Outcome(grouping: $0, revisions: try revisions(after: $0)) }
    }

    private func revisions(
        after grouping: DecidedGrouping
    ) throws -> [DocumentID: DocumentRevision] {
        let listing = Listing(archive: archive)
        return try grouping.after.reduce(into: [:]) {
            $0[$1.document] = try listing.revision(of: $1.document)
        }
    }

    /// The revisions that were looked at, by document, be it there or no more.
    private func revisions(
        _ seen: [DocumentRevision], of request: Request
    ) throws -> SeenRevisions {
        let lookup = DocumentLookup(archive)
        return try zip(request.documents, seen).reduce(into: [:]) { revisions, looked in
            let id = try lookup.former(typed: looked.0)?.document
            revisions[try id ?? lookup.identifier(typed: looked.0)] = looked.1
        }
    }

    private func group(
        _ ids: [DocumentID], _ request: Request, undoing last: DecidedGrouping?,
        seen: SeenRevisions, by user: ActingUser
    ) throws -> DecidedGrouping? {
        let index = try SearchIndex.open(in: archive)
        return try Grouping(archive: archive, by: user).decide(
            about: ids, seen: seen,
            plan: { documents in
                // Somebody else may have taken one apart since it was looked up.
                for id in ids where !documents.contains(where: { $0.id == id }) {
                    throw ActError.groupingChanged(id)
                }
                let groups =
                    try last.map { try GroupingPlan.takeBack($0, of: documents) }
                    ?? plan(request, documents)
                return request.isConfirmation || !groups.isAsTheyAre(documents) ? groups : nil
            }, read: read,
            index: { try index.update($0, to: $1, in: $2) })
    }

    private func documents(of request: Request) throws -> [DocumentID] {
        let lookup = DocumentLookup(archive)
        let ids = try request.documents.map { try lookup.identifier(typed: $0) }
        guard Set(ids).count == ids.count else { throw ActError.sameDocument }
        return ids
    }

    private func plan(
        _ request: Request, _ documents: [StoredDocument]
    ) throws -> [PlannedGroup] {
        switch request {
        case .split(_, let numbers): try GroupingPlan.split(documents[0], before: numbers)
        case .join: GroupingPlan.join(documents)
        case .move(_, let numbers, _):
            try GroupingPlan.move(
                numbers, from: documents[0], to: documents.dropFirst().first)
        case .reorder(_, let numbers): try GroupingPlan.reorder(documents[0], as: numbers)
        case .undo: []
        case .confirm: try GroupingPlan.confirm(documents[0])
        }
    }

    /// What is to be taken back: the last grouping that a document had a part in, be it there or no more.
    private func lastGrouping(for request: Request) throws -> DecidedGrouping? {
        guard case .undo(let typed) = request else { return nil }
        let lookup = DocumentLookup(archive)
        let id = try lookup.former(typed: typed)?.document ?? lookup.identifier(typed: typed)
        // Nothing brings back what was disposed of, whoever grouped it before.
        if let disposal = try Listing(archive: archive).disposal(of: id) {
            throw ActError.disposedOf(id, by: disposal.number)
        }
        guard let last = try Listing(archive: archive).lastGrouping(of: id) else {
            throw ActError.neverGrouped(id)
        }
        return last.grouping
    }
}

extension DocumentGrouping.Request {
    /// Whether it decides that all is right as it is.
    fileprivate var isConfirmation: Bool {
        if case .confirm = self { true } else { false }
    }
}

extension [PlannedGroup] {
    /// Whether nothing would be different.
    fileprivate func isAsTheyAre(_ documents: [StoredDocument]) -> Bool {
        self == documents.map { PlannedGroup($0.id, pages: $0.pages.map(\.address)) }
    }
}
