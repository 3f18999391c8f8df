import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

extension Listing {
    /// The scans that a person may mean, at most two, without copies of the same bytes: by the digest or at least
    /// eight digits that it begins with, or by the names of batch and file with a slash between.
    package func scans(named typed: String) throws(StoreError) -> [ScanID] {
        let digits = typed.lowercased()
        let isDigest = digits.utf8.count >= 8 && digits.allSatisfy(\.isHexDigit)
        return try isDigest ? scans(withDigestPrefix: digits) : scans(at: typed)
    }

    private func scans(withDigestPrefix digits: String) throws(StoreError) -> [ScanID] {
        try archive.catalogue.read { database in
            try Int64.fetchAll(
                database,
                sql: """
                    SELECT id FROM scan WHERE duplicate_of IS NULL
                    AND lower(hex(digest)) LIKE ? || '%' ORDER BY id LIMIT 2
                    """, arguments: [digits])
        }.map(ScanID.init(rawValue:))
    }

    private func scans(at path: String) throws(StoreError) -> [ScanID] {
        guard let slash = path.lastIndex(of: "/") else { return [] }
        let batch = ScanName(String(path[..<slash]))
        let name = ScanName(String(path[path.index(after: slash)...]))
        return try archive.catalogue.read { database in
            try Int64.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT coalesce(duplicate_of, scan.id) FROM scan
                    JOIN batch ON batch.id = batch_id
                    WHERE scan.name = ? AND batch.name = ? LIMIT 2
                    """, arguments: [name.blob, batch.blob])
        }.map(ScanID.init(rawValue:))
    }
}
