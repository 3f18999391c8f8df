import ArchiveModel

// The only place where these errors are worded.
extension ScanError {
    static func empty() -> ScanError {
        ScanError(.scanEmpty, message: "the file holds no byte; scan the paper again")
    }

    static func unknownFormat() -> ScanError {
        ScanError(
            .scanUnknownFormat,
            message:
                "the content is no TIFF, PNG, JPEG, PDF or other known image, whatever its name says"
        )
    }

    static func unreadKind(_ kind: UnreadKind) -> ScanError {
        ScanError(
            .scanUnsupported, message: "this is \(kind.name), which is not read; \(kind.remedy)")
    }

    static func unreadable(reason: String) -> ScanError {
        ScanError(
            .scanUnreadable, message: "the archived copy cannot be read (\(reason)); check the disk"
        )
    }

    static func truncated(_ detail: String) -> ScanError {
        ScanError(
            .scanTruncated,
            message: "the file ends too early (\(detail)); copy it again or scan the paper again"
        )
    }

    static func damaged(_ detail: String) -> ScanError {
        ScanError(
            .scanDamaged,
            message:
                "the content is damaged (\(detail)); copy the file again or scan the paper again")
    }

    static func brokenByProgram(_ program: String) -> ScanError {
        ScanError(
            .scanDamaged,
            message:
                "the PDF is whole but broken as \(program) wrote it, so that a new copy will not help; "
                + "scan to TIFF, or print the papers to a new PDF")
    }

    static func unsupported(_ detail: String) -> ScanError {
        ScanError(
            .scanUnsupported,
            message:
                "this variety of the format cannot be read (\(detail)); convert a copy to plain TIFF or PNG"
        )
    }

    static func tooLarge(_ detail: String, limit: String) -> ScanError {
        ScanError(
            .scanTooLarge,
            message: "\(detail) is over the limit of \(limit); if the paper really is that large, "
                + "raise the limit in archive.yaml and run ingest --retry")
    }

    static func encrypted() -> ScanError {
        ScanError(
            .scanEncrypted,
            message:
                "the PDF is protected by a password; save a copy without password and ingest that")
    }

    static func tooSlow(seconds: Int) -> ScanError {
        ScanError(
            .pageTooSlow,
            message:
                "drawing the page took over \(seconds) seconds of processor time and was stopped; print it to a new PDF "
                + "or raise secondsPerPage in archive.yaml and run ingest --retry")
    }

    static func needsMemory() -> ScanError {
        ScanError(
            .pageNeedsMemory,
            message: "drawing the page needs more memory than a worker may take; raise "
                + "workerMemoryMegabytes in archive.yaml and run ingest --retry")
    }

    static func toolKilled(_ tool: String) -> ScanError {
        ScanError(
            .toolKilled, subject: tool,
            message:
                "not read yet: \(tool) was killed from outside, by a person or for lack of memory; the "
                + "next ingest reads it")
    }

    /// A limit set by somebody else, such as a shell, says nothing about the page.
    static func toolLimited(_ tool: String) -> ScanError {
        ScanError(
            .toolKilled, subject: tool,
            message:
                "not read yet: \(tool) used up the processor time that is allowed from outside "
                + "(ulimit -t); raise that limit, and the next ingest reads it")
    }

    static func toolBroken(_ tool: String, reason: String) -> ScanError {
        ScanError(
            .componentBroken, subject: tool,
            message:
                "the program \(tool) is installed and cannot be run (\(reason)); install the Debian "
                + "packages poppler-utils and util-linux, and what they need, anew and run the same "
                + "command again to continue")
    }

    static func toolMissing(_ tool: String) -> ScanError {
        ScanError(
            .componentMissing, subject: tool,
            message:
                "the program \(tool) is not installed; install the Debian package poppler-utils")
    }
}
