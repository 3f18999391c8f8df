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

    /// Makes one document of each group.
    ///
    /// The groups must have all pages of all documents that they have any page of, each once; pages
    /// that are in no document may come in. A document that is in no group is removed, and one that is
    /// not there is made. Throws `grouping-incomplete`, also for a page that was not recorded; then
    /// nothing is changed.
    package func make(_ groups: [DecidedGrouping.Group]) throws {
        let pages = try groups.map { try $0.addresses.map(page) }
        let old = try documents(of: groups, pages: pages.flatMap(\.self))
        try DecidedGrouping.require(groups, toHaveAllPagesOf: old)
        let content = GroupedContent(groups, of: old, homes: try homes(of: old))
        let kept = Set(groups.map(\.document))
        try freePages(of: old, removing: old.map(\.id).filter { !kept.contains($0) })
        for (index, group) in groups.enumerated() {
            let extracted = content.extracted(index)
            try takeCorrections(of: extracted.fields, from: old, to: group.document)
            try DocumentRow.write(
                DocumentDraft(id: group.document, pages: pages[index], extracted: extracted),
                in: database)
        }
        for group in groups {
            try DocumentMarks.record(
                .documentCorrected, of: group.document, name: Self.pages, by: user, in: database)
        }
    }

    /// What an event says was corrected.
    private static let pages = "pages"

    /// The documents that a grouping is about, as far as they are there: those of its groups, and those
    /// that have a page of them, in this order.
    private func documents(
        of groups: [DecidedGrouping.Group], pages: [PageReference]
    ) throws -> [StoredDocument] {
        var ids = groups.map(\.document)
        for page in pages {
            let id = try DocumentRow.id(ofPage: page.number, of: page.scan, in: database)
            if let id, !ids.contains(id) { ids.append(id) }
        }
        return try ids.compactMap { try DocumentRow.read($0, in: database) }
    }

    /// The pages that fields belong to which were read nowhere, by the first decision that names them.
    private func homes(of documents: [StoredDocument]) throws -> [FieldID: PageAddress] {
        try documents.reduce(into: [:]) { homes, document in
            let said = document.extracted.fields.filter { $0.evidence == nil }.compactMap(\.id)
            guard !said.isEmpty else { return }
            let before = try GroupingRow.related(to: document.id, in: database).flatMap {
                $0.grouping.before
            }
            for field in said {
                homes[field] = before.first { $0.fields?.contains(field) ?? false }?.addresses.first
            }
        }
    }

    private func page(_ address: PageAddress) throws -> PageReference {
        let scan = try Int64.fetchOne(
            database,
            sql: """
                SELECT scan.id FROM scan JOIN page ON page.scan_id = scan.id
                WHERE digest = ? AND duplicate_of IS NULL AND number = ?
                """, arguments: [address.scan.blob, address.number])
        guard let scan else { throw StoreError.groupingIncomplete("a page is not recorded") }
        return PageReference(scan: ScanID(rawValue: scan), number: address.number)
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
