import ArchiveModel
import Catalogue
import DomainTables
import RomanianText

/// The words of the `meta` column: what filters look for.
enum MetaToken {
    /// In every document, so that a query of exclusions or dates alone has something to start from.
    static let every = "all"

    /// In documents of earlier states of files, and in those that are others, scanned anew: they are found only when
    /// asked for.
    static let superseded = "superseded"

    /// All words of a document.
    static func all(of document: StoredDocument) -> [String] {
        var tokens = [every]
        if document.supersededBy != nil || document.duplicate != nil { tokens.append(superseded) }
        if let type = document.extracted.type { tokens.append(Self.type(type.rawValue)) }
        for field in document.extracted.fields {
            switch FieldTable.builtIn[field.name]?.filter {
            case .number: tokens += numbers(field.value)
            case .cui: if let token = cui(field.value) { tokens.append(token) }
            // The date of a document is in the number of its row.
            case .date, nil: break
            }
        }
        return tokens
    }

    /// The word for a type.
    static func type(_ code: String) -> String { "t" + joined(code) }

    /// The words for the number of a document: the whole, and its first part before the year.
    static func numbers(_ value: String) -> [String] {
        guard let whole = number(value) else { return [] }
        let parts = whole.split(separator: joiner)
        guard parts.count > 1, let first = parts.first else { return [whole] }
        return [whole, String(first)]
    }

    /// The word for a number as typed; nil when it has no letter or digit.
    static func number(_ value: String) -> String? {
        let parts = SearchTokens.words(value).map { word in
            let trimmed = word.drop { $0 == "0" }
            return trimmed.isEmpty ? "0" : String(trimmed)
        }
        return parts.isEmpty ? nil : "n" + parts.joined(separator: String(joiner))
    }

    /// The word for a fiscal code, with or without RO before it; nil unless it is 2 to 10 digits.
    static func cui(_ value: String) -> String? {
        FiscalCode.digits(of: value).map { "c" + $0 }
    }

    private static func joined(_ value: String) -> String {
        SearchTokens.words(value).joined(separator: String(joiner))
    }

    /// Outside ASCII, so the tokenizer keeps it within the word; in no folded word of a text.
    private static let joiner: Character = "·"
}
