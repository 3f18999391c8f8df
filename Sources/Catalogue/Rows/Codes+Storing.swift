package import ArchiveModel
import DurableFiles
package import GRDB

extension [Barcode] {
    /// How codes lie in a column: as JSON, NULL when there are none.
    package var storedText: String? {
        get throws { isEmpty ? nil : try StoredJSON.encode(self) }
    }
}

extension Row {
    /// The codes in a column; none for NULL.
    package func codes(_ column: String) throws -> [Barcode] {
        try (self[column] as String?).map { try StoredJSON.decode($0) } ?? []
    }
}
