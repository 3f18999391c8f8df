package import ArchiveModel
package import DurableFiles

extension StoreError {
    /// Whether the fault is of one source file, so that the run goes on with the next one.
    ///
    /// All other faults are of the archive or the machine and end the run.
    package var isAboutSource: Bool { ErrorCode.aboutSource.contains(code) }
}

extension ErrorCode {
    /// There is no archive at the path.
    package static let archiveMissing = Self(rawValue: "archive-missing")
    /// The archive at the path is not the one that was asked for.
    package static let archiveIsAnother = Self(rawValue: "archive-is-another")
    /// There already is an archive at the path.
    package static let archiveExists = Self(rawValue: "archive-exists")
    /// The folder of scans is part of an archive, or that of a new archive would be.
    package static let folderInArchive = Self(rawValue: "folder-in-archive")
    /// A file for people would replace something.
    package static let fileExists = Self(rawValue: "file-exists")
    /// A file for people cannot be written.
    package static let fileUnwritable = Self(rawValue: "file-unwritable")
    /// The catalogue is older than the objects.
    package static let catalogueBehind = Self(rawValue: "catalogue-behind")
    /// There are objects of an archive, and no settings beside them.
    package static let archiveIncomplete = Self(rawValue: "archive-incomplete")
    /// The folder for a new archive holds other things.
    package static let folderNotEmpty = Self(rawValue: "archive-folder-not-empty")
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
    /// The catalogue says of a document what no event explains.
    package static let recordUnexplained = Self(rawValue: "record-unexplained")
    /// An original that the catalogue names is not in its place.
    package static let originalMissing = Self(rawValue: "original-missing")
    /// The archived original of a file that is here is missing or damaged.
    package static let originalDamaged = Self(rawValue: "original-damaged")
}

extension ErrorCode {
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

    fileprivate static let aboutSource: Set<Self> = [
        sourceMissing, sourceForbidden, sourceIsLink, sourceNotAFile, sourceUnreadable,
        sourceChanging, sourceIsArchived, sourceNotRemovable, scanDisposed,
    ]
}
