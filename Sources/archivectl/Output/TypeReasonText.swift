import ArchiveModel

/// What speaks for the types that a document may be of, for people.
enum TypeReasonText {
    /// A line for each type, the likeliest first; a line of its own when nothing speaks for any.
    static func lines(_ candidates: [TypeCandidate]) -> [String] {
        candidates.isEmpty
            ? ["  why             no title, form code or set of words of any type was read"]
            : candidates.prefix(most).map(line)
    }

    /// Types beyond these are far from likely.
    private static let most = 5

    private static func line(_ candidate: TypeCandidate) -> String {
        let score = (candidate.score * 100).rounded() / 100
        let raw = TerminalText.sanitized(candidate.evidence.raw)
        let short = candidate.score < TypeCandidate.leastScore && candidate.reasons.contains(.title)
        return "  why             \(candidate.type.rawValue.padding(toLength: 8))score \(score): "
            + candidate.reasons.map(words).joined(separator: ", ") + ", \"\(raw.prefix(60))\""
            + (short ? "; too little for a title" : "")
    }

    private static func words(_ reason: TypeCandidate.Reason) -> String {
        switch reason {
        case .title: "a title"
        case .capitals: "in capitals"
        case .form: "the code of its form"
        case .signs: "words that show it together"
        }
    }
}
