import ArchiveModel

extension FieldDefinition {
    private static let keys = [
        "name", "title", "kind", "check", "filter", "list", "personal", "masked", "typed",
    ]

    /// Reads one entry of the table of fields.
    init(_ node: TableNode) throws(TableError) {
        let values = try node.mapping(allowing: Self.keys)
        let name = try node.required("name", in: values)
        guard FieldValue.isName(try name.text()) else {
            throw name.wrong("small letters, digits and underscores, such as reg_number")
        }
        self.name = FieldName(rawValue: try name.text())
        let title = try node.required("title", in: values)
        let titles = try title.mapping(allowing: ["ro", "en"])
        romanianTitle = try title.required("ro", in: titles).text()
        englishTitle = try title.required("en", in: titles).text()
        kind = try node.required("kind", in: values).choice(among: Kind.self)
        check = try values["check"]?.choice(among: Check.self)
        filter = try values["filter"]?.choice(among: Filter.self)
        isList = try values["list"]?.flag() ?? false
        isPersonal = try values["personal"]?.flag() ?? false
        isMasked = try values["masked"]?.flag() ?? false
        var typed: [String] = []
        for item in try values["typed"]?.items() ?? [] { typed.append(try item.text()) }
        typedNames = typed
    }
}
