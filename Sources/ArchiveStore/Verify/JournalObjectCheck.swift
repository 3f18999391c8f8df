import ArchiveModel
import Catalogue
import DurableFiles
import OCFL

/// Compares an object of the journal with its own record, and with what the catalogue says of it.
struct JournalObjectCheck {
    private let inventory: ObjectInventory
    /// The object's folder from the archive's.
    private let subject: String
    private let archive: Archive

    init(_ inventory: ObjectInventory, subject: String, archive: Archive) {
        self.inventory = inventory
        self.subject = subject
        self.archive = archive
    }

    /// What is wrong; how the segments follow each other is for `JournalCheck` to say.
    func run() throws -> [ArchiveFinding] {
        let object: JournalObject
        do {
            object = try JournalObject.read(inventory, in: archive.store)
            try archive.identity().map { try object.requireSound(of: $0) }
        } catch let error as StoreError where error.code != .catalogueFailed {
            return [ArchiveFinding(unreadable: error, at: subject)]
        } catch let fault as JournalFault {
            return [ArchiveFinding(.journal(fault), subject: subject)]
        }
        let row = try archive.catalogue.read { try ObjectRow.read(inventory.id, in: $0) }
        guard let row else {
            return [
                error("object-unlisted", "the catalogue does not know this object of the journal")
            ]
        }
        return row == object.row && inventory.headNumber == 1
            ? [] : [error("record-differs", "the catalogue says otherwise than journal.json")]
    }

    private func error(_ code: String, _ message: String) -> ArchiveFinding {
        ArchiveFinding(code, severity: .error, subject: subject, message: message)
    }
}
