import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL

/// `disposed.json` in the object of a batch: what is no longer in it, and by whose decision.
///
/// It says nothing of what was on the papers.
struct DisposedFile: Codable {
    /// A file that is no more.
    struct Scan: Codable, Equatable {
        var digest: ContentDigest
        /// In bytes; nil when the file was missing already.
        var size: Int64?
    }

    /// Who took a step, and when.
    struct Step: Codable {
        var account: String
        var actor: String
        var at: String
    }

    /// One proposal that was carried out.
    struct Entry: Codable {
        var act: String?
        var approved: Step?
        var confirmation: String?
        /// Identifiers of all documents of the proposal, also of those in other batches.
        var documents: [DocumentID]
        var number: Int64
        var ordered: Step?
        /// Whether the papers were private, and scanned by mistake.
        var `private`: Bool
        var proposed: Step?
        var reason: String
        /// The files of this batch.
        var scans: [Scan]
    }

    static let format = "archivectl disposed 1"

    var disposals: [Entry] = []
    var format = Self.format
    /// Identifiers of the objects that this one replaces.
    var replaces: [String] = []

    /// Reads that of an object; empty when it has none.
    ///
    /// Throws `record-unreadable`, `archive-too-new`.
    static func read(
        of inventory: ObjectInventory, in store: ObjectStore
    ) throws(StoreError) -> DisposedFile {
        guard inventory.files[LogicalPath.disposed] != nil else { return DisposedFile() }
        let path = store.path(of: LogicalPath.disposed, in: inventory)
        let file = try StoredJSON.read(DisposedFile.self, at: path)
        guard file.format == format else { throw .recordTooNew(path, format: file.format) }
        return file
    }

    /// Makes a new catalogue know what is no more.
    func restore(as object: String, in database: Database) throws {
        for replaced in replaces {
            try ReplacedObject.insert(replaced, by: object, in: database)
        }
        for disposal in disposals {
            for scan in disposal.scans {
                try DisposedScan.insert(scan.digest, of: disposal.number, in: database)
            }
        }
    }
}

extension DisposedFile.Entry {
    /// Tells of a proposal, as far as it is of some files.
    init(_ disposal: Disposal, scans: [DisposedFile.Scan]) {
        let step = { (kind: DisposalStep.Kind) in
            disposal.step(kind).map {
                DisposedFile.Step(account: $0.user.account, actor: $0.user.name, at: $0.at)
            }
        }
        self.init(
            act: disposal.proposal.act, approved: step(.approved),
            confirmation: disposal.confirmation,
            documents: disposal.proposal.documents.map(\.id), number: disposal.number,
            ordered: step(.ordered), private: disposal.proposal.isPrivate,
            proposed: step(.proposed), reason: disposal.proposal.reason, scans: scans)
    }
}
