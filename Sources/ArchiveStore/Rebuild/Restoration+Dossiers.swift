import Catalogue
import DurableFiles
import GRDB
import OCFL

extension Restoration {
    /// Takes over dossiers as their objects tell of them; what was decided later is carried out behind it.
    ///
    /// Of two objects that have one document, the one that was changed last has it. A record that cannot be
    /// read becomes a problem: the journal has the decisions.
    mutating func restoreDossiers(_ inventories: [ObjectInventory]) throws(StoreError) {
        var objects: [DossierObject] = []
        for inventory in inventories {
            do throws(StoreError) {
                objects.append(try DossierObject.read(inventory, in: archive.store))
            } catch {
                guard Self.isAboutObject(error) else { throw error }
                summary.problems.append(ArchiveFinding(error, subject: inventory.id))
            }
        }
        objects.sort { $0.file.decision < $1.file.decision }
        let (found, end) = (objects, sealedEnd.sequence)
        try archive.catalogue.write { database in
            for object in found { try object.restore(in: database, sealedEnd: end) }
        }
    }
}
