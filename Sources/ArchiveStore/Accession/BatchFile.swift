import ArchiveModel
import DurableFiles

/// `batch.json`: the folder as it was received, so that a batch is understood without a catalogue.
struct BatchFile: Codable, Equatable {
    /// One received file.
    struct File: Codable, Equatable {
        /// Time of the last change of the source, UTC, to the nanosecond.
        var modified: String
        /// Logical path in the object.
        var path: String
    }

    static let format = "archivectl batch 1"

    var files: [File]
    /// Portable form of the folder's name.
    var folder: String
    var format = Self.format
    /// Portable form of the batch's name.
    var name: String
    /// Portable form of where the folder lay.
    var source: String

    init(name: ScanName, incoming: IncomingBatch) {
        files = []
        folder = PortableName.encode(incoming.folder, isPath: true)
        self.name = PortableName.encode(name, isPath: true)
        source = PortableName.encode(incoming.source, isPath: true)
    }

    /// Reads the file; throws `record-unreadable`, `archive-too-new`.
    static func read(at path: String) throws(StoreError) -> BatchFile {
        let file = try StoredJSON.read(BatchFile.self, at: path)
        guard file.format == format else { throw .recordTooNew(path, format: file.format) }
        guard PortableName.decode(file.name) != nil, PortableName.decode(file.folder) != nil else {
            throw .recordUnreadable(path)
        }
        return file
    }

    /// Times of the last change of the sources by logical path, in nanoseconds since 1970.
    var modified: [String: Int64] {
        Dictionary(
            files.map { ($0.path, StoredTime.nanoseconds($0.modified) ?? 0) },
            uniquingKeysWith: { first, _ in first })
    }
}
