import ArchiveModel
import Catalogue
package import DurableFiles
import GRDB
import Glibc
import OCFL
import SystemPackage

/// Verifies an archive: every digest, the structure of every object, the catalogue against the
/// objects, and the event log.
///
/// Only reads, and may run beside a writer. The index is verified by its own module, which adds its
/// findings here.
package final class ArchiveVerification {
    /// The archive; nil when its catalogue cannot be opened, which is a finding.
    package let archive: Archive?
    /// What was counted so far.
    package private(set) var summary = VerifySummary()

    let store: ObjectStore
    let sample: VerifySample?
    /// The first part that this user may not read, so that nothing is known of it; nil for none.
    package private(set) var notReadable: StoreError?

    private let lock: String
    private let threads: Int
    private let report: (ArchiveFinding) -> Void
    private var jobs: [FixityJob] = []

    /// Files that are hashed in one go; so many paths are in memory at most.
    private static let jobLimit = 4096

    /// Opens the archive at a path.
    ///
    /// `sample` limits digests, records and texts to a part; `threads` is how many files are hashed
    /// at a time; `report` gets each finding as it is made. Throws `archive-missing`,
    /// `archive-too-new`, `archive-settings-invalid` and faults of the machine.
    package init(
        at path: String, sample: VerifySample?, threads: Int,
        report: @escaping (ArchiveFinding) -> Void
    ) throws(StoreError) {
        store = ObjectStore(archive: path)
        lock = path + "/lock"
        self.sample = sample
        self.threads = threads
        self.report = report
        var archive: Archive?
        var failure: StoreError?
        do throws(StoreError) {
            let opened = try Archive.open(at: path, mode: .read)
            archive = try opened.catalogue.hasItsColumns() ? opened : nil
            if archive == nil { failure = .catalogueDamaged("catalogue.sqlite") }
        } catch {
            failure = error
        }
        self.archive = archive
        guard let failure else { return }
        guard failure.code == .catalogueDamaged || failure.code == .catalogueFailed else {
            throw failure
        }
        add(
            ArchiveFinding(
                "catalogue-damaged", severity: .error, subject: "catalogue.sqlite",
                message: "it is missing, or cannot be opened or read; "
                    + CatalogueCheck.remedy(
                        isBackup: BackupMark.backup.isIn(path))))
    }

    /// Verifies all but the index.
    package func run() throws {
        checkParts()
        if let archive { try check(archive) }
        try checkObjects()
        if let archive { try checkObjectsArePresent(archive) }
        checkStaging()
    }

    /// Notes that something may not be read: that is no damage.
    private func pass(over path: [UInt8]) {
        notReadable = notReadable ?? .notReadable(String(decoding: path, as: UTF8.self))
    }

    /// Counts and reports a finding.
    package func add(_ finding: ArchiveFinding) {
        summary.findings[finding.severity, default: 0] += 1
        report(finding)
    }

    /// Counts a document that was compared with the index.
    package func countDocument() {
        summary.documents += 1
    }

    /// Whether a document is in the part that is to be verified.
    package func isWanted(_ document: String) -> Bool {
        sample?.includes(hex: ContentDigest(of: Array(document.utf8)).hex) ?? true
    }

    private func check(_ archive: Archive) throws {
        let check = CatalogueCheck(archive: archive) { [unowned self] in add($0) }
        let isUnaltered = try checkDigest(check)
        // The digest vouches for the bytes; on a nightly part that has to do.
        if sample == nil || !isUnaltered { try check.checkStructure() }
        do throws(StoreError) {
            summary.events = try check.checkEvents()
            try check.checkIdentity()
            let isBehind = try checkVersions(check)
            try check.checkUpgrade()
            try JournalCheck(
                archive: archive, isBehind: isBehind, report: { [unowned self] in add($0) }
            ).run()
            try archive.unfinishedDisposals().forEach(add)
            try Listing(archive: archive).filingDue().map(add)
        } catch {
            guard error.exitStatus == .damaged else { throw error }
            add(
                ArchiveFinding(
                    "events-missing", severity: .error, subject: "catalogue.sqlite",
                    message: "the event log cannot be read to its end"))
        }
    }

    /// Checks that each part of the archive is one that writers take for its own.
    private func checkParts() {
        for fault in ArchiveParts.faults(in: store.archive) {
            if fault.code == .partForeign {
                add(ArchiveFinding(fault, subject: fault.subject.map(store.local)))
            } else {
                notReadable = notReadable ?? fault
            }
        }
    }

    /// Whether all of the catalogue has its digest; false when a link or the like is in their place, which
    /// is among the findings already.
    private func checkDigest(_ check: CatalogueCheck) throws(StoreError) -> Bool {
        do throws(StoreError) {
            return try check.checkDigest()
        } catch {
            guard error.code == .partForeign else { throw error }
            return false
        }
    }

    /// Whether the catalogue is older than the objects.
    private func checkVersions(_ check: CatalogueCheck) throws(StoreError) -> Bool {
        let file = Array((store.objects + "/" + EventAnchor.name).utf8)
        guard !ReadingRight.isMissing(for: file) else {
            pass(over: file)
            return false
        }
        return try check.checkVersions()
    }

    private func checkObjects() throws {
        let root = OCFLStorageRootCheck(rootAt: Array(store.objects.utf8))
        var failure: (any Error)?
        root.run { label in
            guard failure == nil else { return }
            do { try checkObject(label, in: root) } catch { failure = error }
        }
        if let failure { throw failure }
        report(
            explained(root.findings.map { ArchiveFinding($0, below: "objects") }),
            in: Array(store.objects.utf8))
        checkRootFiles()
        hash()
    }

    /// Reports findings in a folder, but for those that a missing right to read explains: such a place
    /// is named instead.
    private func report(_ findings: [ArchiveFinding], in folder: [UInt8]) {
        guard findings.contains(where: { $0.severity == .error }) else {
            return findings.forEach(add)
        }
        let missing = ReadingRight.missing(below: folder)
        missing.forEach(pass)
        let places = missing.map { path in
            ScanName(bytes: Array(path.dropFirst(store.archive.utf8.count + 1))).display
        }
        for finding in findings where !places.contains(where: finding.isAbout) { add(finding) }
    }

    /// Compares the files that say what `objects/` is with what we write, byte for byte: OCFL gives
    /// them no digest.
    private func checkRootFiles() {
        for (path, text) in ObjectStore.rootFiles
        where (try? Folder.readFile("\(store.objects)/\(path)")) != Array(text.utf8) {
            let file = Array("\(store.objects)/\(path)".utf8)
            if ReadingRight.isMissing(for: file) {
                pass(over: file)
            } else {
                add(ArchiveFinding(alteredFile: "objects/\(path)"))
            }
        }
    }

    /// Checks one object; again, for two seconds, when a writer may just be changing it.
    private func checkObject(_ label: ByteString, in root: OCFLStorageRootCheck) throws {
        var check = ObjectVerification(label, verification: self)
        var attempts = 0
        try check.run()
        while check.hasErrors, attempts < 20, WriterLock.isHeld(at: lock) {
            usleep(100_000)
            attempts += 1
            try check.run()
        }
        if let report = check.report {
            root.checkPlace(of: report, at: label)
            jobs += report.jobs.filter { job in
                let digest = job.expected.first?.digest.bytes ?? []
                return sample?.includes(hex: String(decoding: digest, as: UTF8.self)) ?? true
            }
        }
        let folder = ObjectFolder(root: Array(store.objects.utf8)).whole(label)
        report(explained(check.findings), in: folder)
        summary.objects += 1
        if jobs.count >= Self.jobLimit { hash() }
    }

    /// Findings, with a note in the place of those that a commit explains which the next writer ends.
    private func explained(_ findings: [ArchiveFinding]) -> [ArchiveFinding] {
        guard findings.contains(where: { $0.severity == .error }) else { return findings }
        return VersionCommit.all(in: store.staging).reduce(findings) { findings, commit in
            UnfinishedCommit(commit, in: store).explain(findings)
        }
    }

    /// Hashes the files that wait for it.
    private func hash() {
        let result = FixityCheck.run(
            jobs.filter { job in
                guard ReadingRight.isMissing(for: job.path) else { return true }
                pass(over: job.path)
                return false
            }, threads: threads)
        jobs = []
        summary.files += result.files
        summary.bytes += result.bytes
        for finding in result.findings { add(ArchiveFinding(finding)) }
    }

    private func checkObjectsArePresent(_ archive: Archive) throws {
        var missing: [(object: String, content: String)] = []
        do throws(StoreError) {
            try archive.catalogue.read { database in
                let rows = try Row.fetchCursor(
                    database, sql: "SELECT object, name FROM batch ORDER BY id")
                while let row = try rows.next() {
                    let name = ScanName(bytes: row.bytes("name"))
                    if !isThere(row["object"]) {
                        missing.append((row["object"], "the batch \(name.display)"))
                    }
                }
                for object in try ObjectRow.all(in: database) where !isThere(object.id) {
                    missing.append((object.id, object.content))
                }
            }
        } catch {
            guard error.exitStatus == .damaged else { throw error }
        }
        for object in missing {
            let file = Array((store.folder(of: object.object) + "/inventory.json").utf8)
            guard !ReadingRight.isMissing(for: file) else {
                pass(over: file)
                continue
            }
            add(
                ArchiveFinding(
                    "object-missing", severity: .error, subject: object.object,
                    message: "the object of \(object.content) is not there; put it "
                        + "back from a backup"))
        }
    }

    private func isThere(_ object: String) -> Bool {
        Folder.isFile(store.folder(of: object) + "/inventory.json")
    }

    private func checkStaging() {
        var names = Folder.names(in: store.staging) ?? []
        for name in names where !StagingName.isOurs(name) {
            add(
                ArchiveFinding(
                    "staging-foreign", severity: .warning,
                    subject: "staging/" + ScanName(bytes: name).display,
                    message: "archivectl did not make this; move it elsewhere"))
        }
        names.removeAll { !StagingName.isOurs($0) }
        names.forEach(checkOwn)
        guard !names.isEmpty, !WriterLock.isHeld(at: lock) else { return }
        add(
            ArchiveFinding(
                "staging-leftover", severity: .note, subject: "staging",
                message: "work was broken off; the next command that writes ends it"))
    }
}

extension ObjectRow {
    /// What is in the object, in words.
    fileprivate var content: String {
        switch kind {
        case .journal: "decisions \(first) to \(last)"
        case .dossier: "a dossier"
        }
    }
}

extension ArchiveVerification {
    /// Checks that something in `staging/` is what the next writer will remove.
    private func checkOwn(_ name: [UInt8]) {
        let path = store.staging + "/" + String(decoding: name, as: UTF8.self)
        do throws(Errno) {
            try Directory(store.staging).requireOwn(name)
        } catch {
            let fault = StoreError.archiveFile(path, cause: error)
            // A writer may have removed it meanwhile.
            guard fault.code == .partForeign else { return }
            add(ArchiveFinding(fault, subject: fault.subject.map(store.local)))
        }
    }
}

extension ArchiveFinding {
    /// Whether it concerns a place, a folder on the way to it, or something in it.
    fileprivate func isAbout(_ place: String) -> Bool {
        subject == place || subject.hasPrefix(place + "/") || place.hasPrefix(subject + "/")
    }
}
