import ArchiveStore

/// Prints what a verification finds, for people or as JSON lines.
struct FindingPrinter {
    let json: Bool

    /// Prints one finding on a line of its own.
    func print(_ finding: OCFLFinding) {
        if json {
            Output.json(FindingRecord(finding))
        } else {
            let severity = finding.severity == .error ? "error  " : "warning"
            Output.line("\(finding.code)  \(severity)  \(finding.path)  \(finding.message)")
        }
    }

    /// Prints what was counted.
    func finish(_ record: VerifiedRecord) {
        if json { return Output.json(record) }
        let counts = [
            Count(record.objects, "object").text, Count(record.files, "file").text,
            ByteCount(record.bytes).text, Count(record.errors, "error").text,
            Count(record.warnings, "warning").text,
        ]
        Output.note("verified " + counts.joined(separator: ", "))
    }
}

/// One finding as a JSON line.
struct FindingRecord: Encodable {
    let type = "finding"
    let code: String
    let severity: String
    let path: String
    let message: String

    init(_ finding: OCFLFinding) {
        code = finding.code
        severity = finding.severity.rawValue
        path = finding.path
        message = finding.message
    }
}

/// What a verification counted, as a JSON line.
struct VerifiedRecord: Encodable {
    let type = "verified"
    let objects: Int
    let files: Int
    let bytes: Int64
    let errors: Int
    let warnings: Int

    init(_ summary: OCFLSummary) {
        objects = summary.objects
        files = summary.files
        bytes = summary.bytes
        errors = summary.errors
        warnings = summary.warnings
    }
}
