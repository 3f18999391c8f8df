package import ArchiveModel
import DurableFiles
package import GRDB

/// The dossier that the documents of a scan are to go to, as a file beside the scans, a command or the
/// name of a folder says it.
package struct WantedDossier: Codable, Hashable, Sendable {
    /// The dossier, which is made when it is not there; nil when it is named as it was typed.
    package var mark: DossierMark?
    /// What was typed; nil when there is a mark.
    package var typed: String?
    /// What a dossier that is made is about.
    package var content: String?
    /// The department of a dossier that is made.
    package var department: String?
    /// The term of a dossier that is made, as it was typed.
    package var term: String?
    /// Where the paper of a dossier that is made lies.
    package var location: String?

    /// A dossier of a mark.
    package init(_ mark: DossierMark) { self.mark = mark }

    /// A dossier that is there, as a person named it.
    package init(typed: String) { self.typed = typed }
}

/// The rows of `filing_due`: scans whose documents were not put into dossiers yet.
///
/// They are written before the documents are made and removed when these are in their dossiers, so that a run
/// that is killed between leaves to the next one what is still to be done.
package enum DueFiling {
    /// Says that the documents of a scan are to be filed, into `wanted` where no sheet says otherwise; what
    /// an earlier run said of it stays.
    package static func expect(
        _ scan: ScanID, into wanted: WantedDossier?, in database: Database
    ) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO filing_due (scan_id, wanted) VALUES (?, ?)",
            arguments: [scan.rawValue, try wanted.map { try StoredJSON.encode($0) }])
    }

    /// The dossiers that are wanted for scans, where one is.
    package static func wanted(
        for scans: [ScanID], in database: Database
    ) throws -> [ScanID: WantedDossier] {
        try scans.reduce(into: [:]) { found, scan in
            let text = try String.fetchOne(
                database.cachedStatement(sql: "SELECT wanted FROM filing_due WHERE scan_id = ?"),
                arguments: [scan.rawValue])
            found[scan] = try text.map { try StoredJSON.decode($0) }
        }
    }

    /// The scans whose documents are all made and not filed, batch by batch.
    package static func ended(in database: Database) throws -> [[ScanID]] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT scan.id, batch_id FROM filing_due JOIN scan ON scan.id = scan_id
                WHERE verdict IS NOT NULL ORDER BY scan.id
                """)
        return Dictionary(grouping: rows) { $0["batch_id"] as Int64 }
            .sorted { $0.key < $1.key }
            .map { $0.value.map { ScanID(rawValue: $0["id"]) } }
    }

    /// Says that the documents of scans are filed.
    package static func forget(_ scans: [ScanID], in database: Database) throws {
        for scan in scans {
            try database.execute(
                sql: "DELETE FROM filing_due WHERE scan_id = ?", arguments: [scan.rawValue])
        }
    }
}
