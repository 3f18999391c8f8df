import ArchiveModel
package import Catalogue
import DurableFiles
import GRDB
import SystemPackage

/// Linking earlier states of a file to the later one that has all of them.
package struct Superseding: Sendable {
    let archive: Archive
    /// Who is named in versions and events.
    let user: ActingUser

    /// Writes to an archive that is open for writing.
    package init(archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    /// An earlier scan that was linked to a later one.
    package struct Linked: Sendable {
        /// The earlier one.
        package let scan: StoredScan
        /// Whether the later one has other bytes and took its place, since nothing of it could be read.
        package let isReplaced: Bool
    }

    /// Links earlier states of a file to a scan that has all that they have; returns those.
    ///
    /// An earlier state is a scan of the same name whose bytes are a beginning of this one (a
    /// transfer that was torn), or one of the same folder whose pages and bytes are in this one (a
    /// scanner that writes the file anew after each page). A name alone says nothing: scanners use
    /// theirs again. But a scan of which nothing could be read is replaced by a file that lies in its very
    /// place with other bytes, when all of that could be read: so somebody scans a paper again. Not
    /// when the first file was removed from there after it was taken in. The earlier scan and its document stay; `index` gets the document again in the
    /// same transaction. Throws faults of the archive, and what `index` throws.
    package func link(
        to scan: ScanID, index: (StoredDocument, StoreTransaction) throws -> Void
    ) throws -> [Linked] {
        let listing = Listing(archive: archive)
        let received = try listing.scan(scan)
        let later = try received.duplicateOf.map(listing.scan) ?? received
        guard later.verdict == .done || later.verdict == .failed else { return [] }
        var result: [Linked] = []
        for earlier in try earlierScans(of: received, than: later) {
            let isState = try isState(
                earlier.scan, of: later, inSameFolder: earlier.isInFolder)
            guard try isState || isReplaced(earlier, by: later) else { continue }
            try link(earlier.scan, toLater: later, index: index)
            result.append(Linked(scan: earlier.scan, isReplaced: !isState))
        }
        return result
    }

    /// A scan of the same name that may be an earlier state.
    private struct Candidate {
        let scan: StoredScan
        /// Whether it came from a folder of the same name.
        let isInFolder: Bool
        /// Whether it lay in the very place.
        let isInPlace: Bool
    }

    /// Names such as `scan0001.pdf` may have been used thousands of times; the latest are looked at.
    private static let mostCandidates = 50

    private func earlierScans(
        of received: StoredScan, than later: StoredScan
    ) throws -> [Candidate] {
        try archive.catalogue.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(StoredScan.columns), batch.folder = (
                        SELECT folder FROM batch WHERE id = ?1) AS is_in_folder,
                        (batch.folder, batch.source) = (
                        SELECT folder, source FROM batch WHERE id = ?1) AS is_in_place
                    FROM scan JOIN batch ON batch.id = scan.batch_id
                    WHERE scan.name = ?2 AND scan.id < ?3 AND scan.id IS NOT ?4
                    AND scan.superseded_by IS NULL AND scan.duplicate_of IS NULL
                    AND scan.verdict IS NOT NULL
                    AND (is_in_folder OR scan.size < ?5)
                    ORDER BY scan.id DESC LIMIT \(Self.mostCandidates)
                    """,
                arguments: [
                    received.batch.rawValue, received.name.blob, received.id.rawValue,
                    later.id.rawValue, later.size,
                ]
            ).map {
                Candidate(
                    scan: try StoredScan(row: $0), isInFolder: $0["is_in_folder"],
                    isInPlace: $0["is_in_place"])
            }
        }
    }

    /// Whether a scan of which nothing could be read was replaced by one that could.
    private func isReplaced(
        _ earlier: Candidate, by later: StoredScan
    ) throws(StoreError) -> Bool {
        guard earlier.isInPlace, earlier.scan.verdict == .failed, later.verdict == .done,
            try Listing(archive: archive).openFailure(of: later.id) == nil
        else { return false }
        return try archive.catalogue.read { database in
            try
                !(Bool.fetchOne(
                    database,
                    sql: "SELECT EXISTS (SELECT 1 FROM event WHERE object = ? AND action = ?)",
                    arguments: [earlier.scan.digest.hex, EventAction.sourceRemoved.rawValue])
                ?? false)
        }
    }

    private func isState(
        _ earlier: StoredScan, of later: StoredScan, inSameFolder: Bool
    ) throws -> Bool {
        // What was readable is never hidden behind what is not.
        guard later.verdict == .done || earlier.verdict == .failed else { return false }
        let listing = Listing(archive: archive)
        let old = try listing.originalPath(of: earlier.id)
        let new = try listing.originalPath(of: later.id)
        do {
            switch try FileState.of(old, to: new) {
            case .beginning:
                return try isTorn(earlier)
                    || PageContinuation(archive: archive).isContinued(
                        earlier, by: later, mayHaveSameCount: true)
            case .empty: return inSameFolder && later.verdict == .done
            case .other: break
            }
            // Equal words are not enough: a drawing or a signature is none. They are compared first,
            // since both files have to be read for the rest.
            return try inSameFolder
                && PageContinuation(archive: archive).isContinued(earlier, by: later)
                && FileContent.lies(of: old, in: new)
        } catch let error as Errno {
            throw StoreError.archiveFile(old, cause: error)
        }
    }

    /// Whether a file whose bytes are the beginning of another's was cut off, as far as it tells.
    ///
    /// A PDF may be whole, and what was added behind it hides its pages.
    private func isTorn(_ scan: StoredScan) -> Bool {
        scan.format != .pdf || scan.verdict == .failed
            || !scan.warnings.isEmpty || !scan.doubts.isEmpty
    }

    private func link(
        _ earlier: StoredScan, toLater later: StoredScan,
        index: (StoredDocument, StoreTransaction) throws -> Void
    ) throws {
        try archive.catalogue.writeRethrowing { database in
            try database.execute(
                sql: "UPDATE scan SET superseded_by = ? WHERE id = ?",
                arguments: [later.id.rawValue, earlier.id.rawValue])
            try EventLog.append(
                .scanSuperseded, object: earlier.digest.hex, detail: ["by": later.digest.hex],
                by: user, in: database)
            let documents = try String.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT document.id FROM page
                    JOIN document_page ON document_page.page_id = page.id
                    JOIN document ON key = document_key WHERE page.scan_id = ?
                    """, arguments: [earlier.id.rawValue])
            for text in documents {
                guard let id = DocumentID(text), let record = try DocumentRow.read(id, in: database)
                else { continue }
                try index(record, StoreTransaction(database: database))
            }
        }
    }
}
