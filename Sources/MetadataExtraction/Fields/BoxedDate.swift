import ArchiveModel
import DomainTables
import RomanianText

/// Reads the date of forms that print "Ziua | Luna | Anul" over three boxes.
struct BoxedDate {
    private static let headings = ["ziua", "luna", "anul"].map { Array($0.utf8) }

    private let context: FieldContext

    /// Prepares a document.
    init(_ context: FieldContext) {
        self.context = context
    }

    /// The date below the three headings in the head of the paper.
    func find() -> DateFinder.Finding? {
        guard let page = context.layout.first, page.lineHeight > 0 else { return nil }
        let words = context.head.flatMap(\.words)
        for (index, word) in words.enumerated() where isHeading(word, at: 0) {
            let next = words.dropFirst(index + 1).prefix(6)
            guard let month = next.first(where: { isHeading($0, at: 1) }),
                let year = next.first(where: { isHeading($0, at: 2) }),
                let found = read([word, month, year], on: page)
            else { continue }
            return found
        }
        return nil
    }

    private func isHeading(_ word: Word, at index: Int) -> Bool {
        Fold.letters(of: word.text) == Self.headings[index]
    }

    /// The words right below the headings, read as one date.
    private func read(_ headings: [Word], on page: PageLayout) -> DateFinder.Finding? {
        var words: [Word] = []
        for heading in headings {
            let reach = heading.box.bottom + 3 * page.lineHeight
            let below = page.segments.lazy.flatMap(\.words).filter {
                $0.box.top >= heading.box.bottom - page.lineHeight / 3 && $0.box.top <= reach
                    && $0.box.sharedWidth(with: heading.box) > 0
            }
            guard let word = below.min(by: { $0.box.top < $1.box.top }) else { return nil }
            words.append(word)
        }
        let segment = PageSegment(
            page: context.layout.firstPage, address: page.address, index: -1, line: -1,
            words: words)
        let reader = context.labels.dateReader
        guard let match = reader.read(in: segment.text, at: 0, allowing: .boxes) else { return nil }
        return DateFinder.Finding(
            match: match, segment: segment, strength: 0.85, rule: "date.boxes")
    }
}
