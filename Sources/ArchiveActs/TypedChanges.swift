import ArchiveModel
import ArchiveStore
import Catalogue
import DomainTables

/// What a person typed to be corrected, in the form of records.
package struct TypedChanges {
    private(set) var changes: [DocumentChange] = []
    /// The fields whose values a check speaks against.
    private(set) var doubtful: [String] = []
    /// The currency that stood beside an amount.
    private var currency: String?
    private let archive: Archive
    private let table: FieldTable
    /// The document as it is.
    private let stored: ExtractedDocument

    /// Reads all; throws the first mistake.
    static func read(
        types: [String], fields: [Field], of id: DocumentID, in archive: Archive
    ) throws -> TypedChanges {
        let table = try FieldTable.read(try archive.ownTable(named: FieldTable.file))
        let stored = try Listing(archive: archive).head(of: id)?.extracted
        var typed = TypedChanges(archive: archive, table: table, stored: stored ?? .unknown)
        for type in types { try typed.set(DocumentChange.type, to: type) }
        for field in fields { try typed.take(field) }
        try typed.setCurrency()
        return typed
    }

    private init(archive: Archive, table: FieldTable, stored: ExtractedDocument) {
        self.archive = archive
        self.table = table
        self.stored = stored
    }

    private mutating func take(_ typed: Field) throws {
        switch typed.act {
        case .set(let value): try set(typed.name, to: value)
        case .clear: try clear(typed.name)
        case .add(let value): try add(value, to: list(typed.name))
        case .remove(let value): try remove(value, from: list(typed.name))
        case .replace(let former, let value):
            try replace(former, in: list(typed.name), by: value)
        }
    }

    private mutating func set(_ typed: String, to value: String) throws {
        if FieldTable.isType(typed) {
            changes.append(try typeChange(value))
            return
        }
        let field = try known(typed)
        guard items(of: field).count < 2 else { throw ActError.severalItems(of: field) }
        let value = try read(value, for: field)
        changes.append(DocumentChange(name: field.name.rawValue, value: value))
    }

    private func known(_ typed: String) throws -> FieldDefinition {
        guard let field = table.named(typed) else { throw ActError.noField(typed, in: table) }
        return field
    }

    /// The value in the form of records; notes what speaks against it, and the currency beside it.
    private mutating func read(_ value: String, for field: FieldDefinition) throws -> String {
        do {
            let reader = try values()
            let read = try TypedField.read(value, for: field, by: reader)
            if read.isDoubtful { doubtful.append(field.name.rawValue) }
            currency = read.currency ?? currency
            return read.value
        } catch let fault as TypedField.Fault {
            throw ActError.noValue(for: field, fault)
        }
    }

    private func values() throws -> TypedValues {
        try TypedValues(labels: archive.ownTable(named: MetadataRules.fieldLabelsFile))
    }

    /// Corrects the currency with the amount beside which it stood.
    private mutating func setCurrency() throws {
        guard let currency else { return }
        let name = FieldName.currency.rawValue
        // The lei of before 2005 are called like those of today.
        let said = currency == "LEI" ? ["RON", "ROL"] : [currency]
        if let typed = changes.first(where: { $0.name == name }) {
            guard typed.value.map(said.contains) ?? false else {
                throw ActError.currenciesDiffer
            }
            return
        }
        let former = stored[.currency]?.value
        if former.map(said.contains) ?? false { return }
        changes.append(DocumentChange(name: name, value: said[0]))
    }

    /// Codes count whatever their case; an empty one takes the type away.
    private func typeChange(_ typed: String) throws -> DocumentChange {
        guard !typed.isEmpty else { return DocumentChange(name: DocumentChange.type, value: nil) }
        let code = try TypeTitles.known(typed, in: archive).rawValue
        return DocumentChange(name: DocumentChange.type, value: code)
    }

    private mutating func clear(_ typed: String) throws {
        let name = try clearedName(typed)
        let there = stored.fields.filter { $0.name.rawValue == name }
        guard there.count > 1 else {
            changes.append(DocumentChange(name: name, value: nil))
            return
        }
        changes += there.map { DocumentChange(name: name, value: nil, field: $0.id) }
    }

    /// A known field, the type, or a field that an earlier version let somebody invent.
    private func clearedName(_ typed: String) throws -> String {
        if FieldTable.isType(typed) { return DocumentChange.type }
        if let field = table.named(typed) { return field.name.rawValue }
        guard stored.fields.contains(where: { $0.name.rawValue == typed }) else {
            throw ActError.noField(typed, in: table)
        }
        return typed
    }
}

// MARK: - Lists, item by item

extension TypedChanges {
    private func items(of field: FieldDefinition) -> [ExtractedField] {
        stored.fields.filter { $0.name == field.name }
    }

    private func list(_ typed: String) throws -> FieldDefinition {
        let field = try known(typed)
        guard field.isList else { throw ActError.notAList(field) }
        return field
    }

    /// Adds an item, unless the list has it.
    private mutating func add(_ typed: String, to field: FieldDefinition) throws {
        let value = try read(typed, for: field)
        let change = DocumentChange(name: field.name.rawValue, value: value, isAddition: true)
        guard !items(of: field).contains(where: { $0.value == value }), !changes.contains(change)
        else { return }
        changes.append(change)
    }

    private mutating func remove(_ typed: String, from field: FieldDefinition) throws {
        let item = try item(typed, of: field)
        changes.append(DocumentChange(name: field.name.rawValue, value: nil, field: item.id))
    }

    private mutating func replace(
        _ former: String, in field: FieldDefinition, by typed: String
    ) throws {
        let item = try item(former, of: field)
        let value = try read(typed, for: field)
        changes.append(DocumentChange(name: field.name.rawValue, value: value, field: item.id))
    }

    /// The item of a value, or the only one that begins or ends as typed.
    private func item(_ typed: String, of field: FieldDefinition) throws -> ExtractedField {
        let items = items(of: field)
        let reader = try values()
        let whole = (try? TypedField.read(typed, for: field, by: reader))?.value ?? typed
        if let same = items.first(where: { $0.value == whole }) { return same }
        let part = String(typed.uppercased().filter { !$0.isWhitespace })
        let alike = items.filter { item in
            let value = item.value.uppercased().filter { !$0.isWhitespace }
            return value.hasPrefix(part) || value.hasSuffix(part)
        }
        guard let only = alike.first, alike.count == 1, part.count >= Self.shortestPart else {
            throw ActError.noItem(of: field, isPartOfSeveral: alike.count > 1)
        }
        return only
    }

    /// Characters that tell an item from others at least.
    private static let shortestPart = 4
}
