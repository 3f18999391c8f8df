package import ArchiveModel
import DomainTables

/// The member `personal` of every record that has a value of a field.
package enum PersonalLabel {
    /// True for a field whose values say something of a person, by the built-in table of fields; nil for
    /// any other, so that the record leaves the member out.
    package static func of(_ name: FieldName) -> Bool? {
        FieldTable.builtIn[name]?.isPersonal == true ? true : nil
    }
}
