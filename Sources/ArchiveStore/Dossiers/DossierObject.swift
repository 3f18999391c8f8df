import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL

/// An object with the description of one dossier, a version for each sealing that found it changed.
struct DossierObject {
    /// What its newest version says.
    let file: DossierFile
    private let inventory: ObjectInventory

    /// Reads the record of an object; throws `record-unreadable`, `archive-too-new`.
    static func read(
        _ inventory: ObjectInventory, in store: ObjectStore
    ) throws(StoreError) -> DossierObject {
        DossierObject(
            file: try DossierFile.read(at: store.path(of: LogicalPath.dossier, in: inventory)),
            inventory: inventory)
    }

    /// What the catalogue has to say of it.
    var row: ObjectRow {
        ObjectRow(
            id: inventory.id, kind: .dossier, head: inventory.headNumber, first: 0,
            last: file.decision)
    }

    /// Makes the catalogue know the newest version of the object, unless it does.
    func register(by user: ActingUser, in database: Database) throws {
        let known = try ObjectRow.read(inventory.id, in: database)?.head ?? 0
        guard known < inventory.headNumber else { return }
        try writeRows(in: database, settled: file.settled)
        try EventLog.append(
            .dossierSealed, object: "\(inventory.id) \(inventory.head)",
            detail: ["decision": file.decision], by: user, in: database)
    }

    /// Takes over the dossier into a catalogue that does not know it; `sealedEnd` is the number of the last
    /// decision in objects of the journal.
    func restore(in database: Database, sealedEnd: Int64) throws {
        try DossierRow.write(file.description, of: file.id, in: database)
        for paper in file.documents {
            try DossierPapers.put(
                paper.document, into: file.id, origin: paper.origin, in: database)
        }
        try DossierRow.note(file.decision, of: file.id, in: database)
        // When objects of the journal were lost, numbers are given again.
        try writeRows(in: database, settled: min(file.settled, sealedEnd))
    }

    private func writeRows(in database: Database, settled: Int64) throws {
        try row.write(in: database)
        try DossierRow.seal(
            file.id, in: inventory.id, decision: file.decision, settled: settled,
            database: database)
    }
}
