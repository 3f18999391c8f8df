package import ArchiveModel
package import SystemPackage

// The only place where this module makes errors, so that their wording is edited as prose.

extension StoreError {
    /// Something that archivectl did not make is in the place of a part of the archive.
    package static func partForeign(_ path: String, what: String) -> StoreError {
        StoreError(
            .partForeign, subject: safe(path),
            message: "this part of the archive \(what); archivectl writes to and removes only what "
                + "it made itself; move it away and put a real file or folder there")
    }

    /// Another process holds the right to write.
    package static func archiveInUse(_ path: String, holder: String) -> StoreError {
        StoreError(
            .archiveInUse, subject: safe(path),
            message: "the archive is in use by \(TerminalText.sanitized(holder)); "
                + "wait until that is done, or stop it",
            exitStatus: .archiveInUse)
    }

    /// A file of an object cannot be understood.
    package static func recordUnreadable(_ path: String, cause: (any Error)? = nil) -> StoreError {
        StoreError(
            .recordUnreadable, subject: safe(path),
            message: "this file of the archive cannot be understood; run 'archivectl verify' and "
                + "put it back from a backup", cause: cause, exitStatus: .damaged)
    }

    /// Runs calls on a file of the archive; their errors become `archiveFile`.
    package static func about<Value>(
        _ path: String, body: () throws(Errno) -> Value
    ) throws(StoreError) -> Value {
        do { return try body() } catch { throw .archiveFile(path, cause: error) }
    }

    /// A part of the archive is there, but this user may not read it.
    package static func notReadable(_ path: String) -> StoreError {
        StoreError(
            .archiveUnreadable, subject: safe(path),
            message:
                "this user may not read this part of the archive; give it the right to read, or "
                + "run the command as the archive's user", cause: Errno.permissionDenied)
    }

    /// A failure to read or write a file of the archive itself, or of a part with another name.
    package static func archiveFile(
        _ path: String, cause error: Errno, called name: String = "the archive"
    ) -> StoreError {
        switch error {
        case .permissionDenied where ReadingRight.isMissing(for: path),
            .notPermitted where ReadingRight.isMissing(for: path):
            notReadable(path)
        case .noSpace, .diskQuotaExceeded:
            StoreError(
                .archiveFull, subject: safe(path),
                message: "no space is left for \(name); make room and run the same command "
                    + "again", cause: error)
        case .readOnlyFileSystem, .permissionDenied, .notPermitted:
            StoreError(
                .archiveNotWritable, subject: safe(path),
                message: "\(name) cannot be written (\(error)); check its rights and how its "
                    + "disk is mounted", cause: error)
        case .tooManySymbolicLinkLevels, .improperLink, .resourceBusy:
            partForeign(
                path,
                what: "is or holds a symbolic link, a mount or a thing that is no file or folder")
        default:
            StoreError(
                .archiveFailed, subject: safe(path),
                message: "a file of \(name) cannot be read or written (\(error)); check "
                    + "the disk", cause: error)
        }
    }

    /// A path or another text as it may be shown on a terminal.
    package static func safe(_ path: String) -> String { TerminalText.sanitized(path) }
}

extension ErrorCode {
    /// A part of the archive is a link, a mount or another thing that archivectl did not make.
    package static let partForeign = Self(rawValue: "archive-part-foreign")
    /// Another process writes to the archive.
    package static let archiveInUse = Self(rawValue: "archive-in-use")
    /// It cannot be determined whether there is an archive at the path.
    package static let archiveUnreadable = Self(rawValue: "archive-unreadable")
    /// A file of an object has content that this program does not understand.
    package static let recordUnreadable = Self(rawValue: "record-unreadable")
    /// No space is left for the archive.
    package static let archiveFull = Self(rawValue: "archive-full")
    /// The archive's file system is mounted read-only, or its rights forbid writing.
    package static let archiveNotWritable = Self(rawValue: "archive-not-writable")
    /// Reading or writing the archive's files failed.
    package static let archiveFailed = Self(rawValue: "archive-failed")
}
