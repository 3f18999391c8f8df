package import ArchiveModel
import DurableFiles

/// How a person grouped pages anew, as a line of the journal says it.
package struct DecidedGrouping: Codable, Equatable, Sendable {
    /// One document with all its pages, by names that hold for good.
    package struct Group: Codable, Equatable, Sendable {
        /// The document.
        package let document: DocumentID
        private let pages: [PageRun]
        /// Its fields that stand on no page, since a person said them; nil for none.
        ///
        /// They belong to its first page.
        package let fields: [FieldID]?

        /// The pages of a document, in order, and its fields without a place.
        package init(_ document: DocumentID, pages: [PageAddress], fields: [FieldID] = []) {
            self.document = document
            self.pages = PageRun.runs(of: pages)
            self.fields = fields.isEmpty ? nil : fields
        }

        /// Its pages, in order.
        package var addresses: [PageAddress] { pages.flatMap(\.addresses) }
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

    /// Throws `grouping-incomplete` unless groups have all pages of the documents, no page and no document
    /// twice, and each some page.
    package static func require(
        _ groups: [Group], toHaveAllPagesOf documents: [StoredDocument]
    ) throws {
        guard Set(groups.map(\.document)).count == groups.count else {
            throw StoreError.groupingIncomplete("a document is named twice")
        }
        guard groups.allSatisfy({ !$0.addresses.isEmpty }) else {
            throw StoreError.groupingIncomplete("a document has no page")
        }
        let pages = groups.flatMap(\.addresses)
        guard Set(pages).count == pages.count else {
            throw StoreError.groupingIncomplete("a page is in it twice")
        }
        let missing = Set(documents.flatMap(\.pages).map(\.address)).subtracting(pages)
        guard missing.isEmpty else {
            throw StoreError.groupingIncomplete("\(missing.count) pages of the documents are not")
        }
    }
}
