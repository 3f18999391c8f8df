import ArchiveModel
import GRDB
import Glibc
import SystemPackage

/// Checks the catalogue by itself: its digest, its structure, and the chain of events.
struct CatalogueCheck {
    let archive: Archive
    let report: (ArchiveFinding) -> Void

    private static let name = "catalogue.sqlite"

    /// Compares the file with its digest; false when they do not fit or there is no digest.
    func checkDigest() throws(StoreError) -> Bool {
        let digest = archive.catalogue.digest
        guard let recorded = try digest.recorded() else {
            reportOpen()
            return false
        }
        let path = archive.path + "/" + Self.name
        let found = try StoreError.about(path) { () throws(Errno) in
            try OpenFile(path, flags: O_RDONLY).digest().digest
        }
        // A writer that began meanwhile has removed the digest, or written another.
        guard digest.content(for: found) != recorded, try digest.recorded() == recorded
        else { return true }
        add(
            "catalogue-digest",
            "the file or its digest was altered since they were last written; make them again with "
                + "'archivectl rebuild'")
        return false
    }

    private func reportOpen() {
        guard !WriterLock.isHeld(at: archive.path + "/lock") else { return }
        report(
            ArchiveFinding(
                "catalogue-open", .note, subject: Self.name,
                message: "there is no digest of it: a writer was interrupted; run 'archivectl "
                    + "seal'"))
    }

    /// Has SQLite look through the whole file.
    func checkStructure() throws(StoreError) {
        let problems: Int
        do throws(StoreError) {
            problems = try archive.catalogue.read { database in
                let rows = try String.fetchAll(database, sql: "PRAGMA integrity_check (100)")
                let orphans = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").count
                return (rows == ["ok"] ? 0 : rows.count) + orphans
            }
        } catch {
            guard error.exitStatus == .damaged else { throw error }
            return reportDamage("SQLite cannot read all of it")
        }
        if problems > 0 { reportDamage("SQLite finds \(problems) faults in its structure") }
    }

    private func reportDamage(_ what: String) {
        add("catalogue-damaged", what + "; make it again with 'archivectl rebuild'")
    }

    /// Checks number, link and hash of each event; returns how many there are.
    func checkEvents() throws(StoreError) -> Int {
        var count = 0
        var end = EventLog.start
        try archive.catalogue.read { database in
            let rows = try Row.fetchCursor(database, sql: "SELECT * FROM event ORDER BY sequence")
            while let row = try rows.next() {
                count += 1
                end = check(row, after: end)
            }
        }
        if count == 0 { add("events-missing", "the event log is empty") }
        return count
    }

    /// Checks one event; returns the end of the log with it.
    private func check(_ row: Row, after end: EventLog.End) -> EventLog.End {
        let event = Event(
            sequence: row["sequence"], at: row["at"], actor: row["actor"], action: row["action"],
            object: row["object"], detail: row["detail"])
        let previous = ContentDigest(bytes: row.bytes("previous"))?.hex ?? ""
        let hash = ContentDigest(bytes: row.bytes("hash"))?.hex ?? ""
        if event.sequence != end.sequence + 1 {
            add(
                "events-missing",
                "event \(event.sequence) follows event \(end.sequence); those between are missing")
        }
        if previous != end.hash || event.hash(after: previous).hex != hash {
            add(
                "events-changed",
                "event \(event.sequence) or the one before it was altered")
        }
        return EventLog.End(hash: hash, sequence: event.sequence)
    }

    private func add(_ code: String, _ message: String) {
        report(ArchiveFinding(code, .error, subject: Self.name, message: message))
    }
}
