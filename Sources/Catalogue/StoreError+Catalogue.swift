package import ArchiveModel
package import DurableFiles
import GRDB
import SystemPackage

// The only place where this room makes errors, so that their wording is edited as prose.

extension StoreError {
    /// Does something with the catalogue; errors that are not of the archive become faults of the
    /// catalogue or of the journal.
    package static func ofCatalogue<Value>(
        _ body: () throws -> Value
    ) throws(StoreError) -> Value {
        do {
            return try body()
        } catch let error as StoreError {
            throw error
        } catch let fault as JournalFault {
            throw .journal(fault)
        } catch {
            throw .catalogue(error)
        }
    }

    /// The catalogue is of a later version.
    package static func archiveTooNew(_ path: String, version: Int, known: Int) -> StoreError {
        StoreError(
            .archiveTooNew, subject: safe(path),
            message: "the archive has catalogue version \(version) and this program knows "
                + "version \(known); install the newer archivectl",
            exitStatus: .archiveTooNew)
    }

    /// The catalogue is of a version that was never released.
    package static func archiveTooOld(_ path: String, version: Int) -> StoreError {
        StoreError(
            .archiveTooOld, subject: safe(path),
            message: "the archive has catalogue version \(version), of a program that was never "
                + "released; ingest the scans into a new archive")
    }

    /// Something was to be changed that is open for reading only.
    package static func openedForReading(_ path: String) -> StoreError {
        StoreError(
            .openedForReading, subject: safe(path),
            message: "the archive was opened for reading; open it for writing to change it")
    }

    /// No row has the number.
    package static func recordUnknown(_ kind: String, number: Int64) -> StoreError {
        StoreError(
            .recordUnknown, subject: "\(kind) \(number)",
            message: "the catalogue has no such \(kind); list what there is with "
                + "'archivectl status'")
    }

    /// A document is to have at least one page.
    package static func documentWithoutPages(_ id: DocumentID) -> StoreError {
        StoreError(
            .documentWithoutPages, subject: id.text,
            message: "a document needs at least one page; give the pages it is made of")
    }

    /// A page is in one document at most.
    package static func pageTaken(_ id: DocumentID, scan: ScanID, number: Int) -> StoreError {
        StoreError(
            .pageTaken, subject: "\(id.text), scan \(scan.rawValue), page \(number)",
            message: "the page already belongs to another document; remove that document first")
    }

    /// A grouping of pages that would lose some, or has some twice.
    package static func groupingIncomplete(_ why: String) -> StoreError {
        StoreError(
            .groupingIncomplete, subject: nil,
            message: "this grouping of pages is not whole: \(why); give each page of the documents "
                + "once")
    }

    /// Pages of several batches are to make one document.
    package static var groupingOfBatches: StoreError {
        StoreError(
            .groupingOfBatches, subject: nil,
            message: "these documents came in several batches; only pages of one batch can be put "
                + "together")
    }

    /// The catalogue, or a row of it, is gone or says what is not understood.
    package static func catalogueDamaged(_ what: String, cause: (any Error)? = nil) -> StoreError {
        StoreError(
            .catalogueDamaged, subject: what,
            message: "the catalogue is missing, damaged or none of archivectl; make it again with "
                + "'archivectl rebuild'", cause: cause, exitStatus: .damaged)
    }

    /// The catalogue is not the file that its digest was made of.
    package static func catalogueAltered(_ path: String) -> StoreError {
        StoreError(
            .catalogueAltered, subject: safe(path),
            message:
                "the catalogue or its digests were altered by other means than archivectl, and "
                + "the file is left as it is; run 'archivectl verify', then put the catalogue back "
                + "from a backup, or make it again with 'archivectl rebuild'",
            exitStatus: .damaged)
    }

    /// What is wrong with the journal of decisions.
    package static func journal(_ fault: JournalFault) -> StoreError {
        switch fault {
        case .missing:
            StoreError(
                .journalDamaged, subject: Journal.name,
                message: "the journal of decisions is missing; \(journalRemedy)",
                exitStatus: .damaged)
        case .damaged(let file, let line):
            StoreError(
                .journalDamaged, subject: "\(safe(file)), line \(line)",
                message: "this line of the journal of decisions was altered or is damaged; "
                    + journalRemedy, exitStatus: .damaged)
        case .gap(let file):
            StoreError(
                .journalDamaged, subject: safe(file),
                message: "this part of the journal of decisions does not follow the one before it: "
                    + "one is missing; \(journalRemedy)", exitStatus: .damaged)
        case .foreign(let file, let archive):
            StoreError(
                .journalOfAnother, subject: safe(file),
                message: "this journal of decisions belongs to the archive "
                    + "\(TerminalText.sanitized(archive)); put this archive's own journal in its "
                    + "place, from its newest backup", exitStatus: .damaged)
        case .tooNew(let file):
            StoreError(
                .archiveTooNew, subject: safe(file),
                message: "the journal of decisions was written by a newer archivectl; install that",
                exitStatus: .archiveTooNew)
        case .system(let file, let error): archiveFile(file, cause: error)
        }
    }

    /// A line of the journal says what this program does not know.
    package static func journalTooNew(line: Int64) -> StoreError {
        StoreError(
            .archiveTooNew, subject: "decision \(line)",
            message: "the journal has a decision of a kind that this archivectl does not know; "
                + "install the newer one", exitStatus: .archiveTooNew)
    }

    /// The journal does not hold what the catalogue carried out.
    package static func journalBehind(_ path: String, known: Int64) -> StoreError {
        StoreError(
            .journalDamaged, subject: safe(path),
            message:
                "the journal of decisions does not have decision \(known), which the catalogue "
                + "carried out; \(journalRemedy)", exitStatus: .damaged)
    }

    private static let journalRemedy =
        "put it back from the newest backup, or run 'archivectl rebuild', which keeps every decision "
        + "that can still be read"

    /// What SQLite or the decoding of a row reported.
    package static func catalogue(_ error: any Error) -> StoreError {
        guard let failure = error as? DatabaseError else {
            return catalogueDamaged("a row of the catalogue", cause: error)
        }
        // The file beside a log that readers share cannot grow: SQLite does not say why.
        if failure.extendedResultCode == .SQLITE_IOERR_SHMSIZE {
            return archiveFile("catalogue.sqlite-shm", cause: .noSpace)
        }
        switch failure.resultCode {
        case .SQLITE_FULL: return archiveFile("catalogue.sqlite", cause: .noSpace)
        case .SQLITE_READONLY, .SQLITE_PERM:
            return archiveFile("catalogue.sqlite", cause: .readOnlyFileSystem)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return catalogueDamaged("catalogue.sqlite", cause: error)
        default:
            return StoreError(
                .catalogueFailed, subject: "catalogue.sqlite",
                message: "SQLite could not do its work (result "
                    + "\(failure.extendedResultCode.rawValue)); check the disk and try again",
                cause: error)
        }
    }
}

extension ErrorCode {
    /// The journal of decisions is missing, damaged, or shorter than the catalogue says.
    package static let journalDamaged = Self(rawValue: "journal-damaged")
    /// The journal belongs to another archive.
    package static let journalOfAnother = Self(rawValue: "journal-of-another")
    /// The archive was made by a newer version of the program.
    package static let archiveTooNew = Self(rawValue: "archive-too-new")
    /// The archive was made by a version of the program that was never released.
    package static let archiveTooOld = Self(rawValue: "archive-too-old")
    /// The archive was opened for reading only.
    package static let openedForReading = Self(rawValue: "archive-opened-for-reading")
    /// The catalogue is damaged or is no catalogue of ours.
    package static let catalogueDamaged = Self(rawValue: "catalogue-damaged")
    /// The catalogue is not what its digest says.
    package static let catalogueAltered = Self(rawValue: "catalogue-digest")
    /// SQLite refused an operation.
    package static let catalogueFailed = Self(rawValue: "catalogue-failed")
    /// No batch, scan or page has this number.
    package static let recordUnknown = Self(rawValue: "record-unknown")
    /// A document without any page.
    package static let documentWithoutPages = Self(rawValue: "document-without-pages")
    /// A page that already belongs to another document.
    package static let pageTaken = Self(rawValue: "page-in-other-document")
    /// A grouping of pages is not whole.
    package static let groupingIncomplete = Self(rawValue: "grouping-incomplete")
    /// Pages of several batches are to make one document.
    package static let groupingOfBatches = Self(rawValue: "grouping-of-batches")
}
