import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import Glibc
import OCFL

/// An object with the number of its newest version.
struct ObjectHead {
    let id: String
    let head: Int
    /// Whether it holds a batch.
    let isBatch: Bool

    /// All objects that a catalogue knows.
    static func all(in database: Database) throws -> [ObjectHead] {
        let batches = try Row.fetchAll(
            database, sql: "SELECT object, head FROM batch ORDER BY id"
        ).map { ObjectHead(id: $0["object"], head: $0["head"], isBatch: true) }
        return batches
            + (try ObjectRow.all(in: database)).map {
                ObjectHead(id: $0.id, head: $0.head, isBatch: false)
            }
    }
}

/// The copy of the archive's catalogue that is to take the place of the backup's.
///
/// It does so only when it is whole and continues what the backup has.
struct BackupCatalogue {
    /// Each object with its newest version.
    private(set) var objects: [ObjectHead] = []
    /// Objects that are no more, since others have their place.
    private(set) var replaced: [String] = []
    /// The end of its event log.
    private(set) var end = EventLog.start
    /// What is wrong with it; it must not replace anything then.
    private(set) var problems: [ArchiveFinding] = []
    /// Whether its log begins with a rebuild, so that the backup's log is another one.
    private(set) var beginsAnew = false
    /// Corrections in the backup's catalogue alone, when this one begins anew; nil when that cannot be
    /// read.
    private(set) var lostCorrections: Int?
    private var isLost = false
    private let store: ObjectStore
    private let snapshot: String

    /// Copies the catalogue to a path, beside whoever writes to it, and checks the copy.
    static func copy(of source: BackupSource, to snapshot: String) throws -> BackupCatalogue {
        guard let archive = source.archive else {
            return BackupCatalogue(lostIn: source, at: snapshot)
        }
        var copy = BackupCatalogue(store: archive.store, snapshot: snapshot)
        try copy.make(of: archive)
        return copy
    }

    private init(store: ObjectStore, snapshot: String) {
        self.store = store
        self.snapshot = snapshot
    }

    private mutating func make(of archive: Archive) throws {
        var problems: [ArchiveFinding] = []
        let check = CatalogueCheck(archive: archive) { finding in
            if finding.severity == .error { problems.append(finding) }
        }
        _ = try check.checkDigest()
        let ends = try archive.catalogue.anchor.recorded()
        let ahead = try VersionsAhead.look(at: archive.path)
        try archive.catalogue.copy(to: snapshot)
        try Self.read(snapshot) { database in
            objects = try ObjectHead.all(in: database)
            replaced = try ReplacedObject.all(in: database)
            end = try EventLog.end(in: database)
            try check.checkStructure(in: database)
            _ = try check.checkEvents(in: database, mustHold: ends)
            problems += try Self.unexplained(in: database)
            if try ahead.isNoted(in: database) == false {
                let unknown = try ahead.find(in: database)
                if !unknown.isEmpty {
                    problems.append(ArchiveFinding(.catalogueBehind(versions: unknown.count)))
                }
            }
        }
        self.problems = problems
    }

    /// Stands for a catalogue that cannot be read.
    init(lostIn source: BackupSource, at snapshot: String) {
        store = source.store
        self.snapshot = snapshot
        isLost = true
        problems = [
            ArchiveFinding(
                "catalogue-damaged", severity: .error, subject: "catalogue.sqlite",
                message: "it is missing or cannot be read")
        ]
    }

    /// Goes by what lies in a storage root instead of by this catalogue, which is damaged or lost;
    /// what the catalogue knows besides is told when its turn comes.
    mutating func takeObjects(from store: ObjectStore) {
        let found = FoundObjects(in: store)
        let known = Set(found.objects.map(\.id))
        objects = found.objects + objects.filter { !known.contains($0.id) }
        problems += found.problems
    }

    /// Adds objects of kinds that this program does not know, which no catalogue of its own names.
    mutating func takeUnknownKinds(from store: ObjectStore) {
        let known = Set(objects.map { store.folder(of: $0.id) })
        objects += FoundObjects(in: store, but: known).objects.filter { object in
            guard let inventory = try? store.inventory(of: object.id) else { return false }
            return ObjectKind.of(inventory, in: store) == .unknown
        }
    }

    /// What was changed in batches that are not sealed, and no event explains.
    ///
    /// What is sealed lies in the objects, too, where any change of it is found and undone.
    private static func unexplained(in database: Database) throws -> [ArchiveFinding] {
        guard try DocumentMarks.areKept(in: database) else { return [] }
        let pending = try Int64.fetchAll(database, sql: "SELECT id FROM batch WHERE pending = 1")
        return try pending.flatMap { id in
            try BatchContent(batch: BatchID(rawValue: id), database: database)
                .unexplainedDocuments().map { document in
                    ArchiveFinding(
                        "record-unexplained", severity: .error,
                        subject: "document \(document.text)",
                        message: "the catalogue was changed and no event says by whom")
                }
        }
    }

    /// Requires that the backup is an earlier state of this archive; throws `backup-of-another` and
    /// `backup-ahead`.
    ///
    /// The last event that the backup knows must be in the archive's log. After a rebuild, which
    /// begins a new log, the objects must be those of the backup and no older instead.
    mutating func requireContinues(
        _ backup: String, in target: ObjectStore
    ) throws -> [ObjectHead] {
        let path = target.archive + "/catalogue.sqlite"
        guard let old = try Former.read(at: path), !isLost else { return [] }
        var isContinued = false
        var first: ContentDigest?
        var begins: String?
        try Self.read(snapshot) { database in
            isContinued = try old.ends.contains {
                try EventAnchor.contains($0, in: database)
            }
            let row = try Row.fetchOne(
                database, sql: "SELECT hash, action FROM event WHERE sequence = 1")
            first = row.flatMap { ContentDigest(bytes: $0.bytes("hash")) }
            begins = row?["action"]
            lostCorrections = try old.corrections?.subtracting(
                Former.corrections(in: database)
            ).count
        }
        if isContinued { return old.objects }
        let rebuilt = [EventAction.versionFound, .catalogueRebuilt].map(\.rawValue)
        if begins.map(rebuilt.contains) == true, hasObjects(of: old, target) {
            beginsAnew = true
            return old.objects
        }
        throw old.first == nil || old.first == first || sharesObject(with: old)
            ? StoreError.backupAhead(backup) : StoreError.backupOfAnother(backup)
    }

    /// Whether all objects of a former catalogue are in this one, with the same first versions.
    private func hasObjects(of old: Former, _ target: ObjectStore) -> Bool {
        let heads = Dictionary(objects.map { ($0.id, $0.head) }, uniquingKeysWith: max)
        return old.objects.filter { !replaced.contains($0.id) }.allSatisfy { object in
            guard let now = heads[object.id], now >= object.head else { return false }
            let name = "/v\(object.head)/inventory.json"
            let kept = try? Folder.readFile(target.folder(of: object.id) + name, limit: 1 << 30)
            let ours = try? Folder.readFile(
                store.folder(of: object.id) + name, limit: 1 << 30)
            // What is damaged in one of them is told of when the object's turn comes.
            return kept == ours || kept == nil || ours == nil
        }
    }

    private func sharesObject(with old: Former) -> Bool {
        let known = Set(objects.map(\.id))
        return old.objects.contains { known.contains($0.id) }
    }

    private static func read(_ path: String, body: (Database) throws -> Void) throws {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            try queue.read(body)
        } catch let error as DatabaseError {
            throw StoreError.catalogue(error)
        }
    }
}

/// What is known of the catalogue that a backup has.
private struct Former {
    var objects: [ObjectHead] = []
    /// Ends of its log; one of them must be in the log of what replaces it.
    var ends: [EventLog.End] = []
    /// The hash of its first event; nil when it cannot be read.
    var first: ContentDigest?
    /// What people corrected; nil when it cannot be read.
    var corrections: Set<String>?

    /// The identities of the corrections in a catalogue, whichever documents they are of now.
    static func corrections(in database: Database) throws -> Set<String> {
        let documents = try String.fetchAll(
            database, sql: "SELECT DISTINCT document FROM correction")
        return try documents.compactMap { DocumentID($0) }.reduce(into: []) { known, id in
            known.formUnion(try CorrectionRow.all(of: id, in: database).map(\.id))
        }
    }

    /// Reads it; nil when there is none.
    ///
    /// When it is damaged, what lies beside it says where its log ended.
    static func read(at path: String) throws -> Former? {
        guard Folder.isFile(path) else { return nil }
        var former = Former()
        do throws(StoreError) {
            let catalogue = try Catalogue.open(reading: path)
            try catalogue.read { database in
                former.objects = try ObjectHead.all(in: database)
                former.ends = [try EventLog.end(in: database)]
                let row = try Row.fetchOne(
                    database, sql: "SELECT hash FROM event WHERE sequence = 1")
                former.first = row.flatMap { ContentDigest(bytes: $0.bytes("hash")) }
                former.corrections = try Self.corrections(in: database)
            }
            try catalogue.close()
        } catch {
            guard error.exitStatus == .damaged else { throw error }
            former.ends = try EventAnchor(of: path).recorded() ?? []
            // Nothing is left to compare with: the digests of the objects have to do.
            if former.ends.isEmpty { former.ends = [EventLog.start] }
        }
        return former
    }
}
