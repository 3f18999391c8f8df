import ArchiveModel

// The only place where these errors are worded.
extension IngestError {
    static func folderMissing(_ path: String) -> IngestError {
        IngestError(
            .folderUnusable, subject: path,
            message: "there is no folder \(TerminalText.sanitized(path)); check the path")
    }

    static func notAFolder(_ path: String) -> IngestError {
        IngestError(
            .folderUnusable, subject: path,
            message:
                "\(TerminalText.sanitized(path)) is not a folder; give the folder that holds the scans"
        )
    }

    static func folderIsArchive(_ path: String) -> IngestError {
        IngestError(
            .folderUnusable, subject: path,
            message:
                "\(TerminalText.sanitized(path)) is an archive; give the folder that holds the scans"
        )
    }

    static func folderUnreadable(_ path: String, reason: String) -> IngestError {
        IngestError(
            .folderUnusable, subject: path,
            message: "the folder \(TerminalText.sanitized(path)) cannot be listed (\(reason)); "
                + "check its permissions")
    }

    static func notAFile(_ what: String) -> IngestError {
        IngestError(
            .sourceNotAFile,
            message:
                "this is \(what), not a file; nothing was taken in; copy the scan itself into the folder"
        )
    }

    static func sourceChanging() -> IngestError {
        IngestError(
            .sourceChanging,
            message: "somebody writes to the file; ingest again when the scanner is done with it")
    }
}
