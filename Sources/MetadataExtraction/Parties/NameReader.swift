import ArchiveModel
import DomainTables
import RomanianText

/// The name of a party, as it stands on the paper.
struct NameReading {
    /// What kind of name it is.
    enum Kind {
        /// Of a firm, with its legal form.
        case firm
        /// Of an institution, with a word of its kind.
        case institution
        /// Of a person: two words or more with capitals.
        case person
        /// Words with capitals of which nothing more is known.
        case other
    }

    let flow: WordFlow
    /// The words of the flow that are the name.
    let range: Range<Int>
    let kind: Kind

    /// The name as it was read.
    var value: String { flow.value(range) }
    /// Its folded letters, by which names are compared.
    var letters: [UInt8] { range.flatMap { Array(flow.letters($0)) } }
    /// The segment that it begins in.
    var segment: PageSegment { flow.items[range.lowerBound].segment }
    /// The box around it.
    var box: BoundingBox {
        BoundingBox.enclosing(range.map { flow.items[$0].word.box }) ?? segment.box
    }
}

/// Reads the name that stands at a place, if one does.
struct NameReader {
    private static let longestFirm = 9
    private static let longestInstitution = 12
    private static let longestPerson = 5
    /// Fewer letters are no name of which nothing more is known.
    private static let fewestLetters = 4

    private let parties: PartyLabels

    /// Reads with the words of the tables.
    init(_ context: FieldContext) {
        parties = context.parties
    }

    /// The name that begins with a word of a flow; nil when none does.
    func read(_ flow: WordFlow, at start: Int) -> NameReading? {
        var first = start
        while first < flow.items.count, isTitle(flow, first) { first += 1 }
        guard first < flow.items.count else { return nil }
        if let range = firm(flow, from: first) { return reading(flow, range, .firm) }
        if let range = institution(flow, from: first) {
            return reading(flow, range, .institution)
        }
        if let range = person(flow, from: first) { return reading(flow, range, .person) }
        return other(flow, from: first).flatMap { reading(flow, $0, .other) }
    }

    private func reading(
        _ flow: WordFlow, _ range: Range<Int>, _ kind: NameReading.Kind
    ) -> NameReading? {
        NameReading(flow: flow, range: range, kind: kind)
    }

    /// Marks and numbers without letters ("1.2."), and titles of persons.
    private func isTitle(_ flow: WordFlow, _ index: Int) -> Bool {
        let letters = flow.letters(index)
        return letters.allSatisfy(\.isASCIIDigit)
            || parties.titles.contains(String(decoding: letters, as: UTF8.self))
                && !flow.isCapitalized(index)
    }

    // MARK: Firms

    /// Words up to the legal form; with one in front of them, up to where names end.
    private func firm(_ flow: WordFlow, from start: Int) -> Range<Int>? {
        let opener = opener(flow, at: start)
        var index = start + opener
        while index < min(flow.items.count, start + Self.longestFirm) {
            if index > start, isLegalForm(flow, index) { return start..<index + 1 }
            if isEnd(flow, index) || breaksName(flow, index) { break }
            guard isFirmWord(flow, index) else { return nil }
            index += 1
            if flow.ends(index - 1, with: ",;:") { break }
        }
        return opener > 0 && index > start + opener ? start..<index : nil
    }

    /// Whether a word may stand in the name of a firm: those in small letters do not.
    private func isFirmWord(_ flow: WordFlow, _ index: Int) -> Bool {
        flow.isCapitalized(index) || isConnective(flow, index)
            || !flow.items[index].word.text.unicodeScalars.contains(
                where: \.properties.isAlphabetic)
    }

    /// How many words of a legal form stand in front of a name.
    private func opener(_ flow: WordFlow, at index: Int) -> Int {
        guard let length = parties.firmOpeners.longest(in: flow.text, at: flow.letter(of: index)),
            flow.isCapitalized(index)
        else { return 0 }
        return flow.word(ofLetter: length.letters.upperBound - 1) - index + 1
    }

    private func isLegalForm(_ flow: WordFlow, _ index: Int) -> Bool {
        let text = flow.items[index].word.text
        let capitals = text.unicodeScalars.filter(\.properties.isAlphabetic)
        guard capitals.allSatisfy(\.properties.isUppercase) else { return false }
        let letters = flow.folded(index)
        // Roman numbers have no full stops.
        return parties.legalForms.contains(letters)
            && (text.contains(".") || letters.allSatisfy { $0 != "i" })
    }

    // MARK: Institutions

    private func institution(_ flow: WordFlow, from start: Int) -> Range<Int>? {
        guard
            let opening = parties.institutions.longest(
                in: flow.text, at: flow.letter(of: start)), flow.isCapitalized(start)
        else { return nil }
        var end = flow.word(ofLetter: opening.letters.upperBound - 1) + 1
        let isSet = Self.isUpperCase(flow, start)
        var index = end
        while index < min(flow.items.count, start + Self.longestInstitution) {
            if flow.ends(index - 1, with: ",;:)") || breaksInstitution(flow, index) { break }
            if isConnective(flow, index) {
                index += 1
                continue
            }
            guard flow.isCapitalized(index), !isDepartment(flow, index),
                isSet || !Self.isUpperCase(flow, index)
            else { break }
            index += 1
            end = index
        }
        return end > start + 1 ? start..<end : nil
    }

    /// Whether a word does not go on with the name of an institution.
    private func breaksInstitution(_ flow: WordFlow, _ index: Int) -> Bool {
        if flow.letters(index).isEmpty { return true }
        if flow.lineStarts.contains(index) {
            // A letterhead goes on below only where its first line cannot be all of it.
            let isOpen = isConnective(flow, index - 1)
            if !isOpen, !isProse(flow, before: index) { return true }
            if isInstitution(flow, index), !isOpen { return true }
        }
        return isEnd(flow, index) && !isConnective(flow, index)
    }

    private func isInstitution(_ flow: WordFlow, _ index: Int) -> Bool {
        parties.institutions.longest(in: flow.text, at: flow.letter(of: index)) != nil
    }

    private func isDepartment(_ flow: WordFlow, _ index: Int) -> Bool {
        flow.phrase(parties.departments, at: index) != nil
    }

    private func isConnective(_ flow: WordFlow, _ index: Int) -> Bool {
        parties.connectives.contains(flow.folded(index))
            && !flow.ends(index, with: ",;:")
    }

    // MARK: Persons and others

    private func person(_ flow: WordFlow, from start: Int) -> Range<Int>? {
        guard let range = capitalized(flow, from: start, limit: Self.longestPerson),
            range.count >= 2, range.allSatisfy({ Self.isName(flow, $0) })
        else { return nil }
        return range.contains { flow.letters($0).count >= 3 } ? range : nil
    }

    private func other(_ flow: WordFlow, from start: Int) -> Range<Int>? {
        capitalized(flow, from: start, limit: Self.longestFirm).flatMap { range in
            range.reduce(0) { $0 + flow.letters($1).count } < Self.fewestLetters ? nil : range
        }
    }

    /// Words with capitals, up to a mark or a word with which names end.
    private func capitalized(_ flow: WordFlow, from start: Int, limit: Int) -> Range<Int>? {
        var index = start
        while index < min(flow.items.count, start + limit) {
            guard flow.isCapitalized(index), !isEnd(flow, index), !isDepartment(flow, index),
                !breaksName(flow, index)
            else { break }
            index += 1
            if flow.ends(index - 1, with: ",;:.)(") && !Self.isInitial(flow, index - 1) { break }
        }
        return index > start ? start..<index : nil
    }

    /// Whether names end with the phrase that a word begins.
    private func isEnd(_ flow: WordFlow, _ index: Int) -> Bool {
        flow.phrase(parties.nameEnds, at: index) != nil
    }

    /// Whether a line ends before a word, and not only because the paper does.
    private func breaksName(_ flow: WordFlow, _ index: Int) -> Bool {
        guard index > 0, flow.lineStarts.contains(index) else { return false }
        return !isProse(flow, before: index)
    }

    private func isProse(_ flow: WordFlow, before index: Int) -> Bool {
        flow.items[index - 1].segment.text.letters.count > 45
    }

    /// Whether a word is one letter, between the two names of a person.
    private static func isInitial(_ flow: WordFlow, _ index: Int) -> Bool {
        flow.letters(index).count == 1
    }

    private static func isUpperCase(_ flow: WordFlow, _ index: Int) -> Bool {
        let cased = flow.items[index].word.text.unicodeScalars.filter(\.properties.isAlphabetic)
        return cased.count > 2 && cased.allSatisfy(\.properties.isUppercase)
    }

    /// Letters, hyphens and full stops only.
    private static func isName(_ flow: WordFlow, _ index: Int) -> Bool {
        flow.items[index].word.text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "-.,;:()'’".unicodeScalars.contains($0)
        }
    }
}
