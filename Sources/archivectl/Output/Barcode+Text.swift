import ArchiveModel

extension Barcode {
    /// Most characters of a text that are shown to people.
    private static let mostShown = 60

    /// The code for people: how it is drawn, and the beginning of what it says, harmless to a terminal.
    var display: String {
        guard !symbology.isPatch else { return "code \(symbology.rawValue)" }
        let shown = String(text.prefix(Self.mostShown))
        let isWhole = shown.utf8.count == text.utf8.count && !isCut
        return
            "code \(symbology.rawValue) \"\(TerminalText.sanitized(shown))\(isWhole ? "" : "…")\""
    }
}
