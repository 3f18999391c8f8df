/// What messages call the two sides of a backup or a restore.
struct BackupSides {
    /// Where is read from.
    let source: String
    /// Where is written to.
    let target: String

    static let backup = BackupSides(source: "archive", target: "backup")
    static let restore = BackupSides(source: "backup", target: "archive")
}
