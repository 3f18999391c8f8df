/// The rules of extraction: document types and the labels of their fields, read from tables that
/// an archivist may edit.
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
    ]

    /// Romanian titles by code of the document type, for display and for search filters.
    package let titles: [String: String]
    /// The document types in the order of the table.
    let types: [TypeRule]
    /// The labels of fields.
    let labels: FieldLabels

    /// Reads rules from tables by file name.
    ///
    /// A table that is not given is the built-in one; names
    /// that are not tables of rules are left alone.
    ///
    /// - Parameter tables: The bytes of edited tables by file name.
    /// - Throws: What is wrong with a table, with its file and line.
    package init(tables: [String: [UInt8]] = [:]) throws(MetadataRulesError) {
        let tables = Self.defaultTables.merging(tables) { _, given in given }
        types = try Self.types(
            tables[Self.documentTypesFile] ?? [], fields: tables[Self.typeFieldsFile] ?? [])
        titles = Dictionary(types.map { ($0.code, $0.title) }) { first, _ in first }
        labels = try FieldLabels(
            yaml: tables[Self.fieldLabelsFile] ?? [], file: Self.fieldLabelsFile)
    }

    /// Reads an edited table of document types, with the other tables as they are built in.
    ///
    /// - Parameter yaml: The bytes of the table.
    /// - Throws: What is wrong with the table, with its line.
    package init(documentTypes yaml: [UInt8]) throws(MetadataRulesError) {
        try self.init(tables: [Self.documentTypesFile: yaml])
    }

    private static func types(
        _ yaml: [UInt8], fields: [UInt8]
    ) throws(MetadataRulesError) -> [TypeRule] {
        let details = try content(of: fields, file: typeFieldsFile).mapping()
        var types: [TypeRule] = []
        for item in try content(of: yaml, file: documentTypesFile).items() {
            var type = try TypeRule(item)
            guard !types.contains(where: { $0.code == type.code }) else {
                throw .duplicateCode(file: documentTypesFile, line: item.line, code: type.code)
            }
            if let detail = details[type.code] { try type.addFields(detail) }
            types.append(type)
        }
        return types
    }

    /// What stands under `types` in a table that also says its version.
    private static func content(
        of yaml: [UInt8], file: String
    ) throws(MetadataRulesError) -> RuleNode {
        let top = try RuleNode(yaml: yaml, file: file)
        let values = try top.mapping(allowing: ["version", "types"])
        _ = try top.required("version", in: values)
        return try top.required("types", in: values)
    }
}
