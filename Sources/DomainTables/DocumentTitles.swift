/// Titles of document types, for those that need nothing else of the tables.
///
/// Reads one table, and of that only codes and titles: what is wrong with the rules of a type keeps nobody
/// from a paper.
package enum DocumentTitles {
    /// Name of the table that has them.
    package static let file = MetadataRules.documentTypesFile

    /// Romanian titles by code.
    ///
    /// - Parameter yaml: The archive's own table; nil for the built-in one.
    /// - Throws: What is wrong with the table, with its line.
    package static func read(_ yaml: [UInt8]?) throws(TableError) -> [String: String] {
        let yaml = yaml ?? MetadataRules.defaultTables[file] ?? []
        let content = try TableContent(of: yaml, file: file, key: "types")
        var titles: [String: String] = [:]
        for item in try content.node.items() {
            let values = try item.mapping(allowing: TypeRule.keys)
            let code = try item.required("code", in: values).text()
            let title = try item.required("title", in: values).text()
            guard titles.updateValue(title, forKey: code) == nil else {
                throw .duplicateCode(file: file, line: item.line, code: code)
            }
        }
        return titles
    }
}
