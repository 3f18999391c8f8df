import ArchiveModel
import DurableFiles
package import GRDB

extension Array where Element: Encodable {
    /// How a list lies in a column that is mostly empty: as JSON, NULL when there is nothing in it.
    package var storedText: String? {
        get throws { isEmpty ? nil : try StoredJSON.encode(self) }
    }
}

extension Row {
    /// The list in such a column; empty for NULL.
    package func list<Element: Decodable>(_ column: String) throws -> [Element] {
        try (self[column] as String?).map { try StoredJSON.decode($0) } ?? []
    }
}
