import ArchiveModel
import ArchiveStore
import Catalogue
import DomainTables

/// What a person typed to be corrected, in the form of records.
package struct TypedChanges {
    /// A field as typed; without value it is to be taken away.
    package struct Field {
        let name: String
        let value: String?

        package init(name: String, value: String?) {
            self.name = name
            self.value = value
        }
    }

    private(set) var changes: [DocumentChange] = []
    /// The fields whose values a check speaks against.
    private(set) var doubtful: [String] = []
    /// The currency that stood beside an amount.
    private var currency: String?
    private let archive: Archive
    private let table: FieldTable

    /// Reads all; throws the first mistake.
    static func read(
        types: [String], fields: [Field], of id: DocumentID, in archive: Archive
    ) throws -> TypedChanges {
        let table = try FieldTable.read(try archive.ownTable(named: FieldTable.file))
        var typed = TypedChanges(archive: archive, table: table)
        for type in types { try typed.set(DocumentChange.type, to: type) }
        for field in fields {
            if let value = field.value {
                try typed.set(field.name, to: value)
            } else {
                try typed.clear(field.name, of: id)
            }
        }
        try typed.setCurrency(of: id)
        return typed
    }

    private init(archive: Archive, table: FieldTable) {
        self.archive = archive
        self.table = table
    }

    /// The name of something that is to be two things; nil when all names are different.
    package static func repeated(types: [String], fields: [Field]) -> String? {
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
            throw ActError.noField(typed, in: table)
        }
        let labels = try archive.ownTable(named: MetadataRules.fieldLabelsFile)
        do {
            let read = try TypedField.read(value, for: field, by: TypedValues(labels: labels))
            changes.append(DocumentChange(name: field.name.rawValue, value: read.value))
            if read.isDoubtful { doubtful.append(field.name.rawValue) }
            currency = read.currency ?? currency
        } catch let fault as TypedField.Fault {
            throw ActError.noValue(for: field, fault)
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
                throw ActError.currenciesDiffer
            }
            return
        }
        let stored = try Listing(archive: archive).head(of: id)?.extracted[.currency]?.value
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
            throw ActError.noType(typed, near: near)
        }
        return DocumentChange(name: DocumentChange.type, value: code)
    }

    private mutating func clear(_ typed: String, of id: DocumentID) throws {
        changes.append(DocumentChange(name: try clearedName(typed, of: id), value: nil))
    }

    /// A known field, the type, or a field that an earlier version let somebody invent.
    private func clearedName(_ typed: String, of id: DocumentID) throws -> String {
        if FieldTable.isType(typed) { return DocumentChange.type }
        if let field = table.named(typed) { return field.name.rawValue }
        let document = try Listing(archive: archive).head(of: id)
        let isThere = document?.extracted.fields.contains { $0.name.rawValue == typed }
        guard isThere ?? false else { throw ActError.noField(typed, in: table) }
        return typed
    }
}
