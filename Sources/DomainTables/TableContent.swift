import ArchiveModel

/// What all domain tables have: a version, the day from which on they are to be used, and rows.
struct TableContent {
    /// What stands under the key of the rows.
    let node: TableNode
    /// The day from which on the table is to be used; nil in tables of earlier versions.
    let validFrom: CalendarDate?

    /// The version of the table, as it stands there.
    let version: TableNode

    /// Reads the top of a table.
    init(of yaml: [UInt8], file: String, key: String) throws(TableError) {
        let top = try TableNode(yaml: yaml, file: file)
        let values = try top.mapping(allowing: ["version", "valid_from", key])
        version = try top.required("version", in: values)
        validFrom = try values["valid_from"]?.date()
        node = try top.required(key, in: values)
    }
}
