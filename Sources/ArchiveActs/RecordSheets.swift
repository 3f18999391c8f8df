package import ArchiveModel
package import ArchiveStore
import Catalogue
package import DomainTables

/// The record sheet of one document, item by item.
package struct RecordSheet {
    /// One item with what is known of it.
    package struct Entry {
        /// The item.
        package let item: RecordSheetTable.Item
        /// What is known; nil when it is unknown.
        package let value: String?
    }

    /// The document.
    package let document: DocumentID
    /// All items, in the order of the table.
    package let entries: [Entry]
}

/// Makes record sheets: what Law 135/2007 wants to be known of each document in an electronic archive.
package struct RecordSheets {
    private let archive: Archive
    private let listing: Listing
    private let table: RecordSheetTable
    private let titles: [String: String]
    private let rules: RetentionRules
    private let retention: DossierRetention

    /// Goes by the tables of an archive; throws what is wrong with one, by file and line.
    package static func read(in archive: Archive) throws -> RecordSheets {
        RecordSheets(
            archive: archive, listing: Listing(archive: archive),
            table: try RecordSheetTable.read(try archive.ownTable(named: RecordSheetTable.file)),
            titles: try TypeTitles.read(in: archive).titles,
            rules: try RetentionRules.read(try archive.ownTable(named: RetentionRules.file)),
            retention: try DossierRetention.read(in: archive))
    }

    /// The sheet of a document; nil when there is none of this identifier.
    package func sheet(of document: DocumentID) throws -> RecordSheet? {
        guard let head = try listing.head(of: document) else { return nil }
        let facts = SheetFacts(
            head: head, scans: try scans(of: head),
            dossier: try listing.dossier(of: document).flatMap(described),
            decisions: try DocumentHistory.read(of: document, in: archive).entries)
        return RecordSheet(
            document: document,
            entries: table.items.map { item in
                RecordSheet.Entry(item: item, value: value(of: item, by: facts))
            })
    }

    /// Makes the sheets of all documents and counts what is unknown: takes as long as reading all of them.
    package func completeness() throws -> SheetCompleteness {
        var result = SheetCompleteness(items: table.items)
        var dossiers: [DossierID: SheetFacts.Dossier] = [:]
        try listing.forEachHead { head in
            let id = try listing.dossier(of: head.id)
            if let id, dossiers[id] == nil { dossiers[id] = try described(id) }
            let facts = SheetFacts(
                head: head, scans: try scans(of: head), dossier: id.flatMap { dossiers[$0] },
                // How often persons decided does not make the item known or unknown.
                decisions: [])
            result.count { value(of: $0, by: facts) != nil }
        }
        return result
    }

    private func scans(of head: DocumentHead) throws -> [ReceivedScan] {
        try Set(head.pages.map(\.reference.scan)).compactMap { try listing.received($0) }
    }

    /// What a dossier says of its papers.
    private func described(_ id: DossierID) throws -> SheetFacts.Dossier? {
        try listing.dossier(id).map { dossier in
            SheetFacts.Dossier(
                description: dossier.description,
                longest: retention.verdict(on: dossier).grounds.first)
        }
    }

    private func value(of item: RecordSheetTable.Item, by facts: SheetFacts) -> String? {
        let found: String? =
            switch item.source {
            case .fonds: facts.dossier?.description.fonds ?? archive.settings.institution
            case .issuer: facts.issuer
            case .history: facts.history
            case .type: facts.type(titles: titles)
            case .format: facts.format
            case .keywords: facts.keywords
            case .location: facts.dossier?.description.location
            case .identifier: facts.head.id.text
            case .date: facts.head.extracted[.date]?.value
            case .received: facts.received.map { String($0.prefix(10)) }
            case .retention: facts.term(rules: rules)
            case .stated: nil
            }
        return found ?? item.stated
    }
}
