import ArchiveModel
import DomainTables
import RomanianText

/// Finds the address of a party: behind its name in a sentence, or in the block below it.
struct PartyAddresses {
    /// Words between a name and its address in a sentence.
    private static let reach = 14
    /// Line heights that a block reaches down.
    private static let blockReach = 16

    private let context: FieldContext
    private let labelled: LabelledNames
    private let reader: AddressReader

    /// Prepares a document.
    init(_ context: FieldContext, labelled: LabelledNames) {
        self.context = context
        self.labelled = labelled
        reader = AddressReader(context)
    }

    /// The address of a party; nil when none stands with its name.
    func address(of party: PartyCandidate) -> AddressReading? {
        behind(party.name) ?? inBlock(of: party)
    }

    /// Behind the name, in the same sentence or line.
    private func behind(_ name: NameReading) -> AddressReading? {
        let flow = name.flow
        let end = name.range.upperBound
        if end < flow.items.count, flow.ends(end - 1, with: ","),
            let address = reader.bare(flow, at: end)
        {
            return address
        }
        for index in end..<max(end, min(flow.items.count, end + Self.reach)) {
            if index > end, isSentenceEnd(flow, index - 1) { return nil }
            if flow.lineStarts.contains(index), !isProse(flow, before: index) { return nil }
            if let address = reader.labelled(flow, at: index) { return address }
        }
        return nil
    }

    private func isProse(_ flow: WordFlow, before index: Int) -> Bool {
        let segment = flow.items[index - 1].segment
        return WordFlow.isProse(segment, on: context.layout.page(of: segment))
    }

    private func isSentenceEnd(_ flow: WordFlow, _ index: Int) -> Bool {
        flow.ends(index, with: ".") && flow.letters(index).count > 4
    }

    /// Below the name or its label, up to the next party; with a label first.
    private func inBlock(of party: PartyCandidate) -> AddressReading? {
        let block = block(of: party)
        for segment in block {
            let flow = WordFlow(context, from: segment, word: 0)
            if let address = reader.labelled(flow, at: 0) { return address }
            if isLabel(segment), let address = beside(segment) { return address }
        }
        for segment in block {
            let flow = WordFlow(context, from: segment, word: 0)
            if let address = reader.bare(flow, at: 0) { return address }
        }
        return nil
    }

    /// Whether a segment is the label of an address and nothing more.
    private func isLabel(_ segment: PageSegment) -> Bool {
        context.parties.addresses.longest(in: segment.text, at: 0)?.match.letters.count
            == segment.text.letters.count
    }

    /// The address in the cell to the right of its label.
    private func beside(_ segment: PageSegment) -> AddressReading? {
        let page = context.layout.page(of: segment)
        guard let cell = page.right(of: segment).first else { return nil }
        return reader.cell(WordFlow(context, from: cell, word: 0))
    }

    /// Segments below a name or its label, nearest first.
    private func block(of party: PartyCandidate) -> [PageSegment] {
        let segment = party.name.segment
        let page = context.layout.page(of: segment)
        let top = party.name.box
        let box = party.label.map { $0.page == segment.page ? $0.box.union(top) : top } ?? top
        let limit = box.bottom + Self.blockReach * page.lineHeight
        var found: [PageSegment] = []
        for below in page.segments.filter({ isBelow($0, box, limit: limit) }).sorted(by: isHigher) {
            if labelled.endsBlock(below, of: party.role) { break }
            found.append(below)
        }
        return found
    }

    private func isBelow(_ segment: PageSegment, _ box: BoundingBox, limit: Int) -> Bool {
        segment.box.top + segment.box.height / 2 > box.bottom && segment.box.top <= limit
            && segment.box.sharedWidth(with: box) > 0
    }

    private func isHigher(_ one: PageSegment, than other: PageSegment) -> Bool {
        one.box.top < other.box.top
    }

    /// The address beside a letterhead, on its row.
    func beside(_ name: NameReading) -> AddressReading? {
        let page = context.layout.page(of: name.segment)
        return inHead(page.right(of: name.segment).filter { !labelled.beginsParty($0) })
    }

    /// The first address of segments at the head of the paper.
    func inHead(_ segments: [PageSegment]) -> AddressReading? {
        for segment in segments {
            let flow = WordFlow(context, from: segment, word: 0)
            if let address = reader.labelled(flow, at: 0) ?? reader.bare(flow, at: 0) {
                return address
            }
        }
        return nil
    }
}
