package import ArchiveModel
import DurableFiles
package import GRDB

extension [Doubt] {
    /// How doubts lie in a column: as JSON, NULL when there are none.
    package var storedText: String? {
        get throws { isEmpty ? nil : try StoredJSON.encode(self) }
    }
}

extension Row {
    /// The doubts in a column; none for NULL.
    package func doubts(_ column: String) throws -> [Doubt] {
        try (self[column] as String?).map { try StoredJSON.decode($0) } ?? []
    }
}
