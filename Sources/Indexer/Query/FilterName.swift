import ArchiveModel

/// The names of filters.
enum FilterName: String, Sendable {
    case type, date, number, cui

    /// Reads a name as typed, in English or Romanian.
    init?(typed: String) {
        guard let name = Self.names[Self.folded(typed)] else { return nil }
        self = name
    }

    /// Whether something before a colon is meant as the name of a filter: one word of letters.
    ///
    /// `12:30`, `art.5:2` and `C:\scans` are text, and so is `https://primaria.example`, which the
    /// caller tells by what follows the colon.
    static func looksLikeName(_ typed: String) -> Bool {
        let marks: Set<Character> = ["_", "-"]
        return typed.count(where: \.isLetter) >= 2
            && typed.allSatisfy { $0.isLetter || marks.contains($0) }
    }

    /// What to write instead of an unknown name.
    static func remedy(for typed: String) -> String {
        let folded = folded(typed)
        if amounts.contains(folded) {
            return "amounts cannot be compared yet; search for the amount as printed, such as "
                + "5.000,00"
        }
        let name = synonyms[folded] ?? NearestName.of(folded, among: names.keys.sorted())
        if let name {
            return "the nearest is '\(name):'; put the whole in quotation marks to search for it "
                + "as text"
        }
        return "there are tip:, data:, numar: and cui: (type:, date:, number:); put the whole in "
            + "quotation marks to search for it as text"
    }

    /// Whether the word names a filter, or something that there could be one for.
    static func isFilterLike(_ typed: String) -> Bool {
        let folded = folded(typed)
        return names[folded] != nil || synonyms[folded] != nil || amounts.contains(folded)
    }

    private static func folded(_ typed: String) -> String {
        SearchTokens.words(typed).joined()
    }

    private static let names: [String: FilterName] = [
        "type": .type, "tip": .type, "date": .date, "data": .date, "number": .number,
        "numar": .number, "nr": .number, "cui": .cui, "cif": .cui,
    ]

    /// Words that people of other archives type, with the filter that answers them.
    private static let synonyms: [String: String] = [
        "an": "data", "anul": "data", "luna": "data", "perioada": "data", "year": "date",
        "day": "date", "month": "date", "created": "date", "document": "tip", "doc": "tip",
        "fel": "tip", "categorie": "tip", "tipul": "tip", "kind": "type", "category": "type",
        "furnizor": "cui", "emitent": "cui", "client": "cui", "beneficiar": "cui",
        "cumparator": "cui", "codfiscal": "cui", "supplier": "cui", "vendor": "cui",
        "issuer": "cui", "recipient": "cui", "no": "number", "num": "number", "nrdoc": "numar",
    ]

    private static let amounts: Set<String> = [
        "suma", "sume", "total", "totalul", "valoare", "valoarea", "pret", "lei", "ron", "amount",
        "sum", "value", "price",
    ]
}
