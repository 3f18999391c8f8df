import ArchiveModel
import DomainTables
import RomanianText

/// Finds names in sentences, before what identifies who bears them: "…, cu sediul în", "…, CNP".
struct IdentifiedNames {
    /// Words that a name may have before the comma.
    private static let reach = 10
    /// Marks of a segment that are looked at; an honest line has two or three.
    private static let mostMarks = 6

    private let context: FieldContext
    private let reader: NameReader

    /// Prepares a document.
    init(_ context: FieldContext) {
        self.context = context
        reader = NameReader(context)
    }

    /// The names of a page, in reading order.
    func names(on page: PageLayout) -> [NameReading] {
        var names: [NameReading] = []
        for segment in page.segments {
            for word in marks(in: segment) {
                guard let name = name(before: word, in: segment, on: page) else { continue }
                if names.last?.letters != name.letters { names.append(name) }
            }
        }
        return names
    }

    /// Words of a segment at which an address or a number of a person or firm begins.
    private func marks(in segment: PageSegment) -> [Int] {
        let text = segment.text
        guard text.bytes.contains(UInt8(ascii: ",")) || segment.words.count < 3 else { return [] }
        let marks = text.letters.indices.lazy.filter { letter in
            text.starts[letter]
                && (context.parties.addresses.longest(in: text, at: letter) != nil
                    || context.parties.identifiers.longest(in: text, at: letter) != nil)
        }.map { text.owners[text.places[$0]] }
        return Array(marks.prefix(Self.mostMarks))
    }

    /// The name that ends with a comma right before a word.
    private func name(
        before word: Int, in segment: PageSegment, on page: PageLayout
    ) -> NameReading? {
        let line = word > 1 ? segment : page.segments.last { isAbove($0, segment, on: page) }
        guard let line else { return nil }
        let first = line.index == segment.index ? word : line.words.count
        let flow = WordFlow(context, from: line, word: max(0, first - Self.reach - 2))
        guard
            let end = flow.items.indices.first(where: {
                flow.items[$0].segment.index == segment.index && flow.items[$0].index == word
            }), end > 1, flow.ends(end - 1, with: ",")
        else { return nil }
        for start in max(0, end - Self.reach)..<end where isBeginning(flow, start) {
            guard let name = reader.read(flow, at: start), name.kind != .other,
                name.range.upperBound == end
            else { continue }
            return name
        }
        return nil
    }

    /// Whether a segment is the line before another.
    private func isAbove(
        _ segment: PageSegment, _ other: PageSegment, on page: PageLayout
    ) -> Bool {
        segment.index < other.index && page.continuation(of: segment)?.index == other.index
    }

    /// Whether a name may begin with a word: names do not begin in the middle of other names.
    private func isBeginning(_ flow: WordFlow, _ index: Int) -> Bool {
        guard index > 0 else { return true }
        // "jud. Satu Mare" is no person.
        if flow.phrase(context.parties.addressParts, at: index - 1) != nil { return false }
        let before = flow.items[index - 1].word.text
        let isLower = before.unicodeScalars.first?.properties.isLowercase ?? false
        return isLower || flow.ends(index - 1, with: ".,:;)0123456789—–-")
            || flow.letters(index - 1).isEmpty
    }
}
