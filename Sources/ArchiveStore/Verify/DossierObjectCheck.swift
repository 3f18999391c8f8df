import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL

/// Compares the object of a dossier with what the catalogue says of it.
struct DossierObjectCheck {
    private let inventory: ObjectInventory
    /// The object's folder from the archive's.
    private let subject: String
    private let archive: Archive

    init(_ inventory: ObjectInventory, subject: String, archive: Archive) {
        self.inventory = inventory
        self.subject = subject
        self.archive = archive
    }

    /// What is wrong; of a dossier with changes that are to be sealed, its object may say other things.
    func run() throws -> [ArchiveFinding] {
        let object: DossierObject
        do throws(StoreError) {
            object = try DossierObject.read(inventory, in: archive.store)
        } catch {
            return [ArchiveFinding(unreadable: error, at: subject)]
        }
        return try archive.catalogue.read { try compare(object, in: $0) }
    }

    private func compare(
        _ object: DossierObject, in database: Database
    ) throws -> [ArchiveFinding] {
        guard let row = try ObjectRow.read(inventory.id, in: database) else {
            return [
                error("object-unlisted", "the catalogue does not know this object of a dossier")
            ]
        }
        if row.head < inventory.headNumber {
            return [
                error("object-ahead", "it has a version that the catalogue does not know")
            ]
        }
        if row.head > inventory.headNumber {
            return [error("object-behind", "it lacks a version that the catalogue knows")]
        }
        let dossier = try DossierRow.read(object.file.id, in: database)
        let isAsSealed = dossier.map { $0.isPending || object.file.describes($0) } ?? false
        return isAsSealed && row == object.row
            ? [] : [error("record-differs", "the catalogue says otherwise than dossier.json")]
    }

    private func error(_ code: String, _ message: String) -> ArchiveFinding {
        ArchiveFinding(code, severity: .error, subject: subject, message: message)
    }
}

extension DossierFile {
    /// Whether it says of a dossier what persons decided; what was counted, and what is known of its documents,
    /// may have changed since.
    fileprivate func describes(_ dossier: StoredDossier) -> Bool {
        decision == dossier.decision && description == dossier.description
            && documents.map(\.document) == dossier.allPapers.map(\.document)
    }
}
