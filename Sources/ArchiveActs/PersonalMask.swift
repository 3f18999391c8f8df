package import ArchiveModel
package import ArchiveStore
import DomainTables

/// What people see of personal numbers: the first digit and the last three, unless the archive's table of
/// fields says that they see all.
package struct PersonalMask: Sendable {
    /// By the built-in table, for what is printed without an archive at hand.
    package static let builtIn = PersonalMask(table: .builtIn)

    private let table: FieldTable

    /// Follows the archive's own table of fields; one that cannot be read masks as the built-in one does.
    package static func read(of archive: Archive) -> PersonalMask {
        let own = try? FieldTable.read(archive.ownTable(named: FieldTable.file))
        return PersonalMask(table: own ?? .builtIn)
    }

    private init(table: FieldTable) { self.table = table }

    /// A value of a field, or what was read for it; a personal number may stand in any field.
    package func value(_ value: String, of field: FieldName) -> String {
        let shown = table.shown(value, of: field)
        return shown == value ? text(value) : shown
    }

    /// A text in which personal numbers may stand anywhere.
    package func text(_ text: String) -> String { table.shown(text) }
}
