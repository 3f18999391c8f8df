import ArchiveModel
import RomanianText

/// Reads the values of filters.
struct FilterValues {
    let typeTitles: [String: String]
    /// Whether a type that has no title is taken as a code.
    var takesAnyType = false

    /// Whether a value says something, as far as that can be told without the types.
    static func isUnderstood(_ value: String, of name: FilterName) -> Bool {
        let parts = value.split(separator: ",")
        return !parts.isEmpty
            && parts.allSatisfy { part in
                switch name {
                case .date: DateSpan.parse(String(part)) != nil
                case .cui: MetaToken.cui(String(part)) != nil
                case .number, .type: true
                }
            }
    }

    /// The words of the `meta` column that a filter asks for; values are separated by commas.
    func tokens(
        _ name: FilterName, value: String, column: Int
    ) throws(QuerySyntaxError) -> [String] {
        var result: [String] = []
        for part in value.split(separator: ",") {
            try requireWhole(part, name: name, at: column)
            switch name {
            case .type: result += try types(String(part), column: column)
            case .number:
                guard let token = MetaToken.number(String(part)) else {
                    throw .numberInvalid(column)
                }
                result.append(token)
            case .cui:
                guard let token = MetaToken.cui(String(part)) else { throw .cuiInvalid(column) }
                result.append(token)
            case .date: break
            }
        }
        guard !result.isEmpty else { throw .valueMissing(name.rawValue, at: column) }
        return result
    }

    /// The spans of days that a date filter asks for; values are separated by commas.
    func days(_ value: String, column: Int) throws(QuerySyntaxError) -> [ClosedRange<Int>] {
        var result: [ClosedRange<Int>] = []
        for part in value.split(separator: ",") {
            guard let span = DateSpan.parse(String(part)) else { throw .dateInvalid(column) }
            result.append(span)
        }
        guard !result.isEmpty else { throw .dateInvalid(column) }
        return result
    }

    /// Throws when a value has signs whose loss would change what was asked.
    private func requireWhole(
        _ value: Substring, name: FilterName, at column: Int
    ) throws(QuerySyntaxError) {
        let text = name == .type && value.hasSuffix("*") ? value.dropLast() : value
        if text.contains(where: { "<>=*?~".contains($0) }) || text.contains("..") {
            throw .comparisonUnknown(name.rawValue, at: column)
        }
    }

    /// The types of a code, or of a title that begins so.
    private func types(_ typed: String, column: Int) throws(QuerySyntaxError) -> [String] {
        let words = SearchTokens.words(typed)
        guard let last = words.last else { throw .typeUnknown(column) }
        let asCode = MetaToken.type(typed)
        guard !typeTitles.isEmpty else { return [asCode] }
        let isBeginning = typed.hasSuffix("*")
        let codes = typeTitles.keys.filter { MetaToken.type($0) == asCode }
        if !codes.isEmpty && !isBeginning { return [asCode] }
        let titled = typeTitles.filter { code, title in
            let title = SearchTokens.words(title)
            guard isBeginning else { return title.starts(with: words) }
            return MetaToken.type(code).hasPrefix(asCode)
                || title.starts(with: words.dropLast())
                    && title.dropFirst(words.count - 1).first?.hasPrefix(last) == true
        }
        guard titled.isEmpty else { return titled.keys.sorted().map(MetaToken.type) }
        if takesAnyType { return [asCode] }
        throw .typeUnknown(column, nearest: nearestType(typed))
    }

    /// The code of the type whose code or title is most like what was typed.
    private func nearestType(_ typed: String) -> String? {
        if let code = NearestName.of(typed, among: typeTitles.keys.sorted()) { return code }
        let titles = typeTitles.sorted { $0.key < $1.key }
        guard let title = NearestName.of(typed, among: titles.map(\.value)) else { return nil }
        return titles.first { $0.value == title }?.key
    }
}
