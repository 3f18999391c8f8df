import Glibc
import Synchronization

/// The named steps of writing (docs/format/archive-format.md, "Write order").
///
/// The program may be killed or lose power between any two of them; the crash test kills it at
/// each.
package enum WriteStep: String, CaseIterable, Sendable {
    /// A file of a version is written, synchronised and compared.
    case fileWritten = "file-written"
    /// The whole version is in `staging/`, on the disk.
    case versionStaged = "version-staged"
    /// The intended version is recorded.
    case commitIntended = "commit-intended"
    /// The version is in place.
    case versionMoved = "version-moved"
    /// The inventory of the object is replaced.
    case inventoryReplaced = "inventory-replaced"
    /// The sidecar of the inventory is replaced.
    case sidecarReplaced = "sidecar-replaced"
    /// The catalogue knows the version.
    case versionRecorded = "version-recorded"
    /// `objects/events.end` names an event behind which the catalogue knows the version.
    case versionNoted = "version-noted"
    /// Nothing is left to be done for the version.
    case commitFinished = "commit-finished"
    /// An object that another one replaced is no longer in its place.
    case objectRemoved = "object-removed"
    /// The rows of disposed documents are removed, and their objects are not replaced yet.
    case disposalBegun = "disposal-begun"
    /// Nothing is left of disposed documents but in the log and in free pages of the catalogue.
    case disposalErased = "disposal-erased"
    /// The outcome of a page is committed.
    case pageRecorded = "page-recorded"
    /// A document is committed with its index rows.
    case documentRecorded = "document-recorded"
    /// The documents of a batch are made, and not put into dossiers yet.
    case documentsMade = "documents-made"
    /// A transaction with an event is committed, but `events.end` does not show it yet.
    case eventCommitted = "event-committed"
    /// A decision is in the journal, synchronised, but its transaction is not committed yet.
    case decisionJournaled = "decision-journaled"
    /// A new segment of the journal is begun, and the one before it is complete.
    case segmentBegun = "segment-begun"
    /// A segment of the journal that lies in an object is removed from `journal/`.
    case segmentRemoved = "segment-removed"
    /// The list of digests says that somebody writes to the catalogue.
    case booksOpened = "books-opened"
    /// What bringing the log into the catalogue's file will change is noted.
    case changesNoted = "changes-noted"
    /// The log is in the catalogue's file, and the digests are those of before.
    case logEmptied = "log-emptied"
    /// The digests are those of the catalogue's file, and nobody writes.
    case booksClosed = "books-closed"
    /// The journal of an archive that had none is begun, but the upgrade is not committed yet.
    case journalBegun = "journal-begun"
    /// A catalogue that was older, or is new, is of the newest version.
    case catalogueUpgraded = "catalogue-upgraded"
    /// A damaged journal is kept under another name, but the new one is not in place yet.
    case journalSetAside = "journal-set-aside"
    /// A source is removed.
    case sourceRemoved = "source-removed"
    /// A new catalogue is complete, beside the old one.
    case rebuildComplete = "rebuild-complete"
    /// The old catalogue is kept under another name.
    case oldKept = "old-kept"
    /// The new catalogue has replaced the old one.
    case catalogueReplaced = "catalogue-replaced"
    /// A file of a backup is in place.
    case backupFile = "backup-file"
    /// The inventory of an object of a backup is in place.
    case backupInventory = "backup-inventory"
    /// The catalogue of a backup is in place.
    case backupCatalogue = "backup-catalogue"

    private static let trap = Mutex<(step: WriteStep, count: Int)?>(nil)

    /// Has the whole process group killed when a step is reached for the `count`th time.
    ///
    /// For tests of the state after a crash. `text` is the name of a step, optionally followed by a
    /// colon and the count, such as `file-written:3`; returns false for anything else.
    package static func killProcessGroup(at text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let step = parts.first.flatMap({ WriteStep(rawValue: String($0)) }),
            parts.count <= 2, let count = parts.count == 2 ? Int(parts[1]) : 1, count >= 1
        else { return false }
        trap.withLock { $0 = (step, count) }
        return true
    }

    /// Records that the step was reached.
    package func reached() {
        Self.trap.withLock { trap in
            guard let waiting = trap, waiting.step == self else { return }
            trap?.count -= 1
            if waiting.count == 1 { kill(0, SIGKILL) }
        }
    }
}
