import ArchiveModel
import Catalogue
import DurableFiles
import GRDB

extension IndexError {
    static var missing: IndexError {
        IndexError(
            code: .indexMissing, subject: nil,
            message: "the archive has no search index; make it with 'archivectl reindex'",
            cause: nil, exitStatus: .failed)
    }

    static func outdated(_ subject: String? = nil) -> IndexError {
        IndexError(
            code: .indexOutdated, subject: subject,
            message: "the search index does not fit the catalogue; make it again with "
                + "'archivectl reindex'", cause: nil, exitStatus: .failed)
    }

    static func dayFull(_ id: DocumentID) -> IndexError {
        IndexError(
            code: .indexDayFull, subject: id.text,
            message: "more than a million documents bear the same date; check the dates that were "
                + "read", cause: nil, exitStatus: .failed)
    }

    /// What is no fault of the index, and keeps the store's code: a full disk, missing rights.
    private static func machineFault(_ cause: any Error) -> IndexError? {
        let fault = cause as? StoreError ?? (cause as? DatabaseError).map(StoreError.catalogue)
        guard let fault, [.archiveFull, .archiveNotWritable].contains(fault.code) else {
            return nil
        }
        return IndexError(
            code: fault.code, subject: fault.subject, message: fault.message,
            cause: fault, exitStatus: fault.exitStatus)
    }

    /// What the store or SQLite reported; the store's exit status is kept.
    static func failed(_ cause: any Error) -> IndexError {
        let below = (cause as? any ArchiveError)?.cause
        if let known = cause as? IndexError ?? below as? IndexError { return known }
        if let fault = machineFault(cause) { return fault }
        let status = (cause as? any ArchiveError)?.exitStatus ?? .failed
        let message = (cause as? any ArchiveError)?.message
        return IndexError(
            code: .indexFailed, subject: (cause as? any ArchiveError)?.subject,
            message: message
                ?? "the search index cannot be used; make it again with 'archivectl reindex'",
            cause: cause, exitStatus: status)
    }
}
