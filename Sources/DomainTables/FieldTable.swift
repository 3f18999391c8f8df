package import ArchiveModel
import Foundation
import RomanianText

/// The one place that knows what fields there are: the table `fields.yaml`.
package struct FieldTable: Sendable {
    /// Name of the table's file.
    package static let file = "fields.yaml"

    /// The table of this version of the program, read when it is first asked for.
    ///
    /// Index and query language go by it alone, whatever an archive's own table says: what is taken out of
    /// an index must be what went in.
    package static let builtIn: FieldTable = {
        do throws(TableError) {
            return try FieldTable(yaml: PackageResources.fields_yaml)
        } catch {
            preconditionFailure("the built-in table of fields cannot be read: \(error.message)")
        }
    }()

    /// The fields in the order of the table.
    package let fields: [FieldDefinition]
    /// The day from which on the table is to be used.
    package let validFrom: CalendarDate?

    /// Reads an archive's own table; nil stands for the built-in one.
    ///
    /// - Throws: What is wrong with the table, with its line.
    package static func read(_ yaml: [UInt8]?) throws(TableError) -> FieldTable {
        guard let yaml else { return builtIn }
        return try FieldTable(yaml: yaml)
    }

    private init(yaml: [UInt8]) throws(TableError) {
        let content = try TableContent(of: yaml, file: Self.file, key: "fields")
        validFrom = content.validFrom
        var fields: [FieldDefinition] = []
        var names: Set<String> = []
        for item in try content.node.items() {
            let field = try FieldDefinition(item)
            for name in [field.name.rawValue] + field.typedNames
            where !names.insert(name).inserted {
                throw .duplicateCode(file: Self.file, line: item.line, code: name)
            }
            fields.append(field)
        }
        self.fields = fields
    }

    /// The field of a name in records; nil for one that the table does not have.
    package subscript(name: FieldName) -> FieldDefinition? { fields.first { $0.name == name } }

    /// What people see of a value of a field, or of what was read for it.
    package func shown(_ value: String, of name: FieldName) -> String {
        isMasked(name) ? PersonalNumber.masked(value) : value
    }

    /// What people see of a text in which personal numbers may stand anywhere.
    package func shown(_ text: String) -> String {
        isMasked(.personalNumbers) ? PersonalNumber.masking(text) : text
    }

    /// Whether people see only a part of a field's values; for fields that the table does not have, as the
    /// built-in one says.
    private func isMasked(_ name: FieldName) -> Bool {
        (self[name] ?? Self.builtIn[name])?.isMasked ?? false
    }

    /// The field of a name as typed, in English or Romanian, whatever its case and marks.
    package func named(_ typed: String) -> FieldDefinition? {
        let folded = Self.folded(typed)
        return fields.first { $0.name.rawValue == folded || $0.typedNames.contains(folded) }
    }

    /// What to write instead of an unknown name; nil when nothing is near.
    package func nearest(to typed: String) -> String? {
        let folded = Self.folded(typed)
        if ["cui", "cif", "cod_fiscal"].contains(folded) {
            return fields.filter { $0.kind == .fiscalCode }.map(\.name.rawValue)
                .joined(separator: " or ")
        }
        return NearestName.of(folded, among: fields.flatMap { [$0.name.rawValue] + $0.typedNames })
    }

    /// Whether a name as typed stands for the document's type.
    package static func isType(_ typed: String) -> Bool {
        ["type", "tip", "tipul"].contains(folded(typed))
    }

    /// Small letters without marks; blanks and hyphens between words are underscores.
    private static func folded(_ typed: String) -> String {
        let letters = typed.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.canonicalCombiningClass == .notReordered }
        return String(String.UnicodeScalarView(letters))
            .replacingOccurrences(of: " ", with: "_").replacingOccurrences(of: "-", with: "_")
    }
}

extension FieldName {
    /// Whether the value carries a check digit; other checks compare two readings.
    package var hasCheckDigit: Bool { FieldTable.builtIn[self]?.check == .checkDigit }
}
