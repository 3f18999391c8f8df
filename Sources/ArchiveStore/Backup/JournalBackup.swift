import ArchiveModel
import Catalogue
import DurableFiles
import OCFL
import SystemPackage

/// Copies the journal of decisions into a backup, or out of one.
///
/// After the catalogue, so that it holds all decisions that the copy of the catalogue carried out,
/// and perhaps later ones. A part that was moved into an object which the copy of the catalogue does not
/// know yet comes as it was before: as a segment of the journal.
struct JournalBackup {
    let source: BackupSource
    let target: String
    let identity: ArchiveID
    let isRestore: Bool
    /// The objects that the copy of the catalogue knows.
    let objects: [String]

    /// The journal that is copied.
    private var journal: Journal { Journal(in: source.path, of: identity) }
    /// The copy.
    private var kept: Journal { Journal(in: target, of: identity) }

    /// Copies what differs; damage becomes a problem.
    ///
    /// A damaged journal does not replace a good copy in a backup; a restore takes what there is.
    func copy(_ summary: inout BackupSummary) throws {
        let live = journal.segments
        let sealed = try sealedSegments()
        guard journal.exists || !sealed.isEmpty else { return }
        let problems = try self.problems(besides: sealed)
        summary.problems += problems
        guard problems.isEmpty || isRestore else { return }
        // Begun anew by a rebuild, or damaged: what the backup has may say more.
        if kept.exists, !isContinued(by: sealed.map(\.segment) + live) { try kept.setAside() }
        try StoreError.about(kept.path) { () throws(Errno) in try Folder.make(kept.path) }
        // First the journal: what is moved into an object meanwhile is found there.
        for segment in journal.segments { try copy(segment) }
        // What the backup has of a segment that is in an object by now is completed, until its
        // catalogue knows the object.
        let begun = Set(kept.segments.map(\.first))
        for other in try sealedSegments()
        where !other.isCopied || begun.contains(other.segment.first) {
            try copy(other.segment)
        }
        if isRestore { try beginAnew(behind: sealed) }
    }

    /// Copies the journals that rebuilds set aside: each rebuild carries out again what can be read of
    /// them.
    ///
    /// A copy that has more sound lines than the original by now is kept.
    func copySetAside() throws {
        let copies = Journal.setAside(in: target, of: identity)
        for original in Journal.setAside(in: source.path, of: identity) {
            let place = target + original.path.dropFirst(source.path.utf8.count)
            if let copy = copies.first(where: { $0.path == place }),
                try Self.soundLines(of: copy) > Self.soundLines(of: original)
            {
                continue
            }
            try StoreError.about(place) { () throws(Errno) in try Folder.make(place) }
            for segment in original.segments { try copy(segment, into: place) }
        }
    }

    private static func soundLines(of journal: Journal) throws -> Int {
        var count = 0
        try journal.forEachLine(fault: { _ in }) { _ in count += 1 }
        return count
    }

    /// Removes from the backup's journal what its catalogue knows to be in an object.
    func removeSealed() throws {
        let sealed = try sealedSegments().filter(\.isCopied)
        let copies = ObjectStore(archive: target)
        let live = Set(journal.segments.map(\.first))
        for segment in kept.segments where !live.contains(segment.first) {
            for other in sealed where other.segment.first == segment.first {
                let copy = try JournalObject.segment(first: segment.first, of: other.id, in: copies)
                if copy.size != nil, try bytes(of: copy) == bytes(of: segment) {
                    try remove(segment)
                    break
                }
            }
        }
    }

    /// A segment that lies in an object.
    private struct SealedSegment {
        let id: String
        let segment: JournalSegment
        /// Whether the object is among those that the copy has.
        let isCopied: Bool
    }

    /// The segments that lie in objects now; of a source without a catalogue those that are copied.
    private func sealedSegments() throws -> [SealedSegment] {
        let copied = Set(objects)
        if let archive = source.archive {
            return try archive.catalogue.read { try ObjectRow.all(.journal, in: $0) }.map { row in
                SealedSegment(
                    id: row.id,
                    segment: try JournalObject.segment(
                        first: row.first, of: row.id, in: source.store),
                    isCopied: copied.contains(row.id))
            }
        }
        return objects.compactMap { id in
            guard let inventory = try? source.store.inventory(of: id),
                ObjectKind.of(inventory, in: source.store) == .journal,
                let object = try? JournalObject.read(inventory, in: source.store)
            else { return nil }
            return SealedSegment(id: id, segment: object.segment, isCopied: true)
        }
    }

    /// What is wrong with the journal as a whole.
    private func problems(besides sealed: [SealedSegment]) throws -> [ArchiveFinding] {
        let look = { (history: JournalHistory) in
            var problems: [ArchiveFinding] = []
            try history.forEachLine(
                fault: { problems.append(ArchiveFinding(.journal($0))) }, { _ in })
            return problems
        }
        if let archive = source.archive { return try archive.look(atHistoryOf: identity, look) }
        return try look(JournalHistory(sealed: sealed.map(\.segment), journal: journal))
    }

    /// Whether all whole lines of the backup's journal stand in segments of the same numbers.
    private func isContinued(by segments: [JournalSegment]) -> Bool {
        kept.segments.allSatisfy { segment in
            segments.contains {
                $0.first == segment.first && (try? $0.continues(segment)) ?? false
            }
        }
    }

    private func copy(_ segment: JournalSegment) throws {
        try copy(segment, into: kept.path)
    }

    private func copy(_ segment: JournalSegment, into folder: String) throws {
        let bytes: [UInt8]
        do throws(JournalFault) {
            bytes = try segment.bytes()
        } catch {
            // Moved into an object just now, or lost, which is among the problems.
            guard segment.size != nil else { return }
            throw StoreError.journal(error)
        }
        let place = "\(folder)/\(segment.name)"
        guard (try? Folder.readFile(place, limit: 1 << 30)) != bytes else { return }
        try StoreError.about(place) { () throws(Errno) in
            try Folder.writeFile(bytes, to: place)
        }
    }

    /// Begins the journal of a restored archive behind the decisions in objects, when its backup has
    /// lost all that came after.
    private func beginAnew(behind sealed: [SealedSegment]) throws {
        guard kept.segments.isEmpty,
            let last = sealed.map(\.segment).max(by: { $0.first < $1.first })
        else { return }
        do {
            try kept.make(after: try last.extent(of: identity).end)
        } catch let fault as JournalFault {
            throw StoreError.journal(fault)
        }
    }

    private func remove(_ segment: JournalSegment) throws(StoreError) {
        do throws(JournalFault) { try kept.remove(segment) } catch { throw .journal(error) }
    }

    private func bytes(of segment: JournalSegment) throws(StoreError) -> [UInt8] {
        do throws(JournalFault) { return try segment.bytes() } catch { throw .journal(error) }
    }
}
