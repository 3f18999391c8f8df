package import ArchiveModel

/// What the store throws: a fault of one source file, or of the archive itself.
package struct StoreError: ArchiveError {
    /// Which kind of fault.
    package let code: ErrorCode
    /// What it concerns: a path or an identifier, safe to show on a terminal.
    package let subject: String?
    /// What failed and what to do, in one sentence.
    package let message: String
    /// The error below it.
    package let cause: (any Error)?
    /// The exit status that a command ends with because of it.
    package let exitStatus: ExitStatus

    /// Whether the fault is of one source file, so that the run goes on with the next one.
    ///
    /// All other faults are of the archive or the machine and end the run.
    package var isAboutSource: Bool { ErrorCode.aboutSource.contains(code) }

    init(
        _ code: ErrorCode, subject: String? = nil, message: String, cause: (any Error)? = nil,
        exitStatus: ExitStatus = .failed
    ) {
        self.code = code
        self.subject = subject
        self.message = message
        self.cause = cause
        self.exitStatus = exitStatus
    }
}

extension ErrorCode {
    /// There is no archive at the path.
    package static let archiveMissing = Self(rawValue: "archive-missing")
    /// Whether there is an archive at the path cannot be found out.
    package static let archiveUnreadable = Self(rawValue: "archive-unreadable")
    /// The archive at the path is not the one that was asked for.
    package static let archiveIsAnother = Self(rawValue: "archive-is-another")
    /// There already is an archive at the path.
    package static let archiveExists = Self(rawValue: "archive-exists")
    /// A part of the archive is a link, a mount or another thing that archivectl did not make.
    package static let partForeign = Self(rawValue: "archive-part-foreign")
    /// The folder of scans is part of an archive, or that of a new archive would be.
    package static let folderInArchive = Self(rawValue: "folder-in-archive")
    /// There are objects of an archive, and no settings beside them.
    package static let archiveIncomplete = Self(rawValue: "archive-incomplete")
    /// The folder for a new archive holds other things.
    package static let folderNotEmpty = Self(rawValue: "archive-folder-not-empty")
    /// Another process writes to the archive.
    package static let archiveInUse = Self(rawValue: "archive-in-use")
    /// The archive was made by a newer version of the program.
    package static let archiveTooNew = Self(rawValue: "archive-too-new")
    /// The archive was made by a version of the program that was never released.
    package static let archiveTooOld = Self(rawValue: "archive-too-old")
    /// The archive was opened for reading only.
    package static let openedForReading = Self(rawValue: "archive-opened-for-reading")
    /// The object of a batch is not there or cannot be understood.
    package static let objectUnusable = Self(rawValue: "object-unusable")
    /// A file of an object says what this program does not understand.
    package static let recordUnreadable = Self(rawValue: "record-unreadable")
    /// The folder cannot take a backup.
    package static let backupTargetUnusable = Self(rawValue: "backup-target-unusable")
    /// The folder is a backup, not an archive to write to.
    package static let archiveIsBackup = Self(rawValue: "archive-is-backup")
    /// A backup is not whole yet, since it was broken off.
    package static let backupUnfinished = Self(rawValue: "backup-unfinished")
    /// The folder holds the backup of another archive.
    package static let backupOfAnother = Self(rawValue: "backup-of-another")
    /// The backup knows what the archive does not.
    package static let backupAhead = Self(rawValue: "backup-ahead")
    /// An archive is not whole yet, since a restore was broken off.
    package static let restoreUnfinished = Self(rawValue: "restore-unfinished")
    /// A copy does not have the bytes that were read.
    package static let copyDiffers = Self(rawValue: "copy-differs")
    /// `archive.yaml` cannot be understood.
    package static let settingsInvalid = Self(rawValue: "archive-settings-invalid")
    /// A domain table is missing or unreadable.
    package static let tableUnreadable = Self(rawValue: "archive-table-unreadable")
    /// No space is left where the archive is.
    package static let archiveFull = Self(rawValue: "archive-full")
    /// The archive's file system is mounted read-only, or its rights forbid writing.
    package static let archiveNotWritable = Self(rawValue: "archive-not-writable")
    /// Reading or writing the archive's files failed.
    package static let archiveFailed = Self(rawValue: "archive-failed")
    /// The catalogue is damaged or is no catalogue of ours.
    package static let catalogueDamaged = Self(rawValue: "catalogue-damaged")
    /// The catalogue is not what its digest says.
    package static let catalogueAltered = Self(rawValue: "catalogue-digest")
    /// SQLite refused an operation.
    package static let catalogueFailed = Self(rawValue: "catalogue-failed")
    /// No batch, scan or page has this number.
    package static let recordUnknown = Self(rawValue: "record-unknown")
    /// The catalogue says of a document what no event explains.
    package static let recordUnexplained = Self(rawValue: "record-unexplained")
    /// An original that the catalogue names is not in its place.
    package static let originalMissing = Self(rawValue: "original-missing")
    /// The archived original of a file that is here is missing or damaged.
    package static let originalDamaged = Self(rawValue: "original-damaged")
    /// A file of recognised text is missing, cut or damaged.
    package static let altoDamaged = Self(rawValue: "alto-damaged")
    /// Recognised text that a file cannot be made of.
    package static let altoRefused = Self(rawValue: "alto-refused")
    /// A document without any page.
    package static let documentWithoutPages = Self(rawValue: "document-without-pages")
    /// A page that already belongs to another document.
    package static let pageTaken = Self(rawValue: "page-in-other-document")
    /// Another document already has this identifier.
    package static let documentIDTaken = Self(rawValue: "document-id-taken")

    /// The source file is not there any more.
    package static let sourceMissing = Self(rawValue: "source-missing")
    /// The source file may not be read.
    package static let sourceForbidden = Self(rawValue: "source-forbidden")
    /// The source is a symbolic link.
    package static let sourceIsLink = Self(rawValue: "source-is-link")
    /// Reading the source failed.
    package static let sourceUnreadable = Self(rawValue: "source-unreadable")

    /// The source is a file of an archive itself, by another path or name.
    package static let sourceIsArchived = Self(rawValue: "source-is-archived")
    /// The source was taken in and cannot be removed.
    package static let sourceNotRemovable = Self(rawValue: "source-not-removable")

    /// Whether a failure says that the archive's own copy of a file is not what it was.
    package static func tellsOfDamage(_ failure: Failure) -> Bool {
        [originalDamaged, originalMissing].contains { $0.rawValue == failure.code }
    }

    static let aboutSource: Set<Self> = [
        sourceMissing, sourceForbidden, sourceIsLink, sourceNotAFile, sourceUnreadable,
        sourceChanging, sourceIsArchived, sourceNotRemovable,
    ]
}
