import ArchiveActs
import ArchiveModel
import DomainTables

/// The record sheet of one document, as a JSON line.
struct SheetRecord: Encodable {
    /// One item; `value` is left out when it is unknown.
    struct Item: Encodable {
        let name: String
        let title: String
        let value: String?
        let known: Bool
    }

    let type = "record_sheet"
    let document: String
    let items: [Item]
    /// Whether no item is unknown.
    let complete: Bool

    init(_ sheet: RecordSheet) {
        document = sheet.document.text
        items = sheet.entries.map {
            Item(
                name: $0.item.name, title: $0.item.romanianTitle, value: $0.value,
                known: $0.value != nil)
        }
        complete = sheet.entries.allSatisfy { $0.value != nil }
    }

    /// The same for people.
    static func lines(_ sheet: RecordSheet) -> [String] {
        sheet.entries.enumerated().map { index, entry in
            "\(index + 1). \(entry.item.romanianTitle): "
                + TerminalText.sanitized(
                    entry.value.map { PersonalMask.builtIn.text($0) } ?? "unknown")
        }
    }
}

/// How complete the record sheets of all documents are, as a JSON line.
struct SheetsRecord: Encodable {
    let type = "record_sheets"
    let documents: Int
    /// Documents of which no item is unknown.
    let complete: Int
    /// Documents of which an item is unknown, by item.
    let unknown: [String: Int]

    init(_ sheets: SheetCompleteness) {
        documents = sheets.documents
        complete = sheets.complete
        unknown = Dictionary(sheets.items.map { ($0.name, sheets.unknown($0)) }) { $1 }
    }

    /// The same for people: the items that some documents lack.
    static func lines(_ sheets: SheetCompleteness) -> [String] {
        let missing = sheets.items.filter { sheets.unknown($0) > 0 }
        return ["record sheets  \(sheets.complete) of \(sheets.documents) complete"]
            + missing.map { "  unknown of \(sheets.unknown($0)): \($0.romanianTitle)" }
    }
}
