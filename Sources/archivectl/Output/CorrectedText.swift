import ArchiveActs
import ArchiveJSON
import ArchiveModel
import Catalogue
import Foundation

/// Tells what was corrected, for people or as records.
struct CorrectedText {
    private let json: Bool

    init(json: Bool) { self.json = json }

    /// Reads a table of corrections; `-` is standard input.
    static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw CommandError(
                code: ErrorCode(rawValue: "correction-list-invalid"),
                subject: TerminalText.sanitized(path),
                message: "the table cannot be read; check its path and rights",
                exitStatus: .failed)
        }
        return Array(bytes)
    }

    /// Tells of one document; `line` is that of the table.
    func tell(_ outcome: DocumentCorrection.Outcome, line: Int? = nil) {
        if json {
            Output.json(
                CorrectedRecord(
                    outcome.document, outcome.corrections, doubtful: outcome.doubtful,
                    revision: outcome.revision, line: line))
        } else if !outcome.corrections.isEmpty {
            Output.note("corrected \(outcome.document.text)")
            outcome.corrections.map(Self.line).forEach(Output.line)
        } else if line == nil {
            Output.note("nothing to correct")
        }
        let place = line.map { "line \($0): " } ?? ""
        for name in outcome.doubtful {
            Output.note("note: \(place)the check digit of \(name) is wrong; it was taken as typed")
        }
    }

    private static func line(_ correction: Correction) -> String {
        if correction.value == nil, correction.previous == nil {
            return "  \(correction.name) "
                + (correction.isConfirmation ? "rightly missing" : "not decided any more")
        }
        let value = correction.value.map { value in
            let shown = PersonalMask.builtIn.value(value, of: FieldName(rawValue: correction.name))
            return " = \(TerminalText.sanitized(shown))"
        }
        return "  " + correction.name + (value ?? " taken away")
            + (correction.isConfirmation ? ", as it was" : "")
            + (correction.restored != nil ? ", as it was read" : "")
    }

    /// Tells of a line of a table.
    func tell(_ outcome: CorrectionList.LineOutcome) {
        switch outcome.result {
        case .corrected(let done): tell(done, line: outcome.line)
        case .refused(let error): tell(error, line: outcome.line)
        }
    }

    /// Tells why a line was not carried out.
    func tell(_ error: any ArchiveError, line: Int) {
        if json {
            Output.json(LineRefusedRecord(line: line, error))
        } else {
            Output.note("error: line \(line): \(error.sentence)")
        }
    }

    /// Tells of a whole table.
    func tell(_ summary: CorrectionList.Summary) {
        if json {
            Output.json(
                CorrectedListRecord(
                    corrected: summary.corrected, unchanged: summary.unchanged,
                    refused: summary.refused))
        } else {
            Output.note(
                "\(summary.corrected) corrected, \(summary.unchanged) were so already, "
                    + "\(summary.refused) refused")
        }
    }
}
