package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

/// A scan in the order of its batch.
package struct BatchMember: Sendable, Hashable {
    /// The scan.
    package let scan: ScanID
    /// Whether it has its verdict; its pages are then grouped, if any have text.
    package let isFinished: Bool

    /// Describes a scan.
    package init(_ scan: ScanID, isFinished: Bool = false) {
        self.scan = scan
        self.isFinished = isFinished
    }
}

/// A scan of a batch with its name.
package struct NamedMember: Sendable, Hashable {
    /// The scan, and whether it has its verdict.
    package let member: BatchMember
    /// Its name in the batch.
    package let name: ScanName

    /// Describes a scan.
    package init(_ member: BatchMember, name: ScanName) {
        self.member = member
        self.name = name
    }
}

extension Listing {
    /// All scans of the batch that a scan is in, in order of arrival.
    ///
    /// Not duplicates, nor earlier states of files, nor scans that could not be read.
    package func batchMembers(besides scan: ScanID) throws(StoreError) -> [NamedMember] {
        try archive.catalogue.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT id, name, verdict FROM scan
                    WHERE batch_id = (SELECT batch_id FROM scan WHERE id = ?)
                    AND duplicate_of IS NULL AND superseded_by IS NULL
                    AND verdict IS NOT 'failed' ORDER BY id
                    """, arguments: [scan.rawValue]
            ).map { row in
                NamedMember(
                    BatchMember(
                        ScanID(rawValue: row["id"]), isFinished: row["verdict"] as String? != nil),
                    name: ScanName(bytes: row.bytes("name")))
            }
        }
    }

    /// The given unfinished scans of one batch, in order of arrival, and the finished ones that tell where their first
    /// and last documents begin and end.
    ///
    /// These are those between them, and those before back to one in which a document begins; not duplicates, nor scans
    /// from which nothing could be read. Costs a walk through the batch's scans.
    package func members(around scans: [ScanID]) throws(StoreError) -> [BatchMember] {
        guard let first = scans.min(by: { $0.rawValue < $1.rawValue }),
            let last = scans.max(by: { $0.rawValue < $1.rawValue })
        else { return [] }
        let wanted = Set(scans)
        let members = try archive.catalogue.read { database in
            let rows = try Row.fetchCursor(
                database, sql: Self.batchOrder, arguments: [first.rawValue, last.rawValue])
            var members: [BatchMember] = []
            // Finished scans since the last one that is wanted.
            var finished: [BatchMember] = []
            while let row = try rows.next() {
                let scan = ScanID(rawValue: row["id"])
                let begins: Bool = row["begins"]
                if wanted.contains(scan) {
                    members += finished + [BatchMember(scan)]
                    finished = []
                } else if row["verdict"] as String? == "done" {
                    if begins { finished = [] }
                    finished.append(BatchMember(scan, isFinished: true))
                }
            }
            return members
        }
        // Scans of other batches have no place among these.
        let found = Set(members.map(\.scan))
        return members + scans.filter { !found.contains($0) }.map { BatchMember($0) }
    }

    private static let batchOrder = """
        SELECT id, verdict, EXISTS (
            SELECT 1 FROM page JOIN document_page ON page_id = page.id
            WHERE scan_id = scan.id AND position = 1) AS begins
        FROM scan
        WHERE batch_id = (SELECT batch_id FROM scan WHERE id = ?1) AND id <= ?2
        AND duplicate_of IS NULL
        ORDER BY id
        """
}
