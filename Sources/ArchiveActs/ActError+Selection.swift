import ArchiveModel
import ArchiveStore

extension ActError {
    static func noCondition(_ typed: String) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "condition-invalid"), subject: nil,
            message:
                "'\(shown(typed))' is no condition; write confidence (0 to 1) or doubts, one of "
                + "< <= > >= = and a number, several with 'and' between: confidence<0.8 and doubts>0",
            exitStatus: .usage)
    }

    static func outOfRange(
        _ measure: PageSelection.Condition.Measure, in typed: String
    ) -> ActError {
        let range = measure == .confidence ? "0 to 1, such as 0.8" : "0 on, in whole numbers"
        return ActError(
            code: ErrorCode(rawValue: "condition-invalid"), subject: nil,
            message:
                "in '\(shown(typed))' \(measure.rawValue) is out of its range: it goes from \(range)",
            exitStatus: .usage)
    }

    static func noVersion(_ typed: String) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "condition-invalid"), subject: nil,
            message:
                "'\(shown(typed))' is no version of an engine; write numbers with dots, such as 5.4.0",
            exitStatus: .usage)
    }

    static func noBatch(_ typed: String) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "batch-unknown"), subject: shown(typed),
            message:
                "there is no batch \(shown(typed)); 'archivectl list batches' prints the names",
            exitStatus: .failed)
    }

    private static func shown(_ typed: String) -> String {
        TerminalText.sanitized(String(typed.prefix(60)))
    }
}
