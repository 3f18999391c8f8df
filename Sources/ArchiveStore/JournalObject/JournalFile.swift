import ArchiveModel
import Catalogue
import DurableFiles

/// `journal.json`: which decisions the segment in an object has.
struct JournalFile: Codable, Equatable {
    static let format = "archivectl journal-segment 1"

    /// The identity of the archive, a UUID.
    var archive: String
    /// Number of the first decision.
    var first: Int64
    var format = Self.format
    /// Hash of the last decision.
    var hash: String
    /// Number of the last decision.
    var last: Int64
    /// Hash of the decision before the first.
    var previous: String
    /// Identifiers of the objects that this one replaces; nil for none.
    var replaces: [String]?

    /// Describes a segment.
    init(_ extent: JournalExtent, of archive: ArchiveID) {
        self.archive = archive.text
        first = extent.start.sequence + 1
        hash = extent.end.hash
        last = extent.end.sequence
        previous = extent.start.hash
    }

    /// Reads the file; throws `record-unreadable`, `archive-too-new`.
    static func read(at path: String) throws(StoreError) -> JournalFile {
        let file = try StoredJSON.read(JournalFile.self, at: path)
        guard file.format == format else { throw .recordTooNew(path, format: file.format) }
        guard file.first >= 1, file.last >= file.first else { throw .recordUnreadable(path) }
        return file
    }

    /// What the segment must have.
    var extent: JournalExtent {
        JournalExtent(
            start: EventLog.End(hash: previous, sequence: first - 1),
            end: EventLog.End(hash: hash, sequence: last))
    }
}
