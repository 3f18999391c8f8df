import ArchiveModel
import Catalogue
import DurableFiles
import OCFL

/// Moves what persons decided from `journal/` into objects: one for each segment.
///
/// A segment leaves `journal/` only when its object is in its place and the catalogue knows it. May be
/// killed anywhere: a segment that lies in both is removed the next time.
struct JournalSealing {
    let archive: Archive
    /// Who is named in versions and events.
    let user: ActingUser
    /// The identity of the archive.
    let identity: ArchiveID

    /// Seals all decisions that are carried out; returns how many were in no object before.
    ///
    /// Throws `journal-damaged` and the like, and faults of the archive.
    func seal() throws -> Int {
        var decisions = 0
        for segment in try archive.catalogue.closedSegments() {
            do {
                if try !isSealed(segment) { decisions += try seal(segment) }
            } catch let fault as JournalFault {
                throw StoreError.journal(fault)
            }
            try archive.catalogue.remove(segment)
        }
        return decisions
    }

    /// Whether an object has the segment; throws when that has another one in its place.
    private func isSealed(_ segment: JournalSegment) throws -> Bool {
        let rows = try archive.catalogue.read { try ObjectRow.all(.journal, in: $0) }
        for row in rows where row.first == segment.first {
            let sealed = try JournalObject.segment(first: row.first, of: row.id, in: archive.store)
            // An object that was lost meanwhile gets a successor while that can be made.
            guard sealed.size != nil else { continue }
            guard try sealed.bytes() == segment.bytes() else {
                throw JournalFault.damaged(file: segment.path, line: 1)
            }
            return true
        }
        return false
    }

    /// Puts a segment into an object; returns how many decisions it has.
    private func seal(_ segment: JournalSegment) throws -> Int {
        let extent = try segment.extent(of: identity)
        let file = JournalFile(extent, of: identity)
        let draft = try VersionDraft.begin(newObjectIn: archive.store)
        do {
            let staged = try staged(draft, segment: segment, file: file)
            try archive.store.commit(staged) { inventory in
                let object = try JournalObject.read(inventory, in: archive.store)
                try archive.catalogue.write { try object.register(by: user, in: $0) }
                try archive.noteVersions()
            }
        } catch {
            draft.discard()
            throw error
        }
        return Int(extent.end.sequence - extent.start.sequence)
    }

    private func staged(
        _ draft: VersionDraft, segment: JournalSegment, file: JournalFile
    ) throws -> StagedVersion {
        var draft = draft
        try draft.add(LogicalPath.journal, bytes: try StoredJSON.file(file))
        try draft.add(segment.name, bytes: try segment.bytes())
        return try draft.stage(message: VersionMessage.decided, user: user.inventoryUser)
    }
}
