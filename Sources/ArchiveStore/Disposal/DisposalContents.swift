import ArchiveModel
import Catalogue
import DurableFiles
import GRDB

/// What goes with some documents: the files that hold them, in all their states.
struct DisposalContents {
    /// The documents as they are.
    private let documents: [DisposalProposal.Document]
    /// The digests of the files.
    let scans: [ContentDigest]

    /// What a proposal of them says.
    func proposal(on grounds: Disposals.Grounds) -> DisposalProposal {
        DisposalProposal(
            documents: documents, scans: scans, reason: grounds.reason, act: grounds.act,
            confirmation: grounds.confirmation, isPrivate: grounds.isPrivate)
    }

    /// Finds out what goes with documents.
    ///
    /// Throws `disposal-changed` for one that is not there, `disposal-held` for one whose dossier is on hold,
    /// and `disposal-shared-scan` where a file holds pages of others, or is not read to its end.
    static func read(of ids: [DocumentID], in database: Database) throws -> DisposalContents {
        let wanted = Set(ids)
        var scans: Set<Int64> = []
        let documents = try ids.map { id in
            guard let head = try DocumentRow.head(id, in: database) else {
                throw StoreError.disposalChanged(nil, ["\(id.text) is no document any more"])
            }
            try requireNoHold(on: id, in: database)
            let own = try states(
                of: Set(head.pages.map(\.reference.scan.rawValue)), in: database)
            for scan in own { try requireAlone(scan, of: id, among: wanted, in: database) }
            scans.formUnion(own)
            return try DisposalProposal.Document(head, in: database)
        }
        return DisposalContents(
            documents: documents, scans: try scans.sorted().map { try digest(of: $0, in: database) }
        )
    }

    /// Scans and all other states of the same files, earlier and later ones.
    private static func states(of scans: Set<Int64>, in database: Database) throws -> Set<Int64> {
        try scans.reduce(into: []) { all, scan in
            all.formUnion(
                try Int64.fetchAll(
                    database,
                    sql: """
                        WITH RECURSIVE state (id) AS (
                            VALUES (?)
                            UNION SELECT scan.id FROM scan JOIN state ON superseded_by = state.id
                            UNION SELECT superseded_by FROM scan JOIN state ON scan.id = state.id
                            WHERE superseded_by IS NOT NULL)
                        SELECT id FROM state
                        """, arguments: [scan]))
        }
    }

    private static func requireNoHold(on document: DocumentID, in database: Database) throws {
        guard let place = try DossierPapers.place(of: document, in: database),
            let dossier = try DossierRow.description(of: place.dossier, in: database),
            let hold = dossier.hold
        else { return }
        throw StoreError.disposalHeld(document, in: dossier.mark, hold)
    }

    private static func requireAlone(
        _ scan: Int64, of document: DocumentID, among wanted: Set<DocumentID>,
        in database: Database
    ) throws {
        let row = try Row.fetchOne(
            database, sql: "SELECT name, verdict FROM scan WHERE id = ?", arguments: [scan])
        let name = row.map { ScanName(bytes: $0.bytes("name")).display } ?? ""
        guard row?["verdict"] as String? != nil else {
            throw StoreError.disposalUnread(name, of: document)
        }
        let others = try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT document.id FROM page JOIN document_page ON page_id = page.id
                JOIN document ON key = document_key WHERE scan_id = ? ORDER BY document.id
                """, arguments: [scan]
        ).compactMap { DocumentID($0) }.filter { !wanted.contains($0) }
        guard others.isEmpty else {
            throw StoreError.disposalShared(name, of: document, with: others)
        }
    }

    private static func digest(of scan: Int64, in database: Database) throws -> ContentDigest {
        let row = try Row.fetchOne(
            database, sql: "SELECT digest FROM scan WHERE id = ?", arguments: [scan])
        guard let digest = row.flatMap({ ContentDigest(bytes: $0.bytes("digest")) }) else {
            throw StoreError.catalogueDamaged("scan \(scan)")
        }
        return digest
    }
}
