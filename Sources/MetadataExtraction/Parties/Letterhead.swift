import ArchiveModel
import DomainTables
import RomanianText

/// Finds the institution or firm at the head of the first page, which made the paper.
struct Letterhead {
    /// Share of the page that is its head when no title says where it ends.
    private static let share = 0.4
    /// A letterhead is no sentence.
    private static let longest = 90

    private let context: FieldContext
    private let labelled: LabelledNames
    private let reader: NameReader

    /// Prepares a document.
    init(_ context: FieldContext, labelled: LabelledNames) {
        self.context = context
        self.labelled = labelled
        reader = NameReader(context)
    }

    /// Segments above the lower edge of the title, or at the top of a page without one.
    var segments: [PageSegment] {
        guard let page = context.layout.first else { return [] }
        let limit = Int(Double(page.height) * Self.share)
        let bottom = context.title.map { max($0.box.bottom, page.height / 8) } ?? limit
        return page.segments.filter {
            page.lineHeight > 0 ? $0.box.top <= bottom : $0.index < 12
        }
    }

    /// The best name at the head; nil when there is none.
    func name() -> NameReading? {
        let head = segments
        if let makers = context.parties.makers[context.rule?.code ?? ""] {
            let all = context.layout.first?.segments ?? []
            if let name = best(head, of: makers) ?? best(all, of: makers) { return name }
        }
        return best(head, of: context.parties.institutions) ?? firm(head)
    }

    private func best(_ segments: [PageSegment], of institutions: [Phrase]) -> NameReading? {
        for phrase in institutions {
            let starts = segments.filter { phrase.match(in: $0.text, at: 0) != nil }
            let names = starts.compactMap { read($0, kind: .institution) }
            if let name = names.first(where: { !isStamp($0) }) ?? names.first { return name }
        }
        return nil
    }

    private func firm(_ segments: [PageSegment]) -> NameReading? {
        segments.lazy.filter {
            $0.text.letters.count <= Self.longest && !labelled.beginsParty($0)
        }.compactMap { read($0, kind: .firm) }.first
    }

    private func read(_ segment: PageSegment, kind: NameReading.Kind) -> NameReading? {
        let flow = WordFlow(context, from: segment, word: 0)
        return reader.read(flow, at: 0).flatMap { $0.kind == kind ? $0 : nil }
    }

    /// Whether a name is that of a register's stamp, which another institution may have put there.
    private func isStamp(_ name: NameReading) -> Bool {
        let page = context.layout.page(of: name.segment)
        return page.below(name.box, lines: 2).prefix(2).contains {
            context.labels.registers.longest(in: $0.text, at: 0) != nil
        }
    }
}
