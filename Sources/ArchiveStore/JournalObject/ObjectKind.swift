import ArchiveModel
import DurableFiles
import OCFL

/// What an object holds, as the record at the root of its first version says.
enum ObjectKind: Equatable {
    /// A batch: what was received, and what was made of it.
    case batch
    /// A segment of the journal of decisions.
    case journal
    /// The description of a dossier.
    case dossier
    /// What this program does not know.
    case unknown

    /// Records by their logical path, with what their format begins with.
    private static let known: [String: (kind: ObjectKind, format: String)] = [
        LogicalPath.batch: (.batch, "archivectl batch "),
        LogicalPath.journal: (.journal, "archivectl journal-segment "),
        LogicalPath.dossier: (.dossier, "archivectl dossier "),
    ]

    /// Finds the kind of an object.
    ///
    /// A record that cannot be read is taken for what its name says: reading it whole will say what is
    /// wrong with it.
    static func of(_ inventory: ObjectInventory, in store: ObjectStore) -> ObjectKind {
        let root = inventory.version(1)?.state ?? [:]
        let records = root.values.joined().filter { !$0.contains("/") && $0.hasSuffix(".json") }
        guard records.count == 1, let path = records.first, let meant = known[path] else {
            return .unknown
        }
        let digest = root.first { $0.value.contains(path) }.flatMap { ContentDigest(hex: $0.key) }
        guard let content = digest.flatMap(inventory.content),
            let head = try? StoredJSON.read(
                Head.self, at: store.folder(of: inventory.id) + "/" + content)
        else { return meant.kind }
        return head.format.hasPrefix(meant.format) ? meant.kind : .unknown
    }

    private struct Head: Decodable {
        var format: String
    }
}
