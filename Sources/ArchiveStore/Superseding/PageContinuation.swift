import ArchiveModel
import Catalogue

/// Whether a scan begins with all pages of an earlier one, as when a scanner writes a file anew
/// after each page.
struct PageContinuation {
    let archive: Archive

    /// Pixels by which a word may stand elsewhere: a picture that was packed again moves less, a
    /// sheet that was put in again more.
    private static let tolerance = 8
    /// Letters and digits below which equal pages say nothing.
    private static let fewestLetters = 20
    /// Pages compared at a time, for memory.
    private static let step = 20

    /// Compares size, verdict and every word with its place, page by page.
    ///
    /// The later scan must have more pages, unless `mayHaveSameCount`.
    func isContinued(
        _ earlier: StoredScan, by later: StoredScan, mayHaveSameCount: Bool = false
    ) throws -> Bool {
        guard earlier.verdict == .done, later.verdict == .done, let count = earlier.pageCount,
            count > 0, count < (later.pageCount ?? 0) + (mayHaveSameCount ? 1 : 0)
        else { return false }
        var letters = 0
        for first in stride(from: 1, through: count, by: Self.step) {
            let numbers = first...min(count, first + Self.step - 1)
            let old = try Listing(archive: archive).pages(of: earlier.id, numbers: numbers)
            let new = try Listing(archive: archive).pages(of: later.id, numbers: numbers)
            guard old.count == numbers.count, new.count == numbers.count else { return false }
            for (old, new) in zip(old, new) {
                guard Self.isSame(old, as: new) else { return false }
                letters += Self.words(of: old).reduce(0) { $0 + $1.text.count }
            }
        }
        return letters >= Self.fewestLetters
    }

    private static func isSame(_ old: ProcessedPage, as new: ProcessedPage) -> Bool {
        guard old.number == new.number, old.verdict == new.verdict,
            old.scanWidth == new.scanWidth, old.scanHeight == new.scanHeight,
            old.rotationDegrees == new.rotationDegrees
        else { return false }
        let (before, after) = (words(of: old), words(of: new))
        return before.count == after.count
            && zip(before, after).allSatisfy { $0.text == $1.text && isNear($0.box, to: $1.box) }
    }

    private static func isNear(_ one: BoundingBox, to other: BoundingBox) -> Bool {
        [
            one.left - other.left, one.top - other.top, one.right - other.right,
            one.bottom - other.bottom,
        ].allSatisfy { abs($0) <= tolerance }
    }

    private static func words(of page: ProcessedPage) -> [Word] {
        page.recognized.map { Array($0.words) } ?? []
    }
}
