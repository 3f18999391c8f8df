import ArchiveJSON
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
    func finish(_ summary: VerifySummary) {
        if json { return Output.json(VerifiedRecord(summary)) }
        let counts = [
            Count(summary.objects, "object").text, Count(summary.files, "file").text,
            ByteCount(summary.bytes).text, found(.error, "error", in: summary),
            found(.warning, "warning", in: summary), found(.note, "note", in: summary),
        ]
        Output.note("verified " + counts.joined(separator: ", "))
    }

    private func found(
        _ severity: ArchiveFinding.Severity, _ name: String, in summary: VerifySummary
    ) -> String {
        Count(summary.findings[severity, default: 0], name).text
    }
}
