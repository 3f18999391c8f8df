import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import Glibc
import SystemPackage

/// Checks the catalogue by itself: its digest, its structure, and the chain of events.
struct CatalogueCheck {
    let archive: Archive
    let report: (ArchiveFinding) -> Void

    private static let name = "catalogue.sqlite"

    /// Compares the file with its digests; false when they do not fit, or not all are there.
    func checkDigest() throws(StoreError) -> Bool {
        switch try archive.catalogue.agreement() {
        case .fits: return true
        case .opened: reportOpen()
        case .differs:
            add(
                "catalogue-digest",
                "the file or its digests were altered since they were last written; \(remedy)")
        }
        return false
    }

    private func reportOpen() {
        guard !WriterLock.isHeld(at: archive.path + "/lock") else { return }
        report(
            ArchiveFinding(
                "catalogue-open", severity: .note, subject: Self.name,
                message: "its digests are not all there: a writer was interrupted; "
                    + (isBackup ? "run 'archivectl backup' again" : "run 'archivectl seal'")))
    }

    /// Checks that the catalogue is not older than the objects, as writers do; true when it is.
    ///
    /// Compares all objects only when the event that `objects/events.end` names is not in the log.
    func checkVersions() throws(StoreError) -> Bool {
        let ahead = try VersionsAhead.look(at: archive.path)
        let isNoted = try archive.catalogue.read { try ahead.isNoted(in: $0) }
        guard isNoted == false else { return false }
        let found = try archive.catalogue.read { try ahead.find(in: $0) }
        guard found.isEmpty else {
            report(ArchiveFinding(.catalogueBehind(versions: found.count)))
            return true
        }
        if try hasLastEvent() { reportAlteredNote() }
        return false
    }

    /// Whether the log did not lose its end, which is a finding of its own.
    private func hasLastEvent() throws(StoreError) -> Bool {
        let ends = try archive.catalogue.anchor.recorded() ?? []
        return try archive.catalogue.read { database in
            try ends.contains { try EventAnchor.contains($0, in: database) }
        }
    }

    private func reportAlteredNote() {
        report(
            ArchiveFinding(
                "file-altered", severity: .error, subject: "objects/" + EventAnchor.name,
                message: "it names no event of the log, though the catalogue knows all objects; "
                    + "the next command that writes, writes it anew"))
    }

    /// Notes an upgrade that was broken off and is to be continued.
    func checkUpgrade() throws(StoreError) {
        guard
            try archive.catalogue.read({ try DocumentMarks.isIntroductionUnfinished(in: $0) })
        else { return }
        report(
            ArchiveFinding(
                "upgrade-unfinished", severity: .note, subject: Self.name,
                message: "the upgrade of the archive was broken off; the next command that writes "
                    + "goes on with it"))
    }

    /// Has SQLite look through the whole file.
    func checkStructure() throws(StoreError) {
        do throws(StoreError) {
            try archive.catalogue.read { try checkStructure(in: $0) }
        } catch {
            guard error.exitStatus == .damaged else { throw error }
            return reportDamage("SQLite cannot read all of it")
        }
    }

    /// As `checkStructure`, in a catalogue that was opened by other means.
    func checkStructure(in database: Database) throws {
        let rows = try String.fetchAll(database, sql: "PRAGMA integrity_check (100)")
        let orphans = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").count
        let problems = (rows == ["ok"] ? 0 : rows.count) + orphans
        if problems > 0 { reportDamage("SQLite finds \(problems) faults in its structure") }
    }

    private func reportDamage(_ what: String) {
        add("catalogue-damaged", "\(what); \(remedy)")
    }

    private var isBackup: Bool { BackupMark.backup.isIn(archive.path) }

    /// What makes a damaged catalogue whole; a backup is never rebuilt.
    private var remedy: String { Self.remedy(isBackup: isBackup) }

    static func remedy(isBackup: Bool) -> String {
        isBackup
            ? "run 'archivectl backup' into this folder again or, when the archive is lost, "
                + "'archivectl restore' from it"
            : "make it again with 'archivectl rebuild'"
    }

    /// What gives a log that is whole; a rebuild begins a new one.
    private var eventRemedy: String {
        isBackup ? remedy : "put the catalogue back from a backup, or \(remedy)"
    }

    /// Checks that `archive.yaml` gives the identity that the log does.
    ///
    /// Nightly jobs tell archives apart by it; whoever changed it by hand made another of this one.
    func checkIdentity() throws(StoreError) {
        guard let stated = archive.settings.id, let own = try archive.catalogue.identity(),
            stated != own
        else { return }
        report(
            ArchiveFinding(
                "identity-differs", severity: .error, subject: "archive.yaml",
                message: "it gives the identity \(stated.text), and the event log says "
                    + "\(own.text); put that back behind 'id:'"))
    }

    /// Checks number, link and hash of each event, and that the log did not lose its end; returns how
    /// many there are.
    func checkEvents() throws(StoreError) -> Int {
        // First: the log may grow meanwhile.
        let ends = try archive.catalogue.anchor.recorded()
        return try archive.catalogue.read { try checkEvents(in: $0, mustHold: ends) }
    }

    /// As `checkEvents`, in a catalogue that was opened by other means.
    func checkEvents(in database: Database, mustHold ends: [EventLog.End]?) throws -> Int {
        var count = 0
        var end = EventLog.start
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM event ORDER BY sequence")
        while let row = try rows.next() {
            count += 1
            end = check(row, after: end)
        }
        if count == 0 { add("events-missing", "the event log is empty; \(eventRemedy)") }
        try checkEnd(in: database, mustHold: ends)
        return count
    }

    private func checkEnd(in database: Database, mustHold ends: [EventLog.End]?) throws {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version >= EventAnchor.firstVersion else { return }
        guard let ends, let first = ends.first else {
            return add(
                "events-missing",
                "\(EventAnchor.name), which says where the log ends, is missing or cannot be "
                    + "understood; "
                    + (isBackup
                        ? remedy
                        : "put it back from the newest backup, or run 'archivectl seal' and then "
                            + "'archivectl rebuild', which begins a new log"))
        }
        guard try !ends.contains(where: { try EventAnchor.contains($0, in: database) }) else {
            return
        }
        add(
            "events-missing",
            "event \(first.sequence), with which the log ended according to \(EventAnchor.name), "
                + "is missing or was altered; find out who did it, and \(eventRemedy)")
    }

    /// Checks one event; returns the end of the log with it.
    private func check(_ row: Row, after end: EventLog.End) -> EventLog.End {
        let event = Event(row)
        let previous = ContentDigest(bytes: row.bytes("previous"))?.hex ?? ""
        let hash = ContentDigest(bytes: row.bytes("hash"))?.hex ?? ""
        if event.sequence != end.sequence + 1 {
            add(
                "events-missing",
                "event \(event.sequence) follows event \(end.sequence); those between are missing; "
                    + "find out who did it, and \(eventRemedy)")
        }
        if previous != end.hash || event.hash(after: previous).hex != hash {
            add(
                "events-changed",
                "event \(event.sequence) or the one before it was altered; find out who did it, and "
                    + eventRemedy)
        }
        return EventLog.End(hash: hash, sequence: event.sequence)
    }

    private func add(_ code: String, _ message: String) {
        report(ArchiveFinding(code, severity: .error, subject: Self.name, message: message))
    }
}
