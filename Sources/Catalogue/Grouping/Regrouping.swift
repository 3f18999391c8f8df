import ArchiveModel
import DurableFiles
package import GRDB

/// Groups the pages of documents anew: in another order, in other documents, in more or in fewer.
///
/// Documents keep their identifiers, and fields go with the pages that they were read on; what was
/// corrected of a field goes with it. Works within one transaction; the index is left to the caller.
package struct Regrouping {
    private let user: ActingUser
    private let database: Database

    /// In a catalogue, by somebody.
    package init(by user: ActingUser, in database: Database) {
        self.user = user
        self.database = database
    }

    /// The documents that a grouping is about: those of its groups, and those that have a page of
    /// them, in this order.
    ///
    /// One that is not there yet is left out: its group is a new document of that identifier.
    package func documents(of groups: [PageGroup]) throws -> [StoredDocument] {
        var ids = groups.compactMap(\.document)
        for page in groups.flatMap(\.pages) {
            let id = try DocumentRow.id(ofPage: page.number, of: page.scan, in: database)
            if let id, !ids.contains(id) { ids.append(id) }
        }
        return try ids.compactMap { try DocumentRow.read($0, in: database) }
    }

    /// Whether groups have all pages of all documents that they have any page of, each once.
    func isWhole(_ groups: [PageGroup]) throws -> Bool {
        do {
            try Self.require(groups, toHaveAllPagesOf: documents(of: groups))
            return true
        } catch let error as StoreError where error.code == .groupingIncomplete {
            return false
        }
    }

    /// Makes one document of each group; the documents, and those that are no more.
    ///
    /// The groups must have all pages of all documents that they have any page of, each once; pages
    /// that are in no document may come in. A document that no group names is removed. Throws
    /// `grouping-incomplete`, and `record-unknown` for a page that was not recorded.
    package func make(_ groups: [PageGroup]) throws -> RegroupedDocuments {
        let old = try documents(of: groups)
        try Self.require(groups, toHaveAllPagesOf: old)
        let addresses = try groups.map { try $0.pages.map(address) }
        let content = GroupedContent(groups, of: old, addresses: addresses)
        let kept = Set(groups.compactMap(\.document))
        let removed = old.map(\.id).filter { !kept.contains($0) }
        var documents: [DocumentID] = []
        for (group, pages) in zip(groups, addresses) {
            documents.append(
                try group.document ?? newIdentifier(pages[0], besides: documents))
        }
        try freePages(of: old, removing: removed)
        for (index, id) in documents.enumerated() {
            let extracted = content.extracted(index)
            try takeCorrections(of: extracted.fields, from: old, to: id)
            try DocumentRow.write(
                DocumentDraft(id: id, pages: groups[index].pages, extracted: extracted),
                in: database)
        }
        for id in documents {
            try DocumentMarks.record(
                .documentCorrected, of: id, name: Self.pages, by: user, in: database)
        }
        return RegroupedDocuments(documents: documents, removed: removed)
    }

    /// What an event says was corrected.
    private static let pages = "pages"

    private static func require(
        _ groups: [PageGroup], toHaveAllPagesOf documents: [StoredDocument]
    ) throws {
        let named = groups.compactMap(\.document)
        guard Set(named).count == named.count else {
            throw StoreError.groupingIncomplete("a document is named twice")
        }
        guard groups.allSatisfy({ !$0.pages.isEmpty }) else {
            throw StoreError.groupingIncomplete("a group has no page")
        }
        let pages = groups.flatMap(\.pages)
        guard Set(pages).count == pages.count else {
            throw StoreError.groupingIncomplete("a page is in it twice")
        }
        let missing = Set(documents.flatMap { $0.pages.map(\.reference) }).subtracting(pages)
        guard missing.isEmpty else {
            throw StoreError.groupingIncomplete("\(missing.count) pages of the documents are not")
        }
    }

    private func newIdentifier(
        _ first: PageAddress, besides others: [DocumentID]
    ) throws -> DocumentID {
        try DocumentIdentities.next(startingOn: first, besides: others, in: database)
    }

    private func address(of page: PageReference) throws -> PageAddress {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT digest FROM scan JOIN page ON page.scan_id = scan.id
                WHERE scan.id = ? AND number = ?
                """, arguments: [page.scan.rawValue, page.number])
        guard let scan = row.flatMap({ ContentDigest(bytes: $0.bytes("digest")) }) else {
            throw StoreError.recordUnknown("page", number: Int64(page.number))
        }
        return PageAddress(scan: scan, number: page.number)
    }

    private func freePages(of documents: [StoredDocument], removing removed: [DocumentID]) throws {
        for id in removed {
            try FormerDocument.make(of: id, in: database)
            try EventLog.append(
                .documentRemoved, object: id.text, detail: [String: Int](), by: user, in: database)
        }
        for document in documents {
            try database.execute(
                sql: """
                    DELETE FROM document_page WHERE document_key = (
                        SELECT key FROM document WHERE id = ?)
                    """, arguments: [document.id.text])
        }
    }

    /// What was corrected of fields belongs to the document that they are in now.
    private func takeCorrections(
        of fields: [ExtractedField], from old: [StoredDocument], to document: DocumentID
    ) throws {
        for field in fields {
            guard let former = old.first(where: { $0.extracted.fields.contains(field) }),
                former.id != document
            else { continue }
            try database.execute(
                sql: """
                    UPDATE correction SET document = ?1
                    WHERE document = ?2 AND field = ?3
                    """, arguments: [document.text, former.id.text, field.id?.text])
            // Those of earlier versions do not name the field: they are of the first of its name.
            guard former.extracted[field.name] == field else { continue }
            try database.execute(
                sql: """
                    UPDATE correction SET document = ?1, field = ?3
                    WHERE document = ?2 AND field IS NULL AND name = ?4
                    """,
                arguments: [
                    document.text, former.id.text, field.id?.text, field.name.rawValue,
                ])
        }
    }
}
