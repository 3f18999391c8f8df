import ArchiveModel

/// What the record sheet of a document has: the table `record-sheet.yaml`.
package struct RecordSheetTable: Sendable {
    /// Name of the table's file.
    package static let file = "record-sheet.yaml"

    /// Where the value of an item comes from.
    package enum Source: String, Sendable, CaseIterable {
        /// Who made the papers of the document's dossier.
        case fonds
        /// Who issued the paper.
        case issuer
        /// When it was received, and what persons decided since.
        case history
        /// Its type.
        case type
        /// The kinds of files that it is in.
        case format
        /// What it is about.
        case keywords
        /// Where the paper of its dossier lies.
        case location
        /// Its identifier.
        case identifier
        /// Its date.
        case date
        /// When it was received.
        case received
        /// How long it is to be kept.
        case retention
        /// The table itself.
        case stated
    }

    /// One item of the sheet.
    package struct Item: Sendable, Hashable {
        /// The name in JSON.
        package let name: String
        /// What the law calls it.
        package let romanianTitle: String
        /// The same in English.
        package let englishTitle: String
        /// Where its value comes from.
        package let source: Source
        /// What stands there when the source says nothing; nil when it is unknown then.
        package let stated: String?
    }

    /// The items in the order of the table.
    package let items: [Item]

    /// Reads an archive's own table; nil stands for the built-in one.
    ///
    /// - Throws: What is wrong with the table, with its line.
    package static func read(_ yaml: [UInt8]?) throws(TableError) -> RecordSheetTable {
        try RecordSheetTable(yaml: yaml ?? PackageResources.record_sheet_yaml)
    }

    /// The items that the law asks for (135/2007, article 8, paragraph 2), by name; a table may have others, too.
    private static let ofLaw = [
        "owner", "issuer", "disposal_right", "history", "type", "classification", "format",
        "keywords", "location", "identifier", "issued", "archived", "retention",
    ]

    private init(yaml: [UInt8]) throws(TableError) {
        let content = try TableContent(of: yaml, file: Self.file, key: "items")
        // A sheet says by which edition of the table it was made.
        _ = try content.version.date()
        var items: [Item] = []
        for node in try content.node.items() {
            let item = try Item(node)
            guard !items.contains(where: { $0.name == item.name }) else {
                throw .duplicateCode(file: Self.file, line: node.line, code: item.name)
            }
            items.append(item)
        }
        if let missing = Self.ofLaw.first(where: { name in !items.contains { $0.name == name } }) {
            throw .missingItem(file: Self.file, line: content.node.line, name: missing)
        }
        self.items = items
    }
}

extension RecordSheetTable.Item {
    fileprivate init(_ node: TableNode) throws(TableError) {
        let values = try node.mapping(allowing: ["name", "title", "source", "value"])
        let name = try node.required("name", in: values)
        guard FieldValue.isName(try name.text()) else {
            throw name.wrong("small letters, digits and underscores, such as disposal_right")
        }
        self.name = try name.text()
        let title = try node.required("title", in: values)
        let titles = try title.mapping(allowing: ["ro", "en"])
        romanianTitle = try title.required("ro", in: titles).text()
        englishTitle = try title.required("en", in: titles).text()
        source = try node.required("source", in: values)
            .choice(among: RecordSheetTable.Source.self)
        stated = try values["value"]?.text()
    }
}
