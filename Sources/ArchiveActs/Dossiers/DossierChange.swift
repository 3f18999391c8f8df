package import ArchiveModel

/// What a person wants to be different about the description of a dossier; nil for what stays.
package struct DossierChange: Sendable {

    package var code: String?
    package var year: Int?
    package var number: Int?
    package var volume: Int?
    /// These as they were typed; an empty text takes the value away.
    package var fonds: String?
    package var department: String?
    package var content: String?
    package var term: String?
    package var location: String?
    /// Extreme dates and sheets, when they are not to be counted.
    package var firstDay: CalendarDate?
    package var lastDay: CalendarDate?
    package var sheets: Int?
    /// Whether extreme dates and sheets are counted from the documents again.
    package var counts = false

    package init() {}

    /// The description with the changes; throws `dossier-value-invalid`.
    func applied(to description: DossierDescription) throws -> DossierDescription {
        var result = description
        result.code = try line("code", code) ?? result.code
        result.year = year ?? result.year
        result.number = number ?? result.number
        result.volume = volume ?? result.volume
        if let fonds { result.fonds = try line("fonds", fonds) }
        if let department { result.department = try line("department", department) }
        if let content { result.content = try line("content", content) }
        if let location { result.location = try line("location", location) }
        if let term { result.term = try Self.term(term) }
        if counts { (result.firstDay, result.lastDay, result.sheets) = (nil, nil, nil) }
        result.firstDay = firstDay ?? result.firstDay
        result.lastDay = lastDay ?? result.lastDay
        result.sheets = sheets ?? result.sheets
        try Self.check(result)
        return result
    }

    /// Most characters of a text.
    private static let longest = 500

    private func line(_ name: String, _ typed: String?) throws -> String? {
        guard let typed else { return nil }
        let text = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard text.count <= Self.longest, TerminalText.sanitized(text) == text else {
            throw ActError.dossierValue(
                name, "a line of at most \(Self.longest) characters without control characters")
        }
        return text.isEmpty ? nil : text
    }

    private static func term(_ typed: String) throws -> RetentionTerm? {
        guard !typed.isEmpty else { return nil }
        guard let term = RetentionTerm(typed) else {
            throw ActError.dossierValue(
                "term",
                "such as permanent, '10 ani', '5 ani de la încetare' or '10 ani C.S.'")
        }
        return term
    }

    private static func check(_ description: DossierDescription) throws {
        guard (1800...2200).contains(description.year) else {
            throw ActError.dossierValue("year", "a year from 1800 to 2200")
        }
        guard (1...999_999).contains(description.number), (1...9_999).contains(description.volume)
        else {
            throw ActError.dossierValue(
                "number", "a number from 1 to 999999, a volume from 1 to 9999")
        }
        guard (0...100_000).contains(description.sheets ?? 0) else {
            throw ActError.dossierValue("sheets", "a number from 0 to 100000")
        }
        if let first = description.firstDay, let last = description.lastDay, last < first {
            throw ActError.dossierValue("to", "a day that is not before the first one")
        }
    }
}
