import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL
import PageXML

/// Takes over object after object into an empty catalogue.
///
/// In three passes, since scans and documents point to each other across batches: scans that were
/// sealed with their pages come first, since they own their digests; then all other scans; then
/// documents that had to wait for a scan of a later object.
struct Restoration {
    var summary = RebuildSummary()
    let archive: Archive
    private let user: ActingUser
    private let store: ObjectStore
    private var waiting: [(document: SealedDocument, object: String)] = []
    /// Where the decisions end that lie in objects: what a new journal continues.
    var sealedEnd = EventLog.start
    /// The journal that is to take the place of one that is damaged or missing; nil when it is whole.
    var newJournal: Journal?
    private var superseded: [(scan: ScanID, by: ContentDigest)] = []
    /// Objects of which not all was taken over as it is, so that they have to be sealed again.
    private var differing: Set<String> = []

    init(_ archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
        store = archive.store
    }

    /// Objects found in a storage root, in the order in which they were made.
    struct Objects {
        /// The identifiers of all of them.
        var all: [String] = []
        /// The identifiers of those that hold batches.
        var batches: [String] = []
        /// The inventories of those that hold parts of the journal.
        var journal: [ObjectInventory] = []
        /// The inventories of those that describe dossiers.
        var dossiers: [ObjectInventory] = []
    }

    /// Finds all objects; those of a kind that is not known are left alone, and told of.
    mutating func findObjects() -> Objects {
        var found: [ObjectInventory] = []
        var problems: [ArchiveFinding] = []
        OCFLStorageRootCheck(rootAt: Array(store.objects.utf8)).run { label in
            let place = "objects/" + label.shown
            do throws(StoreError) {
                let folder = store.objects + "/" + String(decoding: label.bytes, as: UTF8.self)
                let inventory = try store.inventory(at: folder + "/inventory.json")
                found.append(inventory)
            } catch {
                problems.append(ArchiveFinding(error, subject: place))
            }
        }
        summary.problems += problems
        found.sort { ($0.created, $0.id) < ($1.created, $1.id) }
        var objects = Objects()
        for inventory in found {
            objects.all.append(inventory.id)
            switch ObjectKind.of(inventory, in: store) {
            case .batch: objects.batches.append(inventory.id)
            case .journal: objects.journal.append(inventory)
            case .dossier: objects.dossiers.append(inventory)
            case .unknown:
                let place = store.local(store.folder(of: inventory.id))
                summary.notices.append(ArchiveFinding(unknownKindAt: place))
            }
        }
        return objects
    }

    /// Takes over a batch, those of its scans that were sealed, their pages and documents.
    mutating func restoreSealed(_ id: String) throws {
        try attempt(id) { restoration, inventory, registration in
            let sealed = try restoration.sealedBatch(of: inventory)
            let disposed = try DisposedFile.read(of: inventory, in: restoration.store)
            let scans = Dictionary(
                (sealed?.scans ?? []).filter { $0.verdict != .duplicate }.map { ($0.path, $0) },
                uniquingKeysWith: { first, _ in first })
            try restoration.archive.catalogue.writeRethrowing {
                database in
                let added = try registration.register(in: database) { scans[$0] != nil }
                restoration.summary.batches += 1
                try restoration.tellName(of: registration, inventory.id, in: database)
                try disposed.restore(as: inventory.id, in: database)
                for (path, accession) in added.sorted(by: {
                    $0.value.scan.rawValue < $1.value.scan.rawValue
                }) {
                    guard let scan = scans[path] else { continue }
                    try restoration.restore(scan, as: accession, of: inventory, in: database)
                }
                for document in sealed?.documents ?? [] {
                    try restoration.restore(document, of: inventory.id, in: database)
                }
                try restoration.restore(sealed?.removed ?? [], of: inventory.id, in: database)
                try restoration.restore(
                    groupings: sealed?.groupings ?? [], of: inventory.id, in: database)
                try restoration.settle(inventory.id, in: database)
            }
        }
    }

    /// Takes over the scans of a batch that were not sealed, and duplicates.
    mutating func restoreRest(_ id: String) throws {
        try attempt(id) { restoration, inventory, registration in
            let sealed = try restoration.sealedBatch(of: inventory)
            let known = Set((sealed?.scans ?? []).map(\.path))
            try restoration.archive.catalogue.writeRethrowing {
                database in
                let added = try registration.register(in: database)
                restoration.summary.scans += added.count
                restoration.summary.unread += added.values.count {
                    if case .added = $0 { true } else { false }
                }
                // A duplicate that is written down already leaves nothing to be sealed.
                if added.keys.allSatisfy(known.contains) {
                    try restoration.settle(inventory.id, in: database)
                }
            }
        }
    }

    /// Takes over documents with pages in several batches.
    mutating func restoreWaitingDocuments() throws {
        let documents = waiting
        waiting = []
        for (document, object) in documents {
            var restoration = self
            try archive.catalogue.writeRethrowing { database in
                try restoration.restore(document, of: object, in: database)
            }
            self = restoration
        }
        for (document, _) in waiting {
            summary.problems.append(
                ArchiveFinding(
                    "scan-missing", severity: .error, subject: "document \(document.id.text)",
                    message: "a scan that it has pages of is in no object"))
        }
    }

    /// Links earlier states of files to the later ones, which may be in later objects.
    ///
    /// It is written down already, so that it leaves nothing to be sealed.
    func restoreSupersessions() throws {
        try archive.catalogue.writeRethrowing { database in
            for (scan, later) in superseded {
                let isPending = try Bool.fetchOne(
                    database,
                    sql: """
                        SELECT pending FROM batch JOIN scan ON batch_id = batch.id WHERE scan.id = ?
                        """, arguments: [scan.rawValue])
                try database.execute(
                    sql: """
                        UPDATE scan SET superseded_by = (
                            SELECT id FROM scan WHERE digest = ? AND duplicate_of IS NULL)
                        WHERE id = ?
                        """, arguments: [later.blob, scan.rawValue])
                try database.execute(
                    sql: """
                        UPDATE batch SET pending = ? WHERE id = (
                            SELECT batch_id FROM scan WHERE id = ?)
                        """, arguments: [isPending ?? false, scan.rawValue])
            }
        }
    }

    /// Begins the event log: which versions were found, by whom and when they were made.
    func recordEvents(of objects: [String]) throws {
        var versions: [(version: ObjectInventory.Version, object: String)] = []
        for id in objects {
            guard let inventory = try? store.inventory(of: id) else { continue }
            for number in 1...inventory.headNumber {
                inventory.version(number).map { versions.append(($0, "\(id) v\(number)")) }
            }
        }
        versions.sort { ($0.version.created, $0.object) < ($1.version.created, $1.object) }
        try archive.catalogue.writeRethrowing { database in
            for (version, object) in versions {
                try EventLog.append(
                    .versionFound, object: object, detail: ["message": version.message],
                    at: version.created,
                    by: ActingUser(name: version.user.name, address: version.user.address),
                    in: database)
            }
            try DocumentMarks.recordAll(by: user, in: database)
            try EventLog.append(
                .catalogueRebuilt, object: "archive",
                detail: RebuildDetail(
                    archive: archive.settings.id?.text, versions: versions.count,
                    tables: archive.tableDigests()),
                by: user, in: database)
        }
    }

    /// Does something with an object; what is wrong with the object itself is a problem, not an end.
    private mutating func attempt(
        _ id: String,
        body: (inout Restoration, ObjectInventory, BatchRegistration) throws -> Void
    ) throws {
        var restoration = self
        do {
            let inventory = try store.inventory(of: id)
            try body(&restoration, inventory, BatchRegistration.read(inventory, in: store))
            self = restoration
        } catch let error as StoreError where Self.isAboutObject(error) {
            summary.problems.append(ArchiveFinding(error, subject: id))
        }
    }

    private func sealedBatch(of inventory: ObjectInventory) throws(StoreError) -> SealedBatch? {
        guard inventory.files[LogicalPath.documents] != nil else { return nil }
        return try SealedBatch.read(at: store.path(of: LogicalPath.documents, in: inventory))
    }

    static func isAboutObject(_ error: StoreError) -> Bool {
        error.code == .objectUnusable || error.code == .recordUnreadable
    }
}

extension ObjectInventory {
    /// When its first version was made.
    fileprivate var created: String { version(1)?.created ?? "" }
}

/// What the event of a rebuild tells.
private struct RebuildDetail: Encodable {
    /// The archive's identity.
    let archive: String?
    /// How many versions were found.
    let versions: Int
    /// Digests of the domain tables by the names of their files.
    let tables: [String: String]
}

extension Restoration {
    /// Says that nothing of a batch is to be sealed, when all of it was taken over as it is.
    private func settle(_ object: String, in database: Database) throws {
        guard !differing.contains(object) else { return }
        try database.execute(
            sql: "UPDATE batch SET pending = 0 WHERE object = ?", arguments: [object])
    }

    /// Says in the summary that a batch got another name, since an earlier one has its own.
    private mutating func tellName(
        of registration: BatchRegistration, _ object: String, in database: Database
    ) throws {
        let stated = try registration.statedName
        guard let name = try BatchRow.read(object: object, in: database)?.name, name != stated
        else { return }
        summary.notices.append(
            ArchiveFinding(
                "batch-renamed", severity: .warning, subject: store.local(store.folder(of: object)),
                message:
                    "an earlier object has a batch of the name \(stated.display), too; this one "
                    + "is called \(name.display) in the catalogue"))
    }

    /// Takes over what was found out about a scan, with its pages.
    ///
    /// Not that of a copy of a scan which another object was read for as well: the first one counts.
    private mutating func restore(
        _ scan: SealedScan, as accession: AccessionOutcome, of inventory: ObjectInventory,
        in database: Database
    ) throws {
        guard case .added(let id) = accession else {
            differing.insert(inventory.id)
            return summary.scans += 1
        }
        let alto = scan.alto.flatMap { inventory.files[$0] }.flatMap(inventory.content)
        let texts = try alto.map {
            try self.texts(at: archive.store.folder(of: inventory.id) + "/" + $0)
        }
        for page in scan.pages {
            try PageRow.restore(
                page.page, confidence: page.confidence, reading: texts?[page.number], of: id,
                in: database)
        }
        try database.execute(
            sql: """
                UPDATE scan SET format = ?, page_count = ?, warnings = ?, doubts = ?,
                    verdict = ?, failure_code = ?, failure_message = ?, alto = ? WHERE id = ?
                """,
            arguments: [
                scan.format?.rawValue, scan.pageCount, try StoredJSON.encode(scan.warnings),
                try (scan.doubts ?? []).storedText, scan.verdict.rawValue, scan.failure?.code,
                scan.failure?.message, alto, id.rawValue,
            ])
        if let later = scan.supersededBy { superseded.append((id, later)) }
        summary.scans += 1
        summary.pages += scan.pages.count
    }

    /// The texts of pages by number; none, and a problem, when the file is damaged.
    private mutating func texts(at path: String) throws -> [Int: SealedReading] {
        var texts: [Int: SealedReading] = [:]
        do {
            try ALTOReader.forEachPage(at: path) { number, page in
                texts[number] = page.map(SealedReading.init)
            }
            return texts
        } catch let error as StoreError where error.code == .altoDamaged {
            summary.problems.append(
                ArchiveFinding(
                    "alto-damaged", severity: .error, subject: path, message: error.message))
            return [:]
        }
    }

    /// Takes over a document, or lets it wait for a scan that is not there yet.
    private mutating func restore(
        _ document: SealedDocument, of object: String, in database: Database
    ) throws {
        let scans = try scans(of: document, in: database)
        let pages = document.pages.flatMap { run in
            run.numbers.compactMap { number in
                scans[run.scan].map { PageReference(scan: $0, number: number) }
            }
        }
        guard scans.count == document.scans.count else {
            waiting.append((document, object))
            return
        }
        guard try isFree(document.id, pages, in: database) else {
            differing.insert(object)
            return try join(document, pages, in: database)
        }
        try DocumentRow.write(
            DocumentDraft(
                id: document.id, pages: pages, extracted: document.extracted,
                bounds: document.bounds), in: database)
        try restore(document.corrections, document.formerFields, of: document.id, in: database)
        summary.documents += 1
    }

    /// Adds what persons decided about a document to one that has its identifier or pages of it.
    ///
    /// It is no problem when both are the same pages: their batch was taken in twice.
    private mutating func join(
        _ document: SealedDocument, _ pages: [PageReference], in database: Database
    ) throws {
        let known = try CorrectionRow.all(of: document.id, in: database)
        try restore(document.corrections, document.formerFields, of: document.id, in: database)
        let there = try DocumentRow.head(document.id, in: database)
        guard there?.pages.map(\.reference) == pages else {
            return summary.problems.append(
                ArchiveFinding(
                    "record-differs", severity: .error, subject: "document \(document.id.text)",
                    message: "two objects have this document or pages of it; one was taken over"))
        }
        let news = document.corrections.filter { $0.isNews(to: known) }
        try DocumentRow.correct(document.id, news, in: database)
        if !news.isEmpty, let owner = try object(of: pages.first, in: database) {
            differing.insert(owner)
        }
        summary.notices.append(
            ArchiveFinding(
                "record-differs", severity: .warning, subject: "document \(document.id.text)",
                message: "two objects have this document; one was taken over, with the corrections "
                    + "of both"))
    }

    /// The object of the batch that a page is in.
    private func object(of page: PageReference?, in database: Database) throws -> String? {
        try String.fetchOne(
            database,
            sql: "SELECT object FROM batch JOIN scan ON batch_id = batch.id WHERE scan.id = ?",
            arguments: [page?.scan.rawValue])
    }

    /// Whether neither the identifier nor a page is another document's: one batch may have been
    /// sealed after pages went into a document of another batch, and that batch not yet.
    private func isFree(
        _ id: DocumentID, _ pages: [PageReference], in database: Database
    ) throws -> Bool {
        guard try DocumentRow.key(of: id, in: database) == nil else { return false }
        return try pages.allSatisfy {
            try DocumentRow.id(ofPage: $0.number, of: $0.scan, in: database) == nil
        }
    }

    /// The scans that a document has pages or places of, as far as they are there.
    private func scans(
        of document: SealedDocument, in database: Database
    ) throws -> [ContentDigest: ScanID] {
        var scans: [ContentDigest: ScanID] = [:]
        for digest in document.scans {
            scans[digest] = try Int64.fetchOne(
                database, sql: "SELECT id FROM scan WHERE digest = ? AND duplicate_of IS NULL",
                arguments: [digest.blob]
            ).map(ScanID.init(rawValue:))
        }
        return scans
    }

    /// Takes over documents that are no more: their identifiers and corrections.
    private func restore(
        _ removed: [SealedRemoval], of object: String, in database: Database
    ) throws {
        guard let batch = try BatchRow.read(object: object, in: database) else { return }
        for document in removed {
            try FormerDocument.insert(document.id, of: batch.id, in: database)
            try restore(document.corrections, document.formerFields, of: document.id, in: database)
        }
    }

    /// Takes over which decisions about the grouping of its pages a batch has.
    private func restore(
        groupings: [String], of object: String, in database: Database
    ) throws {
        guard let batch = try BatchRow.read(object: object, in: database) else { return }
        for id in groupings { try GroupingRow.restore(id, of: batch.id, in: database) }
    }

    private func restore(
        _ corrections: [Correction], _ formerFields: [FieldID]?, of document: DocumentID,
        in database: Database
    ) throws {
        for correction in corrections
        where try !DecisionTable.correction.has(correction.id, in: database) {
            try CorrectionRow.insert(correction, of: document, in: database)
        }
        try FormerField.insert(formerFields ?? [], of: document, in: database)
    }
}

extension Correction {
    /// Whether it is not among known ones of its document, and none of these came after it.
    fileprivate func isNews(to known: [Correction]) -> Bool {
        !known.contains { other in
            other.id == id || other.name == name && other.field == field && other.at > at
        }
    }
}
