import ArchiveModel
import DomainTables
import RomanianText

/// Finds whose fiscal codes stand on the paper, and says by the words around them and by their place
/// who made the paper and who is the other party.
struct PartyFinder {
    /// A code with its role.
    private struct Assigned {
        let code: FiscalCodeParser.Match
        let role: PartyRole
        let strength: Double
        let rule: String
    }

    private let context: FieldContext
    private let words: PartyWords
    private let parties: Parties
    private static let belowTitle = "party.body"
    private static let bare = "party.bare"
    private static let label = "party.label"
    private static let order = "party.order"

    /// Letters at the start of a segment among which the word of a role makes it the head of a block.
    private static let headLetters = 24
    /// Rows, in line heights, over which the head of a block reaches down.
    private static let blockReach = 24
    /// Rows, in line heights, below a name in which its code stands.
    private static let nameReach = 6

    /// Prepares a document whose parties are known by name.
    init(_ context: FieldContext, parties: Parties) {
        self.context = context
        self.parties = parties
        words = PartyWords(context.rule, labels: context.labels)
    }

    /// Fields for the codes of issuer and recipient.
    func fields() -> [ExtractedField] {
        let parser = FiscalCodeParser(context, words: words)
        let codes = context.layout.pages.flatMap { parser.codes(on: $0) }
        var assigned =
            context.rule?.namesPartiesInOrder ?? false ? inOrder(codes) : codes.compactMap(assign)
        if !assigned.contains(where: { $0.role == .issuer }) {
            assigned += aboveRecipient(assigned)
        }
        assigned += [PartyRole.issuer, .recipient].compactMap { role in
            assigned.contains { $0.role == role } ? nil : unlabelled(role, parser: parser)
        }
        if !assigned.contains(where: { $0.role == .issuer }) {
            // Without an issuer's code nothing says that a bare one is the other party's.
            assigned.removeAll { $0.rule == Self.belowTitle }
        }
        let issuer = best(assigned, role: .issuer)
        let recipient = best(
            assigned.filter { $0.code.value != issuer?.code.value }, role: .recipient)
        return [
            issuer.map { field(.issuerCUI, from: $0, beside: recipient) },
            recipient.map { field(.recipientCUI, from: $0, beside: issuer) },
        ]
        .compactMap { $0 }
    }

    /// Codes below the title, but above the first words of the other party or right below the name of who
    /// made the paper, are of who made it.
    private func aboveRecipient(_ assigned: [Assigned]) -> [Assigned] {
        assigned.filter { $0.rule == Self.belowTitle && isAbove($0.code.labelSegment) }.map {
            Assigned(code: $0.code, role: .issuer, strength: 0.82, rule: "party.above")
        }
    }

    private func isAbove(_ segment: PageSegment) -> Bool {
        guard segment.page == context.layout.firstPage else { return false }
        if let top = parties.recipientTop { return segment.box.bottom <= top }
        guard let name = parties.issuer?.name, name.segment.page == segment.page else {
            return false
        }
        let reach = name.box.bottom + Self.nameReach * context.layout.page(of: segment).lineHeight
        return segment.box.sharedWidth(with: name.box) > 0 && segment.box.top <= reach
    }

    /// The code right below a name of which the label was not read.
    private func unlabelled(_ role: PartyRole, parser: FiscalCodeParser) -> Assigned? {
        guard let name = (role == .issuer ? parties.issuer : parties.recipient)?.name else {
            return nil
        }
        let page = context.layout.page(of: name.segment)
        return page.below(name.box, lines: 1).lazy.compactMap(parser.bareCode).first.map {
            Assigned(code: $0, role: role, strength: 0.7, rule: Self.bare)
        }
    }

    /// Contracts name the parties one after the other, with their roles after the codes.
    private func inOrder(_ codes: [FiscalCodeParser.Match]) -> [Assigned] {
        var parties: [FiscalCodeParser.Match] = []
        for code in codes where !parties.contains(where: { $0.value == code.value }) {
            parties.append(code)
        }
        return zip(parties, [PartyRole.issuer, .recipient]).map {
            Assigned(code: $0, role: $1, strength: 0.85, rule: Self.order)
        }
    }

    private func assign(_ code: FiscalCodeParser.Match) -> Assigned? {
        if let role = roleInText(code) {
            return Assigned(code: code, role: role, strength: 0.93, rule: Self.label)
        }
        if let role = roleOfBlock(code.labelSegment) {
            return Assigned(code: code, role: role, strength: 0.9, rule: "party.block")
        }
        guard let role = roleByPlace(code.labelSegment) else { return nil }
        if role == .recipient {
            return Assigned(code: code, role: role, strength: 0.6, rule: Self.belowTitle)
        }
        return Assigned(code: code, role: role, strength: 0.85, rule: "party.place")
    }

    /// The word of a role in the label, before it on the line, or at the end of the line above.
    private func roleInText(_ code: FiscalCodeParser.Match) -> PartyRole? {
        let text = code.labelSegment.text
        if let role = words.last(in: text, code.label) { return role }
        if let role = words.last(in: text, 0..<code.label.lowerBound) { return role }
        let page = context.layout.page(of: code.labelSegment)
        guard let above = page.above(code.labelSegment.box).first,
            code.labelSegment.box.top - above.box.bottom <= page.lineHeight,
            above.text.letters.count > 50
        else { return nil }
        return words.last(in: above.text, 0..<above.text.letters.count)
    }

    /// The word of a role at the head of the block or row that a segment stands in.
    private func roleOfBlock(_ segment: PageSegment) -> PartyRole? {
        let page = context.layout.page(of: segment)
        let reach = segment.box.top - Self.blockReach * page.lineHeight
        for above in page.above(segment.box) where above.box.top >= reach {
            if let role = words.first(in: above.text, within: Self.headLetters) { return role }
        }
        let left = page.segments.filter {
            $0.box.right <= segment.box.left && page.sharesRow($0.box, with: segment.box)
        }.sorted { $0.box.right > $1.box.right }
        return left.lazy.compactMap { words.first(in: $0.text, within: Self.headLetters) }.first
    }

    /// Letterhead and page foot are the issuer's; the body speaks of the other party.
    private func roleByPlace(_ segment: PageSegment) -> PartyRole? {
        let page = context.layout.page(of: segment)
        let foot = page.height - page.height / 10
        if page.lineHeight > 0, page.height > 0, segment.box.top >= foot { return .issuer }
        guard segment.page == context.layout.firstPage else { return nil }
        guard let title = context.title else {
            return segment.box.bottom <= page.height / 4 ? .issuer : nil
        }
        if segment.box.top <= title.box.bottom { return .issuer }
        return .recipient
    }

    private func best(_ assigned: [Assigned], role: PartyRole) -> Assigned? {
        let found = assigned.filter { $0.role == role }
        let top = found.map(rank).max()
        return found.first { rank($0) == top }
    }

    private func rank(_ assigned: Assigned) -> Double {
        assigned.strength - (assigned.code.isValid ? 0 : 0.5)
    }

    private func field(
        _ name: FieldName, from assigned: Assigned, beside other: Assigned?
    ) -> ExtractedField {
        let strength = assigned.code.isValid ? min(0.99, assigned.strength + 0.05) : 0.4
        return context.field(
            name, value: assigned.code.value, in: assigned.code.segment, range: assigned.code.range,
            strength: strength, rule: assigned.rule, check: check(assigned, beside: other))
    }

    /// A code is confirmed when its check digit holds and two signs say whose it is: a right code given to the
    /// wrong party is as wrong as a misread one.
    private func check(_ assigned: Assigned, beside other: Assigned?) -> FieldCheck {
        guard assigned.code.isValid else { return .failed }
        guard assigned.rule != Self.bare, let signs = signs(of: assigned) else {
            return assigned.rule == Self.bare ? .none : .passed
        }
        // That the other party has a code with a sign of its own leaves this one to its party.
        let isOther = other.flatMap { self.signs(of: $0) }.map { $0 > 0 } ?? false
        return assigned.rule == Self.label || signs + (isOther ? 1 : 0) > 1 ? .confirmed : .passed
    }

    /// How many signs say whose a code is; nil when one says otherwise.
    private func signs(of assigned: Assigned) -> Int? {
        let segment = assigned.code.labelSegment
        let said = [roleInText(assigned.code), roleOfBlock(segment)].compactMap { $0 }
        guard said.allSatisfy({ $0 == assigned.role }) else { return nil }
        let isInPlace = assigned.role == .issuer && roleByPlace(segment) == .issuer
        return [!said.isEmpty, isInPlace, assigned.rule == Self.order].filter { $0 }.count
    }
}
