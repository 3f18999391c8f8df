package import ArchiveModel
import DurableFiles
package import GRDB

/// The rows of `dossier_document`: which dossier a document belongs to.
///
/// By identifiers, as corrections are: the row waits for a document that is read again, and stays when a
/// document is no more, so that it is in its dossier when that is taken back.
package enum DossierPapers {
    /// What a row says of a document.
    package struct Place: Hashable, Sendable {
        /// The dossier.
        package let dossier: DossierID
        /// The document that it took the dossier over from, whose pages it has; nil when a person put
        /// it there.
        package let origin: DocumentID?
    }

    /// Where a document belongs; nil when it is in no dossier.
    package static func place(
        of document: DocumentID, in database: Database
    ) throws -> Place? {
        guard try database.tableExists("dossier_document") else { return nil }
        let row = try Row.fetchOne(
            database, sql: "SELECT dossier, origin FROM dossier_document WHERE document = ?",
            arguments: [document.text])
        guard let row, let dossier = DossierID(row["dossier"]) else { return nil }
        return Place(
            dossier: dossier, origin: (row["origin"] as String?).flatMap { DocumentID($0) })
    }

    /// Puts a document behind all others of a dossier, out of whichever it was in.
    package static func put(
        _ document: DocumentID, into dossier: DossierID, origin: DocumentID? = nil,
        in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO dossier_document (document, dossier, position, origin)
                VALUES (?1, ?2, (
                    SELECT coalesce(max(position), 0) + 1 FROM dossier_document
                    WHERE dossier = ?2), ?3)
                """, arguments: [document.text, dossier.text, origin?.text])
    }

    /// Takes a document out of a dossier; not when it is in another one.
    static func take(
        _ document: DocumentID, outOf dossier: DossierID, in database: Database
    ) throws {
        try database.execute(
            sql: "DELETE FROM dossier_document WHERE document = ? AND dossier = ?",
            arguments: [document.text, dossier.text])
    }

    /// All rows of a dossier, with what the catalogue knows of the documents, in order.
    static func all(of dossier: DossierID, in database: Database) throws -> [DossierPaper] {
        let disposed = try DisposalRow.disposed(of: dossier, in: database)
        return try Row.fetchAll(
            database.cachedStatement(
                sql: papers + " WHERE dossier = ? ORDER BY place.position, place.document"),
            arguments: [dossier.text]
        ).compactMap { row in
            guard let id = DocumentID(row["document"]) else { return nil }
            let isThere: Bool = row["is_there"]
            return paper(id, row, disposed: isThere ? nil : disposed[id])
        }
    }

    /// A document as its dossier lists it; nil when it is in none.
    package static func paper(
        _ document: DocumentID, in database: Database
    ) throws -> DossierPaper? {
        guard try database.tableExists("dossier_document") else { return nil }
        return try Row.fetchOne(
            database.cachedStatement(sql: papers + " WHERE place.document = ?"),
            arguments: [document.text]
        ).map { paper(document, $0, disposed: nil) }
    }

    private static func paper(
        _ id: DocumentID, _ row: Row, disposed: DisposalRow.Disposed?
    ) -> DossierPaper {
        let type: String? = row["type"]
        return DossierPaper(
            document: id, origin: (row["origin"] as String?).flatMap { DocumentID($0) },
            state: disposed.map { .disposed($0.number) }
                ?? (row["is_there"] ? .there : row["is_former"] ? .removed : .waiting),
            type: (type ?? disposed?.document.type).map(DocumentType.init(rawValue:)),
            date: (row["date"] as String?).flatMap { CalendarDate(iso: $0) }
                ?? disposed?.document.line?.date,
            number: row["number"] ?? disposed?.document.line?.number,
            pages: disposed?.document.addresses.count ?? row["pages"],
            sheets: disposed?.document.line?.sheets ?? row["sheets"])
    }

    private static let papers = """
        SELECT place.document, origin, key IS NOT NULL AS is_there,
            EXISTS (SELECT 1 FROM former_document WHERE id = place.document) AS is_former,
            type, date, (
                SELECT value FROM field WHERE document_key = key AND name = 'number'
                ORDER BY field.position LIMIT 1) AS number, (
                SELECT count(*) FROM document_page WHERE document_key = key) AS pages, (
                SELECT count(*) FROM document_page JOIN page ON page.id = page_id
                WHERE document_key = key AND verdict <> 'blank') AS sheets
        FROM dossier_document AS place LEFT JOIN document ON document.id = place.document
        """
}
