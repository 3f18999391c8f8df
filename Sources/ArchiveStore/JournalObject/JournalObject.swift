import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL

/// An object with one segment of the journal, of which version 1 is the only one.
struct JournalObject {
    /// What its record says.
    let file: JournalFile
    /// The segment in it.
    let segment: JournalSegment
    private let id: String

    /// Reads the record of an object; throws `record-unreadable`, `archive-too-new`.
    static func read(
        _ inventory: ObjectInventory, in store: ObjectStore
    ) throws(StoreError) -> JournalObject {
        let file = try JournalFile.read(at: store.path(of: LogicalPath.journal, in: inventory))
        guard inventory.files[JournalSegment.name(first: file.first)] != nil else {
            throw .recordUnreadable(store.folder(of: inventory.id))
        }
        return JournalObject(
            file: file, segment: try segment(first: file.first, of: inventory.id, in: store),
            id: inventory.id)
    }

    /// The segment in an object, whether it is there or not.
    static func segment(
        first: Int64, of id: String, in store: ObjectStore
    ) throws(StoreError) -> JournalSegment {
        let name = JournalSegment.name(first: first)
        guard let segment = JournalSegment(at: store.folder(of: id) + "/v1/content/" + name)
        else { throw .recordUnreadable(store.folder(of: id)) }
        return segment
    }

    /// What the catalogue has to say of it.
    var row: ObjectRow {
        ObjectRow(id: id, kind: .journal, head: 1, first: file.first, last: file.last)
    }

    /// The identity of an archive that its objects of the journal give; nil when there are none.
    static func identity(in archive: String) -> ArchiveID? {
        let store = ObjectStore(archive: archive)
        var found: ArchiveID?
        OCFLStorageRootCheck(rootAt: Array(store.objects.utf8)).run { label in
            let folder = store.objects + "/" + String(decoding: label.bytes, as: UTF8.self)
            guard found == nil,
                let inventory = try? store.inventory(at: folder + "/inventory.json"),
                ObjectKind.of(inventory, in: store) == .journal
            else { return }
            found = (try? read(inventory, in: store)).flatMap { ArchiveID($0.file.archive) }
        }
        return found
    }

    /// Requires that the segment has the decisions that the record says; throws `record-unreadable`
    /// and what is wrong with the segment.
    func requireSound(of archive: ArchiveID) throws {
        guard file.archive == archive.text else {
            throw JournalFault.foreign(file: segment.path, archive: file.archive)
        }
        guard try segment.extent(of: archive) == file.extent else {
            throw StoreError.recordUnreadable(segment.path)
        }
    }

    /// Makes the catalogue know the object, unless it does.
    func register(by user: ActingUser, in database: Database) throws {
        guard try ObjectRow.read(id, in: database) == nil else { return }
        try row.write(in: database)
        try EventLog.append(
            .journalSealed, object: "\(id) v1", detail: ["first": file.first, "last": file.last],
            by: user, in: database)
    }
}

extension Archive {
    /// What `look` finds in all that persons decided.
    ///
    /// It looks again when it found something, and a writer moved a part of the journal into an object
    /// meanwhile.
    func look<Finding>(
        atHistoryOf id: ArchiveID, _ look: (JournalHistory) throws -> [Finding]
    ) throws -> [Finding] {
        var found: [Finding] = []
        for _ in 0..<5 {
            let parts = try journalParts()
            found = try look(history(of: id, in: parts))
            if try found.isEmpty || parts == journalParts() { break }
        }
        return found
    }

    /// The decisions in objects, those included that a catalogue which was put back does not know.
    private func journalParts() throws -> JournalParts {
        let ahead = try VersionsAhead.look(at: path)
        return try catalogue.read { database in
            try JournalParts.read(in: database).adding(ahead.journalRows(in: database))
        }
    }

    /// All that persons decided, in some objects and in the journal, or another one behind them.
    func history(
        of id: ArchiveID, in parts: JournalParts, behind journal: Journal? = nil
    ) throws(StoreError) -> JournalHistory {
        var sealed: [JournalSegment] = []
        for row in parts.objects {
            sealed.append(try JournalObject.segment(first: row.first, of: row.id, in: store))
        }
        return JournalHistory(
            sealed: sealed, gaps: parts.gaps, journal: journal ?? Journal(in: path, of: id))
    }
}
