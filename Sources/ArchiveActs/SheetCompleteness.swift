package import DomainTables

/// How complete the record sheets of an archive are.
package struct SheetCompleteness {
    /// The items in the order of the table.
    package let items: [RecordSheetTable.Item]
    /// All documents.
    package private(set) var documents = 0
    /// Documents of which no item is unknown.
    package private(set) var complete = 0
    private var unknown: [String: Int] = [:]

    /// Begins with no document.
    init(items: [RecordSheetTable.Item]) { self.items = items }

    /// Documents of which an item is unknown.
    package func unknown(_ item: RecordSheetTable.Item) -> Int { unknown[item.name] ?? 0 }

    /// Counts a document of which some items are known.
    mutating func count(isKnown: (RecordSheetTable.Item) -> Bool) {
        documents += 1
        let missing = items.filter { !isKnown($0) }
        if missing.isEmpty { complete += 1 }
        for item in missing { unknown[item.name, default: 0] += 1 }
    }
}
