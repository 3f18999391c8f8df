import ArchiveModel
import RomanianText

extension TypeRule {
    /// What an entry of the table of document types may say.
    static let keys = ["code", "title", "anchors", "unless", "signs", "forms"]

    /// Reads one entry of the table of document types.
    init(_ node: TableNode) throws(TableError) {
        let values = try node.mapping(allowing: Self.keys)
        code = try node.required("code", in: values).text()
        title = try node.required("title", in: values).text()
        for item in try node.required("anchors", in: values).items() {
            anchors.append(try Self.anchor(item))
        }
        if let node = values["signs"] { signs = try Self.signs(node) }
        for item in try values["forms"]?.items() ?? [] {
            forms.append(Fold.bytes(of: try item.text()).filter { $0 != Fold.space })
        }
        unless = try values["unless"]?.phrases() ?? []
    }

    /// A list of groups, or a list of such lists.
    private static func signs(_ node: TableNode) throws(TableError) -> [[[Phrase]]] {
        let items = try node.items()
        guard items.first?.isList ?? false else { return [try groups(items)] }
        var sets: [[[Phrase]]] = []
        for item in items { sets.append(try groups(item.items())) }
        return sets
    }

    private static func groups(_ items: [TableNode]) throws(TableError) -> [[Phrase]] {
        var groups: [[Phrase]] = []
        for item in items { groups.append(try item.alternatives(item.text())) }
        return groups
    }

    /// Adds what the table of the fields of types says of this one.
    mutating func addFields(_ node: TableNode) throws(TableError) {
        let values = try node.mapping(allowing: [
            "registered", "series", "foot", "order", "amounts", "amounts_after", "dates", "issuers",
            "recipients", "required",
        ])
        for item in try values["amounts"]?.items() ?? [] {
            amounts.append(try Self.amount(item))
        }
        amountsAfter = try values["amounts_after"]?.phrases() ?? []
        dates = try values["dates"]?.phrases() ?? []
        issuers = try values["issuers"]?.phrases() ?? []
        recipients = try values["recipients"]?.phrases() ?? []
        for item in try values["required"]?.items() ?? [] {
            required.append(try Self.field(item))
        }
        isRegistered = try values["registered"]?.flag() ?? false
        hasSeries = try values["series"]?.flag() ?? false
        isNumberedAtFoot = try values["foot"]?.flag() ?? false
        namesPartiesInOrder = try values["order"]?.flag() ?? false
    }

    /// `phrase + a|b + c`: the title, then what else must be on the page.
    private static func anchor(_ item: TableNode) throws(TableError) -> Anchor {
        let parts = try item.text().split(separator: "+", omittingEmptySubsequences: false)
        let phrase = try item.phrase(String(parts.first ?? ""))
        var qualifiers: [[Phrase]] = []
        for part in parts.dropFirst() { qualifiers.append(try item.alternatives(String(part))) }
        return Anchor(phrase: phrase, qualifiers: qualifiers)
    }

    /// The name of a field in records.
    private static func field(_ item: TableNode) throws(TableError) -> FieldName {
        let name = FieldName(rawValue: try item.text())
        guard FieldTable.builtIn[name] != nil else {
            throw item.wrong("the name of a field in \(FieldTable.file)")
        }
        return name
    }

    /// `label` or `label @place`.
    private static func amount(_ item: TableNode) throws(TableError) -> AmountLabel {
        let parts = try item.text().split(separator: "@", maxSplits: 1)
        let phrase = try item.phrase(String(parts.first ?? ""))
        guard parts.count > 1 else { return AmountLabel(phrase: phrase, place: .next) }
        guard let place = AmountLabel.Place(rawValue: String(parts[1])) else {
            let places = AmountLabel.Place.allCases.map { "@\($0.rawValue)" }
            throw item.wrong("a label, or a label with \(places.joined(separator: ", "))")
        }
        return AmountLabel(phrase: phrase, place: place)
    }
}
