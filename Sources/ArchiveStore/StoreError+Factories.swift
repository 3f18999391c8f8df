import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import SystemPackage

// The only place where errors of the store are made, so that their wording is edited as prose.

extension StoreError {
    static func archiveMissing(_ path: String) -> StoreError {
        StoreError(
            .archiveMissing, subject: safe(path),
            message: "there is no archive here; mount its disk, or make a new one with "
                + "'archivectl init' or 'archivectl ingest --create'",
            exitStatus: .noArchive)
    }

    /// Looking for an archive failed, for another reason than that there is none.
    static func archiveUnreadable(_ path: String, cause error: Errno) -> StoreError {
        let remedy =
            switch error {
            case .permissionDenied, .notPermitted: "give this user the right to read the folder"
            case .notDirectory, .isDirectory, .invalidArgument, .tooManySymbolicLinkLevels:
                "check the path"
            default: "check the disk that it is on"
            }
        return StoreError(
            .archiveUnreadable, subject: safe(path),
            message: "the archive cannot be looked at (\(error)); \(remedy)", cause: error)
    }

    static func archiveIsAnother(
        _ path: String, found: ArchiveID?, expected: ArchiveID
    ) -> StoreError {
        StoreError(
            .archiveIsAnother, subject: safe(path),
            message: "the archive here is \(found?.text ?? "without identity") and not "
                + "\(expected.text); mount the right disk, or check --archive",
            exitStatus: .noArchive)
    }

    static func folderInArchive(_ path: [UInt8]) -> StoreError {
        StoreError(
            .folderInArchive, subject: ScanName(bytes: path).display,
            message:
                "the folder is part of an archive, a backup or an OCFL storage root, by whatever "
                + "path; give the folder that holds the scans")
    }

    /// A new archive would lie in another.
    static func placeInArchive(_ path: String) -> StoreError {
        StoreError(
            .folderInArchive, subject: safe(path),
            message:
                "the folder lies in an archive, a backup or an OCFL storage root, by whatever path; "
                + "make the archive somewhere else")
    }

    /// A file for people would lie in an archive.
    static func outputInArchive(_ path: String) -> StoreError {
        StoreError(
            .folderInArchive, subject: safe(path),
            message:
                "the file would lie in an archive, a backup or an OCFL storage root, by whatever path; "
                + "give a path outside")
    }

    static func outputExists(_ path: String) -> StoreError {
        StoreError(
            .fileExists, subject: safe(path),
            message:
                "there already is something of this name, which may be an original; give another "
                + "name, or move it away first")
    }

    static func outputUnwritable(_ path: String, cause: Errno? = nil) -> StoreError {
        StoreError(
            .fileUnwritable, subject: safe(path),
            message: "the file cannot be written; check its folder, its rights and the "
                + "room on the disk", cause: cause)
    }

    static func sourceIsArchived(_ path: [UInt8]) -> StoreError {
        StoreError(
            .sourceIsArchived, subject: ScanName(bytes: path).display,
            message: "the file is the archived copy itself, by another path or name; it was left "
                + "where it is")
    }

    static func sourceNotRemovable(_ path: [UInt8], cause error: Errno) -> StoreError {
        StoreError(
            .sourceNotRemovable, subject: ScanName(bytes: path).display,
            message:
                "the file could not be removed (\(error)); its copy in the archive is safe; give "
                + "this user the right to write to its folder, or remove it yourself",
            cause: error)
    }

    static func archiveIncomplete(_ path: String) -> StoreError {
        StoreError(
            .archiveIncomplete, subject: safe(path),
            message: "the folder holds the objects of an archive without its settings or "
                + "catalogue; run 'archivectl rebuild'", exitStatus: .damaged)
    }

    /// Versions of objects are newer than the catalogue.
    static func catalogueBehind(versions: Int) -> StoreError {
        StoreError(
            .catalogueBehind, subject: "catalogue.sqlite",
            message: "the catalogue is older than objects/ and does not know "
                + (versions == 1 ? "1 object" : "\(versions) objects")
                + " there, or their newest versions: an earlier one was put back; run "
                + "'archivectl rebuild', which takes in everything in objects/ and journal/",
            exitStatus: .damaged)
    }

    static func archiveExists(_ path: String) -> StoreError {
        StoreError(
            .archiveExists, subject: safe(path),
            message: "there already is an archive here; use it, or choose another folder")
    }

    static func folderNotEmpty(_ path: String) -> StoreError {
        StoreError(
            .folderNotEmpty, subject: safe(path),
            message: "the folder holds other files; choose an empty or a new folder")
    }

    static func recordTooNew(_ path: String, format: String) -> StoreError {
        StoreError(
            .archiveTooNew, subject: safe(path),
            message:
                "the file has the format '\(TerminalText.sanitized(String(format.prefix(60))))'"
                + ", which this program does not know; install the newer archivectl",
            exitStatus: .archiveTooNew)
    }

    static func backupTargetUnusable(_ path: String, problem: String) -> StoreError {
        StoreError(
            .backupTargetUnusable, subject: safe(path),
            message: "the folder cannot be used: \(problem); give a new or empty folder, or that "
                + "of an earlier backup")
    }

    static func archiveIsBackup(_ path: String) -> StoreError {
        StoreError(
            .archiveIsBackup, subject: safe(path),
            message: "this is a backup and is not written to; make an archive of it with "
                + "'archivectl restore'")
    }

    static func backupUnfinished(_ path: String) -> StoreError {
        StoreError(
            .backupUnfinished, subject: safe(path),
            message:
                "this is a backup that is not whole: it was broken off, or lost its settings or "
                + "catalogue; run 'archivectl backup' into it again or, when the archive is lost, "
                + "'archivectl restore' from it")
    }

    static func backupOfAnother(_ path: String) -> StoreError {
        StoreError(
            .backupOfAnother, subject: safe(path),
            message: "the folder holds the backup of another archive, and nothing was written to "
                + "it; give the folder of this archive's backup, or a new one")
    }

    static func backupAhead(_ path: String) -> StoreError {
        StoreError(
            .backupAhead, subject: safe(path),
            message: "the backup holds events that the archive does not have, and nothing was "
                + "written to it: the archive was set back or altered. Run 'archivectl verify' on "
                + "both; then restore the backup, or give a new folder to back this state up",
            exitStatus: .damaged)
    }

    static func restoreUnfinished(_ path: String) -> StoreError {
        StoreError(
            .restoreUnfinished, subject: safe(path),
            message: "a restore into this folder was broken off; run 'archivectl restore' again")
    }

    static func copyDiffers(_ path: String) -> StoreError {
        StoreError(
            .copyDiffers, subject: safe(path),
            message: "a copy that was just written does not have the bytes that were read; check "
                + "the memory and the disk of this machine")
    }

    static func settingsInvalid(
        _ path: String, line: Int?, problem: String, cause: (any Error)? = nil
    ) -> StoreError {
        let place = line.map { "line \($0) of the settings" } ?? "the settings file"
        return StoreError(
            .settingsInvalid, subject: safe(path),
            message: "\(place) cannot be used: \(problem); correct the file and try again",
            cause: cause)
    }

    static func tableUnreadable(_ path: String, cause: Errno) -> StoreError {
        let remedy =
            ReadingRight.isMissing(for: path)
            ? "give this user the right to read it" : "put it back from a copy"
        return StoreError(
            .tableUnreadable, subject: safe(path),
            message: "the domain table cannot be read (\(cause)); \(remedy)", cause: cause)
    }

    /// An error of the folder of a backup, which is not to be called the archive.
    func inTarget(_ target: String, called name: String) -> StoreError {
        let codes: Set<ErrorCode> = [.archiveFull, .archiveNotWritable, .archiveFailed]
        guard codes.contains(code), let subject, subject.hasPrefix(Self.safe(target)),
            let error = cause as? Errno
        else { return self }
        return .archiveFile(subject, cause: error, called: name)
    }

    /// A failure to open or read a source file.
    static func source(_ path: [UInt8], cause error: Errno) -> StoreError {
        let subject = ScanName(bytes: path).display
        switch error {
        case .noSuchFileOrDirectory, .notDirectory:
            return StoreError(
                .sourceMissing, subject: subject,
                message: "the file is not there any more; put it back and ingest again",
                cause: error)
        case .permissionDenied, .notPermitted:
            return StoreError(
                .sourceForbidden, subject: subject,
                message: "the file may not be read; give this user the right to read it",
                cause: error)
        case .tooManySymbolicLinkLevels:
            return StoreError(
                .sourceIsLink, subject: subject,
                message: "symbolic links are not followed; put the file itself in the folder",
                cause: error)
        case .noSuchAddressOrDevice:
            return sourceNotAFile(path)
        default:
            return StoreError(
                .sourceUnreadable, subject: subject,
                message: "the file cannot be read (\(error)); check the disk it is on and ingest "
                    + "again", cause: error)
        }
    }

    static func sourceNotAFile(_ path: [UInt8]) -> StoreError {
        StoreError(
            .sourceNotAFile, subject: ScanName(bytes: path).display,
            message: "this is a folder, pipe, socket or device and no file; remove it from the "
                + "folder")
    }

    static func sourceChanging(_ path: [UInt8]) -> StoreError {
        StoreError(
            .sourceChanging, subject: ScanName(bytes: path).display,
            message: "the file changed while it was copied; ingest again when the scanner is done "
                + "with it")
    }

    static func originalMissing(_ path: String, cause: Errno) -> StoreError {
        StoreError(
            .originalMissing, subject: safe(path),
            message: "an archived original cannot be found or read; restore it from a backup",
            cause: cause, exitStatus: .damaged)
    }

    /// The archive's copy of a scan that still lies in a scan folder.
    static func originalDamaged(_ path: String, _ what: String) -> StoreError {
        StoreError(
            .originalDamaged, subject: safe(path),
            message: "the archive took this file in before, and its copy there \(what); the file "
                + "here is the good one: keep it, run 'archivectl verify', and put back from a "
                + "backup what that names", exitStatus: .damaged)
    }

    /// Why archived bytes are not in their place any more, as far as one look tells; nil when they are.
    static func lostOriginal(at path: String, size: Int64) -> StoreError? {
        Folder.plainFileSize(path) == size
            ? nil : .originalDamaged(path, "is missing, cut short or no plain file")
    }

    static func recordUnexplained(_ documents: [UnexplainedDocument]) -> StoreError {
        let shown = documents.prefix(5).map(\.text).joined(separator: "; ")
        let rest = documents.count > 5 ? " and \(documents.count - 5) more documents" : ""
        return StoreError(
            .recordUnexplained, subject: documents.count == 1 ? documents[0].id.text : nil,
            message: "the catalogue was changed and no event says by whom: \(shown)\(rest); "
                + "nothing of it was sealed. Set each of these fields to what the paper says with "
                + "'archivectl correct', or go back to what was sealed with 'archivectl rebuild'",
            exitStatus: .damaged)
    }

    /// The same of a backup, which is never rebuilt itself.
    static func catalogueOfBackupDamaged(_ path: String, cause: any Error) -> StoreError {
        StoreError(
            .catalogueDamaged, subject: safe(path),
            message: "the catalogue of the backup is missing, damaged or none of archivectl; "
                + CatalogueCheck.remedy(isBackup: true), cause: cause, exitStatus: .damaged)
    }
}
