package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

extension Listing {
    /// The batches in which pages may be selected, in order of arrival.
    package func batches(of selection: PageSelection) throws(StoreError) -> [BatchID] {
        try archive.catalogue.read { database in
            try Int64.fetchAll(
                database, sql: "SELECT id FROM batch WHERE ?1 IS NULL OR id = ?1 ORDER BY id",
                arguments: [selection.batch?.rawValue])
        }.map(BatchID.init(rawValue:))
    }

    /// The batch of a name; nil when there is none.
    package func batch(named name: ScanName) throws(StoreError) -> BatchID? {
        try archive.catalogue.read { database in
            try Int64.fetchOne(
                database, sql: "SELECT id FROM batch WHERE name = ?", arguments: [name.blob])
        }.map(BatchID.init(rawValue:))
    }

    /// The pages of a batch that were read and are selected, those of a document together, in its order.
    ///
    /// Those that `reader` read again before are left out, unless the selection says otherwise. Throws
    /// `alto-damaged` when an engine is asked for and cannot be found out.
    package func pages(
        of batch: BatchID, selectedBy selection: PageSelection, reader: String
    ) throws -> [SelectedPage] {
        let rows = try archive.catalogue.read { database in
            try Self.selected(by: selection, in: batch, reader: reader, database)
        }
        guard let version = selection.olderThan else { return rows.map(\.selected) }
        var engines = EngineNames(archive: archive)
        return try rows.filter { row in
            let name = try row.engine ?? engines.name(of: row.selected.page)
            return EngineVersion(ofEngine: name ?? "").map { $0 < version } ?? false
        }.map(\.selected)
    }

    /// Processor seconds for reading a page, by what was measured here; nil when nothing was.
    package func secondsPerPage() throws(StoreError) -> Double? {
        try archive.catalogue.read { try ReadingCost.secondsPerPage(in: $0) }
    }

    /// A page of the catalogue that may be selected.
    private struct Candidate {
        let selected: SelectedPage
        /// What read it; nil for what an earlier version of the program recorded.
        let engine: String?
    }

    private static func selected(
        by selection: PageSelection, in batch: BatchID, reader: String, _ database: Database
    ) throws -> [Candidate] {
        let conditions = selection.conditions.map { "AND " + $0.sql }.joined(separator: " ")
        var arguments: StatementArguments = [
            batch.rawValue, selection.document?.text, selection.document?.text,
            selection.isRepeated, reader,
        ]
        arguments += StatementArguments(selection.conditions.map(\.value))
        return try Row.fetchAll(
            database,
            sql: """
                SELECT page.scan_id, page.number, page.engine, document.id AS document
                FROM page JOIN scan ON scan.id = scan_id
                LEFT JOIN document_page ON document_page.page_id = page.id
                LEFT JOIN document ON key = document_key
                WHERE batch_id = ? AND (? IS NULL OR document.id = ?)
                AND (? OR NOT EXISTS (
                    SELECT 1 FROM rereading WHERE rereading.page_id = page.id AND reader = ?))
                AND page.verdict = 'done' AND scan.verdict = 'done' AND superseded_by IS NULL
                \(conditions) ORDER BY document_key, position, page.id
                """, arguments: arguments
        ).map { row in
            Candidate(
                selected: SelectedPage(
                    page: PageReference(
                        scan: ScanID(rawValue: row["scan_id"]), number: row["number"]),
                    document: (row["document"] as String?).flatMap { DocumentID($0) }),
                engine: row["engine"])
        }
    }
}

/// What read pages of which the catalogue does not say it, from their ALTO files, a scan at a time.
private struct EngineNames {
    let archive: Archive
    private var scan: ScanID?
    private var names: [Int: String] = [:]

    init(archive: Archive) {
        self.archive = archive
    }

    mutating func name(of page: PageReference) throws -> String? {
        if scan != page.scan {
            scan = page.scan
            names = [:]
            for read in try Listing(archive: archive).pages(of: page.scan) {
                names[read.number] = read.recognized?.engine
            }
        }
        return names[page.number]
    }
}
