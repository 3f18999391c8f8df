import ArchiveModel
import Catalogue

extension SetByHand {
    /// Who set it and when, in words.
    static func words(_ correction: Correction) -> String {
        "set by \(TerminalText.sanitized(correction.actor)) on \(correction.at.prefix(10))"
    }
}
