package import ArchiveStore

/// One finding as a JSON line.
package struct FindingRecord: Encodable {
    let type = "finding"
    let code, severity, path, message: String

    package init(_ finding: ArchiveFinding) {
        code = finding.code
        severity = finding.severity.rawValue
        path = finding.subject
        message = finding.message
    }
}

/// What a verification counted, as a JSON line.
package struct VerifiedRecord: Encodable {
    let type = "verified"
    let objects, files, events, documents, errors, warnings, notes: Int
    let bytes: Int64

    package init(_ summary: VerifySummary) {
        objects = summary.objects
        files = summary.files
        bytes = summary.bytes
        events = summary.events
        documents = summary.documents
        errors = summary.findings[.error, default: 0]
        warnings = summary.findings[.warning, default: 0]
        notes = summary.findings[.note, default: 0]
    }
}
