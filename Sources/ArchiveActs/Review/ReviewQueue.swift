package import ArchiveModel
package import ArchiveStore
import Catalogue
import DomainTables

/// What persons should look at in an archive, document by document, the worst first.
///
/// Documents come by their worst item: doubtful pages, then unknown and weak types, then doubtful fields from the
/// weakest reading on, then missing fields. All items of a document come together, so that a paper is looked at
/// once. Only documents that come are read.
package struct ReviewQueue {
    /// Which items are wanted.
    package struct Selection: Sendable {
        /// Of these kinds.
        package var kinds: Set<ReviewItem.Kind>
        /// Of documents of this type; nil for all.
        package var type: DocumentType?

        package init(
            kinds: Set<ReviewItem.Kind> = Set(ReviewItem.Kind.allCases), type: DocumentType? = nil
        ) {
            self.kinds = kinds
            self.type = type
        }
    }

    private let listing: Listing
    private let corrections: Corrections
    private let rules: ReviewRules
    private let selection: Selection
    private var causes: [Listing.ReviewCause]
    private var place = ReviewPlace.start
    private var waiting: [DocumentID] = []
    private var seen: Set<DocumentID> = []

    /// Of an archive that is open for reading, if only; by the archive's own tables.
    ///
    /// Throws `TableError` for a table that cannot be used.
    package init(_ archive: Archive, _ selection: Selection = Selection()) throws {
        listing = Listing(archive: archive)
        corrections = Corrections(archive: archive)
        rules = try ReviewRules.read(in: archive)
        self.selection = selection
        causes = rules.causes(for: selection)
    }

    /// The items of the next document that has any; nil when there are no more.
    package mutating func next() throws -> [ReviewItem]? {
        while let id = try nextDocument() {
            guard seen.insert(id).inserted else { continue }
            let found = try items(of: id)
            if !found.isEmpty { return found }
        }
        return nil
    }

    private mutating func nextDocument() throws -> DocumentID? {
        while waiting.isEmpty {
            guard let cause = causes.first else { return nil }
            let part = try listing.documents(toReviewFor: cause, after: place)
            waiting = part.documents.reversed()
            if let end = part.end {
                place = end
            } else {
                causes.removeFirst()
                place = .start
            }
        }
        return waiting.removeLast()
    }

    /// The wanted items of a document as it is now; none when there is no such document.
    package func items(of id: DocumentID) throws -> [ReviewItem] {
        guard let items = try read(id)?.all else { return [] }
        return items.filter { item in
            selection.kinds.contains(item.kind)
                && (selection.type == nil || selection.type == item.type)
        }
    }

    /// An item as it is now, also when it is not doubtful any more; nil when there is no such thing.
    package func again(_ item: ReviewItem) throws -> ReviewItem? {
        try read(item.document)?.again(item)
    }

    /// The document before one in its batch; nil for the first.
    package func document(before id: DocumentID) throws -> DocumentID? {
        try listing.document(id, withTexts: false).flatMap { try listing.document(before: $0) }
    }

    private func read(_ id: DocumentID) throws -> ReviewItems? {
        try listing.document(id, withTexts: false).map { document in
            ReviewItems(
                document, corrections: try corrections.all(of: id),
                required: document.extracted.type.map(rules.required) ?? [])
        }
    }
}

/// What the tables of an archive say about reviewing.
struct ReviewRules {
    private let types: [TypeRule]

    static func read(in archive: Archive) throws -> ReviewRules {
        var tables: [String: [UInt8]] = [:]
        for name in [MetadataRules.documentTypesFile, MetadataRules.typeFieldsFile] {
            tables[name] = try archive.ownTable(named: name)
        }
        return ReviewRules(types: try MetadataRules(tables: tables).types)
    }

    /// The fields that papers of a type have to have.
    func required(of type: DocumentType) -> [FieldName] {
        types.first { $0.code == type.rawValue }?.required ?? []
    }

    /// All of them.
    var required: [RequiredField] {
        types.flatMap { type in
            type.required.map {
                RequiredField($0, of: DocumentType(rawValue: type.code))
            }
        }
    }

    /// Why documents are to be reviewed, what decides most first.
    func causes(for selection: ReviewQueue.Selection) -> [Listing.ReviewCause] {
        ReviewItem.Kind.allCases.filter(selection.kinds.contains)
            .flatMap { causes(of: $0, type: selection.type) }
    }

    func causes(
        of kind: ReviewItem.Kind, type: DocumentType?
    ) -> [Listing.ReviewCause] {
        switch kind {
        case .boundary: [.boundary]
        case .type: [.type]
        case .field: [.field]
        case .missing:
            required.filter { type == nil || type == $0.type }.map(Listing.ReviewCause.missing)
        }
    }
}
