import ArchiveModel
import ArchiveStore
import Catalogue
import Indexer

/// An archive that is open for reading.
///
/// Needs no lock: an ingest may write meanwhile. It links neither recognition nor image libraries.
public struct ReadableArchive: Sendable {
    private let archive: Archive
    private let index: SearchIndex

    /// Opens the archive in a folder; takes a few milliseconds.
    ///
    /// - Throws: `ReadingError`, such as `archive-missing` or `archive-newer`.
    public static func open(at path: String) throws(ReadingError) -> ReadableArchive {
        do {
            let archive = try Archive.open(at: path, mode: .read)
            return ReadableArchive(archive: archive, index: try SearchIndex.open(in: archive))
        } catch {
            throw ReadingError(error)
        }
    }

    /// Finds documents, the newest first.
    ///
    /// - Parameters:
    ///   - query: As `archivectl search` takes it; types go by their codes, as in `tip:HCL`.
    ///   - limit: Most documents to list, at least 1.
    ///   - offset: How many to pass over first.
    /// - Throws: `ReadingError`, `query-invalid` for a query that cannot be followed.
    public func search(
        _ query: String, limit: Int = 20, offset: Int = 0
    ) throws(ReadingError) -> FoundDocuments {
        do {
            let query = try SearchQuery(parsing: query, typeTitles: [:], takesAnyType: true)
            let results = try index.search(query, limit: limit, offset: offset)
            return FoundDocuments(results)
        } catch {
            throw ReadingError(error)
        }
    }

    /// The text of a document, page after page with a form feed between; nil when there is no such document.
    ///
    /// - Throws: `ReadingError` when the catalogue cannot be read.
    public func text(of document: String) throws(ReadingError) -> String? {
        guard let id = DocumentID(document) else { return nil }
        do {
            return try Listing(archive: archive).document(id)?.pages.map { $0.text ?? "" }
                .joined(separator: "\u{0C}")
        } catch {
            throw ReadingError(error)
        }
    }
}
