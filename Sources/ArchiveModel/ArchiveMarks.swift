/// The names by which a folder shows that it belongs to an archive: nothing in it is a scan that
/// was just received.
package enum ArchiveMarks {
    /// Names each of which is enough, as far as they do not vary.
    package static let names = [
        "archive.yaml", "0=ocfl_1.0", "0=ocfl_1.1", "0=ocfl_2.0", "0=ocfl_object_1.0",
        "0=ocfl_object_1.1", "0=ocfl_object_2.0",
    ]

    /// Whether the names in a folder are those of an archive or backup, of an OCFL storage root or
    /// object of whatever version, or of one version of an object.
    package static func areAmong(_ names: some Sequence<[UInt8]>) -> Bool {
        var found: Set<String> = []
        for name in names {
            let text = String(decoding: name, as: UTF8.self)
            if text == "archive.yaml" || text.hasPrefix("0=ocfl") { return true }
            if text.hasPrefix("inventory.json.") { found.insert("sidecar") }
            if parts.contains(text) { found.insert(text) }
        }
        let isArchive =
            found.contains("objects")
            && !found.isDisjoint(with: ["catalogue.sqlite", "backup.json", "restore.json"])
        return isArchive || found.isSuperset(of: ["inventory.json", "sidecar"])
    }

    private static let parts: Set<String> = [
        "inventory.json", "objects", "catalogue.sqlite", "backup.json", "restore.json",
    ]
}
