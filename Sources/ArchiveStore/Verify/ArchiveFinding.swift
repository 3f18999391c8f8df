import ArchiveModel
import DurableFiles
package import OCFL

/// One thing that a verification found, under a stable code (docs/format/archive-format.md,
/// "Findings of verify").
package struct ArchiveFinding: Hashable, Sendable {
    /// How bad it is.
    package enum Severity: String, Sendable, CaseIterable {
        /// Something is lost, altered or inconsistent.
        case error
        /// Something is not as it should be, and nothing is lost.
        case warning
        /// Something to know.
        case note
    }

    /// Stable code: `E092` and the like for the rules of OCFL, words for ours.
    package let code: String
    /// How bad it is.
    package let severity: Severity
    /// What it concerns: a path from the archive's folder or an identifier, safe to show.
    package let subject: String
    /// What is wrong, in one sentence, safe to show and without text of a document.
    package let message: String

    /// Makes a finding.
    package init(_ code: String, severity: Severity, subject: String, message: String) {
        self.code = code
        self.severity = severity
        self.subject = TerminalText.sanitized(subject)
        self.message = message
    }

    /// A file that has one form only has another.
    init(alteredFile path: String) {
        self.init(
            "file-altered", severity: .error, subject: path,
            message: "it is missing, or not as archivectl writes it; put it back from a backup")
    }

    /// The record of an object cannot be understood.
    init(unreadable error: StoreError, at place: String) {
        self.init(
            "record-unreadable", severity: .error, subject: place, message: error.message)
    }

    /// An object says that it holds what this program does not know.
    init(unknownKindAt place: String) {
        self.init(
            "object-kind-unknown", severity: .warning, subject: place,
            message:
                "this archivectl does not know what this object holds, and leaves it as it is; a "
                + "newer archivectl may have written it")
    }

    /// An error of the store as what was found wrong; `subject` and `message` take the place of its own.
    init(_ error: StoreError, subject: String? = nil, message: String? = nil) {
        self.init(
            error.codeName, severity: .error, subject: subject ?? error.subject ?? "archive",
            message: message ?? error.message)
    }

    /// A finding of the OCFL validation; `folder` is what was validated.
    package init(_ finding: OCFLFinding, below folder: String? = nil) {
        let path = folder.map { finding.path == "." ? $0 : $0 + "/" + finding.path }
        self.init(
            finding.code, severity: finding.severity == .error ? .error : .warning,
            subject: path ?? finding.path, message: finding.message)
    }
}

/// What a verification counted.
package struct VerifySummary: Sendable, Hashable {
    /// Objects whose structure was checked.
    package var objects = 0
    /// Files whose digest was computed.
    package var files = 0
    /// Bytes of these files.
    package var bytes: Int64 = 0
    /// Events of the log that were checked.
    package var events = 0
    /// Documents that were compared with the index.
    package var documents = 0
    /// Findings by severity.
    package var findings: [ArchiveFinding.Severity: Int] = [:]

    /// Makes an empty summary.
    package init() {}

    /// Whether anything is damaged.
    package var isDamaged: Bool { findings[.error, default: 0] > 0 }
}
