import ArchiveModel
import DomainTables
import RomanianText

/// The address of a party, as it stands on the paper.
struct AddressReading {
    let flow: WordFlow
    let range: Range<Int>
    /// Whether its label stands before it.
    let isLabelled: Bool

    var value: String { flow.value(range) }
}

/// Reads addresses: parts between commas, each of which begins with a word of addresses or is a place.
struct AddressReader {
    private static let longest = 34
    private static let longestPlace = 5

    private let parties: PartyLabels

    /// Reads with the words of the tables.
    init(_ context: FieldContext) {
        parties = context.parties
    }

    /// The address behind its label that begins with a word; nil when there is no label or no address.
    func labelled(_ flow: WordFlow, at index: Int) -> AddressReading? {
        guard let length = flow.phrase(parties.addresses, at: index) else { return nil }
        var start = flow.word(ofLetter: flow.letter(of: index) + length)
        while start < flow.items.count, isFiller(flow, start) { start += 1 }
        return read(flow, from: start).map {
            AddressReading(flow: flow, range: $0, isLabelled: true)
        }
    }

    /// The address that begins with a word without a label: a street with its number, or a place and then
    /// a street.
    func bare(_ flow: WordFlow, at index: Int) -> AddressReading? {
        guard let range = read(flow, from: index), range.count >= 3,
            range.contains(where: { hasDigits(flow, $0) }),
            range.contains(where: { isStreet(flow, $0, from: index) })
        else { return nil }
        return AddressReading(flow: flow, range: range, isLabelled: false)
    }

    /// Whether a word of streets begins a part of the address.
    private func isStreet(_ flow: WordFlow, _ index: Int, from start: Int) -> Bool {
        flow.phrase(parties.streets, at: index) != nil
            && (index == start || flow.ends(index - 1, with: ",.;")
                || flow.lineStarts.contains(index))
    }

    /// The address that a cell beside its label holds.
    func cell(_ flow: WordFlow) -> AddressReading? {
        read(flow, from: 0).map { AddressReading(flow: flow, range: $0, isLabelled: true) }
    }

    private func isFiller(_ flow: WordFlow, _ index: Int) -> Bool {
        let letters = flow.letters(index)
        return letters.isEmpty
            || letters.count <= 2 && ["a", "in", "la"].contains(flow.folded(index))
    }

    /// Parts up to the first that is of no address.
    private func read(_ flow: WordFlow, from start: Int) -> Range<Int>? {
        var end = start
        var index = start
        while index < min(flow.items.count, start + Self.longest) {
            guard let next = part(flow, from: index, isFirst: index == start) else { break }
            end = next
            index = next
            if !flow.ends(index - 1, with: ",.;"), !continues(flow, index) { break }
        }
        return end > start ? start..<end : nil
    }

    /// Whether an address goes on behind a part that no comma ends.
    private func continues(_ flow: WordFlow, _ index: Int) -> Bool {
        index < flow.items.count && flow.phrase(parties.addressParts, at: index) != nil
            && !isEnd(flow, index)
    }

    /// The end of the part that begins with a word; nil when it is of no address.
    private func part(_ flow: WordFlow, from start: Int, isFirst: Bool) -> Int? {
        guard start < flow.items.count, !isEnd(flow, start) else { return nil }
        let isMarked = flow.phrase(parties.addressParts, at: start) != nil
        guard isMarked || flow.isCapitalized(start) else { return nil }
        var index = start
        while index < flow.items.count, index < start + 10 {
            if index > start, isEnd(flow, index) { break }
            let isPlain =
                flow.isCapitalized(index) || hasDigits(flow, index) || isConnective(flow, index)
                || flow.phrase(parties.addressParts, at: index) != nil
                || flow.letters(index).count <= 2
            // "str. păcii": recognition loses the capital behind a word of addresses.
            guard isPlain || isMarked && index <= start + 1 else { break }
            if breaksLine(flow, index, isOpen: index > start && isOpen(flow, index - 1)) { break }
            index += 1
            if flow.ends(index - 1, with: ",;") { break }
        }
        let isPlace = index - start <= Self.longestPlace
        return index > start && (isMarked || isPlace) ? index : nil
    }

    /// Whether a line ends before a word and the address with it.
    private func breaksLine(_ flow: WordFlow, _ index: Int, isOpen: Bool) -> Bool {
        guard index > 0, flow.lineStarts.contains(index) else { return false }
        if isOpen || flow.ends(index - 1, with: ",") { return false }
        if flow.phrase(parties.addressParts, at: index) != nil { return false }
        return flow.items[index - 1].segment.text.letters.count <= 45
    }

    /// Whether a word wants another one: "jud.", "str.", "nr.".
    private func isOpen(_ flow: WordFlow, _ index: Int) -> Bool {
        guard let length = flow.phrase(parties.addressParts, at: index) else {
            return isConnective(flow, index)
        }
        return length == flow.letters(index).count
    }

    private func isEnd(_ flow: WordFlow, _ index: Int) -> Bool {
        flow.phrase(parties.addressEnds, at: index) != nil
    }

    private func isConnective(_ flow: WordFlow, _ index: Int) -> Bool {
        parties.connectives.contains(flow.folded(index))
    }

    private func hasDigits(_ flow: WordFlow, _ index: Int) -> Bool {
        flow.letters(index).contains(where: \.isASCIIDigit)
    }
}
