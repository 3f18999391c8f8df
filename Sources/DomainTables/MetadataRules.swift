/// The rules of extraction and assembly: document types, the labels of their fields, and the marks of
/// pages, read from tables that an archivist may edit.
package struct MetadataRules: Sendable {
    /// Name of the table of document types.
    package static let documentTypesFile = "document-types.yaml"
    /// Name of the table of the fields of document types.
    package static let typeFieldsFile = "type-fields.yaml"
    /// Name of the table of field labels.
    package static let fieldLabelsFile = "field-labels.yaml"

    /// The built-in tables by file name, to be written into an archive where they can be edited.
    package static let defaultTables: [String: [UInt8]] = [
        documentTypesFile: PackageResources.document_types_yaml,
        typeFieldsFile: PackageResources.type_fields_yaml,
        fieldLabelsFile: PackageResources.field_labels_yaml,
        FieldTable.file: PackageResources.fields_yaml,
        PageMarks.file: PackageResources.page_marks_yaml,
        PartyLabels.file: PackageResources.parties_yaml,
        RetentionRules.file: PackageResources.retention_yaml,
        RecordSheetTable.file: PackageResources.record_sheet_yaml,
    ]

    /// The document types in the order of the table.
    package let types: [TypeRule]
    /// The labels of fields.
    package let labels: FieldLabels
    /// The words beside names, addresses and numbers of persons and accounts.
    package let parties: PartyLabels
    /// The words by which pages of one paper are told from those of the next.
    package let pageMarks: PageMarks

    /// Reads rules from tables by file name.
    ///
    /// A table that is not given is the built-in one; names
    /// that are not tables of rules are left alone.
    ///
    /// - Parameter tables: The bytes of edited tables by file name.
    /// - Throws: What is wrong with a table, with its file and line.
    package init(tables: [String: [UInt8]] = [:]) throws(TableError) {
        let tables = Self.defaultTables.merging(tables) { _, given in given }
        types = try Self.types(
            tables[Self.documentTypesFile] ?? [], fields: tables[Self.typeFieldsFile] ?? [])
        labels = try FieldLabels(
            yaml: tables[Self.fieldLabelsFile] ?? [], file: Self.fieldLabelsFile)
        parties = try PartyLabels(yaml: tables[PartyLabels.file] ?? [], file: PartyLabels.file)
        pageMarks = try PageMarks(yaml: tables[PageMarks.file] ?? [], file: PageMarks.file)
    }

    private static func types(
        _ yaml: [UInt8], fields: [UInt8]
    ) throws(TableError) -> [TypeRule] {
        let details = try TableContent(of: fields, file: typeFieldsFile, key: "types").node
            .mapping()
        var types: [TypeRule] = []
        for item in try TableContent(of: yaml, file: documentTypesFile, key: "types").node.items() {
            var type = try TypeRule(item)
            guard !types.contains(where: { $0.code == type.code }) else {
                throw .duplicateCode(file: documentTypesFile, line: item.line, code: type.code)
            }
            if let detail = details[type.code] { try type.addFields(detail) }
            types.append(type)
        }
        return types
    }
}
