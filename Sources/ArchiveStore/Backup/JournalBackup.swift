import ArchiveModel
import Catalogue
import DurableFiles
import SystemPackage

/// Copies the journal of decisions into a backup, or out of one.
///
/// After the catalogue, so that it holds all decisions that the copy of the catalogue carried out,
/// and perhaps later ones.
struct JournalBackup {
    let source: String
    let target: String
    let identity: ArchiveID
    let isRestore: Bool

    /// Copies what differs; damage becomes a problem.
    ///
    /// A damaged journal does not replace a good copy in a backup; a restore takes what there is.
    func copy(_ summary: inout BackupSummary) throws {
        let journal = Journal(in: source, of: identity)
        guard journal.exists else { return }
        var problems: [ArchiveFinding] = []
        try journal.forEachLine(
            fault: { problems.append(ArchiveFinding(.journal($0))) }, { _ in })
        summary.problems += problems
        guard problems.isEmpty || isRestore else { return }
        let kept = Journal(in: target, of: identity)
        // Begun anew by a rebuild, or damaged: what the backup has may say more.
        if kept.exists, try !isContinued(kept, by: journal) { try kept.setAside() }
        try StoreError.about(kept.path) { () throws(Errno) in try Folder.make(kept.path) }
        for name in journal.segmentNames {
            let bytes = try Self.bytes("\(journal.path)/\(name)")
            let place = "\(kept.path)/\(name)"
            guard (try? Self.bytes(place)) != bytes else { continue }
            try StoreError.about(place) { () throws(Errno) in
                try Folder.writeFile(bytes, to: place)
            }
        }
    }

    /// Whether all whole lines of one journal stand in another, in the same places.
    private func isContinued(_ kept: Journal, by journal: Journal) throws -> Bool {
        try kept.segmentNames.allSatisfy { name in
            let old = try Self.bytes("\(kept.path)/\(name)")
            let whole = old.prefix((old.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)
            return (try? Self.bytes("\(journal.path)/\(name)").starts(with: whole)) ?? false
        }
    }

    private static func bytes(_ path: String) throws(StoreError) -> [UInt8] {
        var bytes: [UInt8] = []
        try StoreError.about(path) { () throws(Errno) in
            bytes = try Folder.readFile(path, limit: 1 << 30)
        }
        return bytes
    }
}
