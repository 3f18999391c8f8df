package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

/// Where the files of a batch lay when it was taken in.
package struct BatchSource: Sendable, Hashable {
    /// The name of the folder, from the parent of the one that was given.
    package let folder: ScanName
    /// The path of the folder.
    package let path: ScanName
}

/// A page of a batch, as it matters for dossiers.
package struct BatchPage: Sendable, Hashable {
    /// The scan that it is in.
    package let scan: ScanID
    /// Its number in the scan, from 1.
    package let number: Int
    /// The document that it is in; nil for separators, blank and failed pages.
    package let document: DocumentID?
    /// The texts of the codes on a sheet that only parts documents; none on other pages.
    package let sheetCodes: [String]
}

extension Listing {
    /// The pages of all scans of a batch, in the order in which the scanner made them.
    package func pages(ofBatch batch: BatchID) throws -> [BatchPage] {
        try archive.catalogue.read { database in
            let scans = try Row.fetchAll(
                database,
                sql: "SELECT id, name FROM scan WHERE batch_id = ? AND duplicate_of IS NULL",
                arguments: [batch.rawValue]
            ).map { (id: $0["id"] as Int64, name: ScanName(bytes: $0.bytes("name"))) }
            return try scans.sorted { $0.name.precedes($1.name) }
                .flatMap { try Self.pages(of: ScanID(rawValue: $0.id), in: database) }
        }
    }

    /// The dossiers that were wanted for scans before they were read, where one was.
    package func wantedDossiers(
        for scans: [ScanID]
    ) throws(StoreError) -> [ScanID: WantedDossier] {
        try archive.catalogue.read { try DueFiling.wanted(for: scans, in: $0) }
    }

    /// The scans that a run which was killed did not file the documents of, batch by batch.
    package func scansToFile() throws(StoreError) -> [[ScanID]] {
        try archive.catalogue.read { database in
            // A catalogue that a reader has open may be of before.
            guard try database.tableExists("filing_due") else { return [] }
            return try DueFiling.ended(in: database)
        }
    }

    /// What there is to say of documents that are read and not in the dossiers that they are to go to; nil when
    /// there are none.
    package func filingDue() throws(StoreError) -> ArchiveFinding? {
        let count = try scansToFile().reduce(0) { $0 + $1.count }
        guard count > 0 else { return nil }
        return ArchiveFinding(
            "filing-due", severity: .note, subject: "dossiers",
            message:
                "the documents of \(count) file\(count == 1 ? "" : "s") are not in their dossiers yet, since "
                + "a run was broken off or is going on; the next ingest puts them there, and so does 'archivectl seal'"
        )
    }

    /// The documents that persons took out of a dossier at some time.
    package func documentsTakenOut() throws(StoreError) -> Set<DocumentID> {
        try archive.catalogue.read { try DossierDecisionRow.removedDocuments(in: $0) }
    }

    /// Where the files of a batch lay when it was taken in.
    package func source(of batch: BatchID) throws(StoreError) -> BatchSource {
        try archive.catalogue.read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT folder, source FROM batch WHERE id = ?",
                arguments: [batch.rawValue])
            guard let row else { throw StoreError.recordUnknown("batch", number: batch.rawValue) }
            return BatchSource(
                folder: ScanName(bytes: row.bytes("folder")),
                path: ScanName(bytes: row.bytes("source")))
        }
    }

    private static func pages(of scan: ScanID, in database: Database) throws -> [BatchPage] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT document.id AS document, CASE verdict WHEN 'separator' THEN codes END AS codes,
                        number
                    FROM page LEFT JOIN document_page ON page_id = page.id
                    LEFT JOIN document ON key = document_key
                    WHERE scan_id = ? ORDER BY number
                    """), arguments: [scan.rawValue]
        ).map { row in
            let codes: [Barcode] =
                try (row["codes"] as String?).map {
                    try StoredJSON.decode($0)
                } ?? []
            return BatchPage(
                scan: scan, number: row["number"],
                document: (row["document"] as String?).flatMap { DocumentID($0) },
                sheetCodes: codes.map(\.text))
        }
    }
}
