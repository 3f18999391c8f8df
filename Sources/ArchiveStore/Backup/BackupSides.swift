/// What messages call the two sides of a backup or a restore.
struct BackupSides {
    /// Where is read from.
    let source: String
    /// Where is written to.
    let target: String

    /// What the folder that is written to is called.
    let folder: String

    static let backup = BackupSides(
        source: "archive", target: "backup", folder: "the folder of the backup")
    static let restore = BackupSides(
        source: "backup", target: "archive", folder: "the folder of the new archive")
}
