import ArchiveModel

/// The page numbers that the pages of a TIFF file state.
enum TIFFPageNumbers {
    /// Reasons for a person to check the file: numbers that contradict the order, and missing
    /// pages.
    ///
    /// Many programs write one number into all pages, or none; that says nothing.
    static func doubts(_ pages: [TIFFDirectory]) -> [Doubt] {
        let numbered = pages.filter { $0.pageNumber.count == 2 }
        guard numbered.count == pages.count else { return [] }
        let numbers = numbered.map { $0.pageNumber[0] }
        var doubts: [Doubt] = []
        if Set(numbers).count == numbers.count, numbers != numbers.sorted() {
            let shown = numbers.prefix(8).map { String($0 + 1) }.joined(separator: ", ")
            doubts.append(.pageOrder("they are " + shown + (numbers.count > 8 ? ", …" : "")))
        } else if numbers.count > 2, Set(numbers).count > 1, Set(numbers).count < numbers.count {
            doubts.append(.pageOrder("some of them are the same"))
        }
        let totals = Set(numbered.map { $0.pageNumber[1] })
        if totals.count == 1, let total = totals.first, total > pages.count,
            Set(numbers).count == numbers.count
        {
            doubts.append(.pagesMissing(total, found: pages.count))
        }
        return doubts
    }
}
