import ArchiveStore

/// Prints what a verification finds, for people or as JSON lines.
struct FindingPrinter {
    let json: Bool

    /// Prints one finding on a line of its own.
    func print(_ finding: ArchiveFinding) {
        if json {
            Output.json(FindingRecord(finding))
        } else {
            Output.line(
                "\(finding.severity.rawValue): \(finding.code): \(finding.subject): "
                    + finding.message)
        }
    }

    /// Prints what was counted.
    func finish(_ record: VerifiedRecord) {
        if json { return Output.json(record) }
        let counts = [
            Count(record.objects, "object").text, Count(record.files, "file").text,
            ByteCount(record.bytes).text, Count(record.errors, "error").text,
            Count(record.warnings, "warning").text, Count(record.notes, "note").text,
        ]
        Output.note("verified " + counts.joined(separator: ", "))
    }
}

/// One finding as a JSON line.
struct FindingRecord: Encodable {
    let type = "finding"
    let code, severity, path, message: String

    init(_ finding: ArchiveFinding) {
        code = finding.code
        severity = finding.severity.rawValue
        path = finding.subject
        message = finding.message
    }
}

/// What a verification counted, as a JSON line.
struct VerifiedRecord: Encodable {
    let type = "verified"
    let objects, files, events, documents, errors, warnings, notes: Int
    let bytes: Int64

    init(_ summary: VerifySummary) {
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
