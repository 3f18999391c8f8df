public import ArchiveModel

/// What the store throws: a fault of one source file, or of the archive itself.
public struct StoreError: ArchiveError {
    /// Stable code of a kind of fault, listed in docs/errors.md.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code as programs see it.
        public let rawValue: String

        /// Makes a code from its text.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }
    }

    /// Which kind of fault.
    public let code: Code
    /// What it concerns: a path or an identifier, safe to show on a terminal.
    public let subject: String?
    /// What failed and what to do, in one sentence.
    public let message: String
    /// The error below it.
    public let cause: (any Error)?
    /// The exit status that a command ends with because of it.
    public let exitStatus: ExitStatus

    /// The code as programs see it.
    public var codeName: String { code.rawValue }

    /// Whether the fault is of one source file, so that the run goes on with the next one.
    ///
    /// All other faults are of the archive or the machine and end the run.
    public var isAboutSource: Bool { Code.aboutSource.contains(code) }

    init(
        _ code: Code, subject: String? = nil, message: String, cause: (any Error)? = nil,
        exitStatus: ExitStatus = .failed
    ) {
        self.code = code
        self.subject = subject
        self.message = message
        self.cause = cause
        self.exitStatus = exitStatus
    }
}

extension StoreError.Code {
    /// There is no archive at the path.
    public static let archiveMissing = Self(rawValue: "archive-missing")
    /// Whether there is an archive at the path cannot be found out.
    public static let archiveUnreadable = Self(rawValue: "archive-unreadable")
    /// The archive at the path is not the one that was asked for.
    public static let archiveIsAnother = Self(rawValue: "archive-is-another")
    /// There already is an archive at the path.
    public static let archiveExists = Self(rawValue: "archive-exists")
    /// A part of the archive is a link, a mount or another thing that archivectl did not make.
    public static let partForeign = Self(rawValue: "archive-part-foreign")
    /// The folder of scans is part of an archive.
    public static let folderInArchive = Self(rawValue: "folder-in-archive")
    /// There are objects of an archive, and no settings beside them.
    public static let archiveIncomplete = Self(rawValue: "archive-incomplete")
    /// The folder for a new archive holds other things.
    public static let folderNotEmpty = Self(rawValue: "archive-folder-not-empty")
    /// Another process writes to the archive.
    public static let archiveInUse = Self(rawValue: "archive-in-use")
    /// The archive was made by a newer version of the program.
    public static let archiveTooNew = Self(rawValue: "archive-too-new")
    /// The archive was made by a version of the program that was never released.
    public static let archiveTooOld = Self(rawValue: "archive-too-old")
    /// The archive was opened for reading only.
    public static let openedForReading = Self(rawValue: "archive-opened-for-reading")
    /// The object of a batch is not there or cannot be understood.
    public static let objectUnusable = Self(rawValue: "object-unusable")
    /// A file of an object says what this program does not understand.
    public static let recordUnreadable = Self(rawValue: "record-unreadable")
    /// The folder cannot take a backup.
    public static let backupTargetUnusable = Self(rawValue: "backup-target-unusable")
    /// The folder is a backup, not an archive to write to.
    public static let archiveIsBackup = Self(rawValue: "archive-is-backup")
    /// A backup is not whole yet, since it was broken off.
    public static let backupUnfinished = Self(rawValue: "backup-unfinished")
    /// The folder holds the backup of another archive.
    public static let backupOfAnother = Self(rawValue: "backup-of-another")
    /// The backup knows what the archive does not.
    public static let backupAhead = Self(rawValue: "backup-ahead")
    /// An archive is not whole yet, since a restore was broken off.
    public static let restoreUnfinished = Self(rawValue: "restore-unfinished")
    /// A copy does not have the bytes that were read.
    public static let copyDiffers = Self(rawValue: "copy-differs")
    /// `archive.yaml` cannot be understood.
    public static let settingsInvalid = Self(rawValue: "archive-settings-invalid")
    /// A domain table is missing or unreadable.
    public static let tableUnreadable = Self(rawValue: "archive-table-unreadable")
    /// No space is left where the archive is.
    public static let archiveFull = Self(rawValue: "archive-full")
    /// The archive's file system is mounted read-only, or its rights forbid writing.
    public static let archiveNotWritable = Self(rawValue: "archive-not-writable")
    /// Reading or writing the archive's files failed.
    public static let archiveFailed = Self(rawValue: "archive-failed")
    /// The catalogue is damaged or is no catalogue of ours.
    public static let catalogueDamaged = Self(rawValue: "catalogue-damaged")
    /// SQLite refused an operation.
    public static let catalogueFailed = Self(rawValue: "catalogue-failed")
    /// No batch, scan or page has this number.
    public static let recordUnknown = Self(rawValue: "record-unknown")
    /// The catalogue says of a document what no event explains.
    public static let recordUnexplained = Self(rawValue: "record-unexplained")
    /// An original that the catalogue names is not in its place.
    public static let originalMissing = Self(rawValue: "original-missing")
    /// A file of recognised text is missing, cut or damaged.
    public static let altoDamaged = Self(rawValue: "alto-damaged")
    /// Recognised text that a file cannot be made of.
    public static let altoRefused = Self(rawValue: "alto-refused")
    /// A document without any page.
    public static let documentWithoutPages = Self(rawValue: "document-without-pages")
    /// A page that already belongs to another document.
    public static let pageTaken = Self(rawValue: "page-in-other-document")
    /// Another document already has this identifier.
    public static let documentIDTaken = Self(rawValue: "document-id-taken")

    /// The source file is not there any more.
    public static let sourceMissing = Self(rawValue: "source-missing")
    /// The source file may not be read.
    public static let sourceForbidden = Self(rawValue: "source-forbidden")
    /// The source is a symbolic link.
    public static let sourceIsLink = Self(rawValue: "source-is-link")
    /// The source is a folder, pipe, socket or device.
    public static let sourceNotAFile = Self(rawValue: "source-not-a-file")
    /// Reading the source failed.
    public static let sourceUnreadable = Self(rawValue: "source-unreadable")
    /// The source was written to while it was copied.
    public static let sourceChanging = Self(rawValue: "source-changing")

    /// The source is a file of an archive itself, by another path or name.
    public static let sourceIsArchived = Self(rawValue: "source-is-archived")
    /// The source was taken in and cannot be removed.
    public static let sourceNotRemovable = Self(rawValue: "source-not-removable")

    static let aboutSource: Set<Self> = [
        sourceMissing, sourceForbidden, sourceIsLink, sourceNotAFile, sourceUnreadable,
        sourceChanging, sourceIsArchived, sourceNotRemovable,
    ]
}
