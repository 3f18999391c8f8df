import ArchiveModel
import Catalogue
import GRDB

/// Row numbers of the index: they carry the date of the document.
enum DocumentRowID {
    private static let sequenceBits: Int64 = 20
    /// Below every dated row; rows without a date count up from here.
    private static let undatedBase: Int64 = -(1 << 40)

    /// The rows of documents dated within some days.
    static func range(of days: ClosedRange<Int>) -> ClosedRange<Int64> {
        let first = Int64(days.lowerBound) << sequenceBits
        let last = (Int64(days.upperBound) + 1) << sequenceBits - 1
        return first...last
    }

    /// The next free row for a document of this date.
    static func next(
        date: String?, id: DocumentID, in database: Database
    ) throws -> Int64 {
        guard let date = date.flatMap({ CalendarDate(iso: $0) }) else {
            let last = try Int64.fetchOne(
                database, sql: "SELECT max(rowid) FROM search_document WHERE rowid < 0")
            return (last ?? undatedBase) + 1
        }
        let range = range(of: date.dayNumber...date.dayNumber)
        let last = try Int64.fetchOne(
            database, sql: "SELECT max(rowid) FROM search_document WHERE rowid BETWEEN ? AND ?",
            arguments: [range.lowerBound, range.upperBound])
        guard let last else { return range.lowerBound }
        guard last < range.upperBound else { throw IndexError.dayFull(id) }
        return last + 1
    }
}
