import ArchiveModel
import ArchiveStore
import Catalogue
import DomainTables

/// What a person typed to be corrected, in the form of records.
struct TypedChanges {
    /// A field as typed; without value it is to be taken away.
    struct Field {
        let name: String
        let value: String?
    }

    private(set) var changes: [DocumentChange] = []
    /// The fields whose values a check speaks against.
    private(set) var doubtful: [String] = []
    /// The currency that stood beside an amount.
    private var currency: String?
    private let archive: Archive
    private let table: FieldTable

    /// Reads all; throws the first mistake.
    init(types: [String], fields: [Field], of id: DocumentID, in archive: Archive) throws {
        self.archive = archive
        table = try FieldTable.read(try archive.ownTable(named: FieldTable.file))
        for type in types { try set(DocumentChange.type, to: type) }
        for field in fields {
            if let value = field.value {
                try set(field.name, to: value)
            } else {
                changes.append(
                    DocumentChange(name: try clearedName(field.name, of: id), value: nil))
            }
        }
        try setCurrency(of: id)
    }

    /// The name of something that is to be two things; nil when all names are different.
    static func repeated(types: [String], fields: [Field]) -> String? {
        var seen: Set<String> = []
        let typed = types.map { _ in DocumentChange.type } + fields.map(\.name)
        let names = typed.map { name in
            FieldTable.isType(name)
                ? DocumentChange.type
                : FieldTable.builtIn.named(name)?.name.rawValue ?? name
        }
        return names.first { !seen.insert($0).inserted }.map(TerminalText.sanitized)
    }

    private mutating func set(_ typed: String, to value: String) throws {
        if FieldTable.isType(typed) {
            changes.append(try typeChange(value))
            return
        }
        guard let field = table.named(typed) else {
            throw CommandError.noField(typed, in: table)
        }
        let labels = try archive.ownTable(named: MetadataRules.fieldLabelsFile)
        do {
            let read = try TypedField.read(value, for: field, by: TypedValues(labels: labels))
            changes.append(DocumentChange(name: field.name.rawValue, value: read.value))
            if read.isDoubtful { doubtful.append(field.name.rawValue) }
            currency = read.currency ?? currency
        } catch let fault as TypedField.Fault {
            throw CommandError.noValue(for: field, fault)
        }
    }

    /// Corrects the currency with the amount beside which it stood.
    private mutating func setCurrency(of id: DocumentID) throws {
        guard let currency else { return }
        let name = FieldName.currency.rawValue
        // The lei of before 2005 are called like those of today.
        let said = currency == "LEI" ? ["RON", "ROL"] : [currency]
        if let typed = changes.first(where: { $0.name == name }) {
            guard typed.value.map(said.contains) ?? false else {
                throw CommandError.currenciesDiffer
            }
            return
        }
        let stored = try archive.document(id)?.extracted[.currency]?.value
        if stored.map(said.contains) ?? false { return }
        changes.append(DocumentChange(name: name, value: said[0]))
    }

    /// Codes count whatever their case; an empty one takes the type away.
    private func typeChange(_ typed: String) throws -> DocumentChange {
        guard !typed.isEmpty else { return DocumentChange(name: DocumentChange.type, value: nil) }
        let titles = try TypeTitles.own(of: archive)
        guard let code = titles.keys.first(where: { $0.lowercased() == typed.lowercased() }) else {
            let near =
                NearestName.of(typed, among: titles.keys.sorted())
                ?? NearestName.of(typed, among: titles.values.sorted()).flatMap { title in
                    titles.first { $0.value == title }?.key
                }
            throw CommandError.noType(typed, near: near)
        }
        return DocumentChange(name: DocumentChange.type, value: code)
    }

    /// A known field, the type, or a field that an earlier version let somebody invent.
    private func clearedName(_ typed: String, of id: DocumentID) throws -> String {
        if FieldTable.isType(typed) { return DocumentChange.type }
        if let field = table.named(typed) { return field.name.rawValue }
        let document = try archive.document(id)
        let isThere = document?.extracted.fields.contains { $0.name.rawValue == typed }
        guard isThere ?? false else { throw CommandError.noField(typed, in: table) }
        return typed
    }
}

extension CommandError {
    static func noValue(
        for field: FieldDefinition, _ fault: TypedField.Fault
    ) -> CommandError {
        let message =
            switch fault {
            case .otherForm:
                "the value does not have the form of the field \(field.name): \(form(of: field))"
            case .unseenCharacters:
                "the value of the field \(field.name) is only blanks, or has characters that "
                    + "nobody sees or that are no UTF-8; type it again"
            case .twoReadings:
                "the value of the field \(field.name) has two readings, as 1,234 may be one "
                    + "thousand or one; write both decimals, such as 1234,00 or 1,23"
            }
        return CommandError(
            code: ErrorCode(rawValue: "field-value-invalid"), subject: field.name.rawValue,
            message: message,
            exitStatus: .failed)
    }

    private static func form(of field: FieldDefinition) -> String {
        switch field.kind {
        case .text, .number: "a line of at most 200 characters"
        case .date: "a day of the calendar with its whole year, such as 28.03.2024 or 2024-03-28"
        case .amount: "an amount such as 1.234,50 or 1234.50"
        case .fiscalCode: "2 to 10 digits, with or without RO"
        case .currency: "a currency such as RON or EUR"
        }
    }

    static var currenciesDiffer: CommandError {
        CommandError(
            code: ErrorCode(rawValue: "field-value-invalid"), subject: FieldName.currency.rawValue,
            message: "the currency beside the amount is another than that of the field currency; "
                + "give one of them",
            exitStatus: .failed)
    }
}
