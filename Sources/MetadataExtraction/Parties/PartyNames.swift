import ArchiveModel
import DomainTables
import RomanianText

/// Finds names and addresses of who made a paper and of the other party.
struct PartyNames {
    /// Pages on which parties are named: the first two with words.
    private static let pages = 2
    private static let letterhead = "name.letterhead"

    private let context: FieldContext
    private let roles: PartyRoles
    private let labelled: LabelledNames
    private let letterhead: Letterhead
    private let addresses: PartyAddresses

    /// Prepares a document.
    init(_ context: FieldContext) {
        self.context = context
        roles = PartyRoles(context)
        labelled = LabelledNames(context, roles: roles)
        letterhead = Letterhead(context, labelled: labelled)
        addresses = PartyAddresses(context, labelled: labelled)
    }

    /// One party a role at most, the issuer first.
    func parties() -> Parties {
        let candidates = candidates()
        let issuer = best(candidates.filter { !isOther($0, among: candidates) }, role: .issuer)
        let recipient = best(
            candidates.filter { $0.name.letters != issuer?.name.letters }, role: .recipient)
        let tops = candidates.compactMap { candidate in
            candidate.role == .recipient && candidate.name.segment.page == context.layout.firstPage
                ? (candidate.label ?? candidate.name.segment).box.top : nil
        }
        return Parties(issuer: issuer, recipient: recipient, recipientTop: tops.min())
    }

    /// Fields for the names and addresses of parties.
    func fields(_ parties: Parties) -> [ExtractedField] {
        [parties.issuer, parties.recipient].compactMap { $0 }.flatMap(fields)
    }

    private func fields(of party: PartyCandidate) -> [ExtractedField] {
        let isIssuer = party.role == .issuer
        let name = field(
            isIssuer ? .issuerName : .recipientName, value: party.name.value, flow: party.name.flow,
            range: party.name.range, strength: party.strength, rule: party.rule)
        let address = address(of: party).flatMap { found in
            field(
                isIssuer ? .issuerAddress : .recipientAddress, value: found.value, flow: found.flow,
                range: found.range, strength: party.strength - (found.isLabelled ? 0.02 : 0.1),
                rule: found.isLabelled ? "address.label" : "address.block")
        }
        return [name, address].compactMap { $0 }
    }

    /// Whether a name that only stands at the head has a label that says that it is of the other party.
    private func isOther(
        _ candidate: PartyCandidate, among candidates: [PartyCandidate]
    ) -> Bool {
        candidate.rule == Self.letterhead
            && candidates.contains {
                $0.role != candidate.role && $0.label != nil && $0.strength > 0.8
                    && $0.name.letters == candidate.name.letters
            }
    }

    private func best(_ candidates: [PartyCandidate], role: PartyRole) -> PartyCandidate? {
        let found = candidates.filter { $0.role == role }
        let top = found.map(\.strength).max()
        return found.first { $0.strength == top }
    }

    private func candidates() -> [PartyCandidate] {
        let first = context.layout.firstPage
        let pages = context.layout.pages.dropFirst(first).prefix(Self.pages)
        var found = pages.flatMap(\.segments).flatMap(labelled.candidates)
        found += head(isAsked: found.contains { $0.role == .issuer && $0.strength > 0.94 })
        found += identified(on: pages)
        return found
    }

    /// The letterhead is of who made the paper; of a request, of who receives it.
    private func head(isAsked: Bool) -> [PartyCandidate] {
        guard let name = letterhead.name() else { return [] }
        let isRequest = roles.isRequest || isAsked
        let role: PartyRole = isRequest && name.kind == .institution ? .recipient : .issuer
        guard role == .issuer || !roles.isOneParty else { return [] }
        return [
            PartyCandidate(
                role: role, name: name, label: nil, strength: role == .issuer ? 0.87 : 0.7,
                rule: Self.letterhead)
        ]
    }

    /// Contracts name the parties one after the other; on other papers the name before a number is of the
    /// other party.
    private func identified(on pages: ArraySlice<PageLayout>) -> [PartyCandidate] {
        guard !roles.isOneParty else { return [] }
        let names = pages.flatMap { IdentifiedNames(context).names(on: $0) }
        if context.rule?.namesPartiesInOrder ?? false {
            var parties: [NameReading] = []
            for name in names where !parties.contains(where: { $0.letters == name.letters }) {
                parties.append(name)
            }
            return zip(parties, [PartyRole.issuer, .recipient]).map {
                PartyCandidate(
                    role: $1, name: $0, label: nil, strength: 0.93, rule: "name.order")
            }
        }
        return names.filter { $0.kind != .institution }.map {
            PartyCandidate(
                role: roles.isRequest ? .issuer : .recipient, name: $0, label: nil, strength: 0.75,
                rule: "name.number")
        }
    }

    /// The address with the name; of letterheads in two columns also the one beside it.
    ///
    /// The letterhead of who receives a request is not where it was sent.
    private func address(of party: PartyCandidate) -> AddressReading? {
        let isLetterhead = party.rule == Self.letterhead
        if isLetterhead, party.role == .recipient { return nil }
        if let found = addresses.address(of: party) { return found }
        guard isLetterhead else { return nil }
        if let found = addresses.beside(party.name) { return found }
        return context.title.flatMap { title in
            addresses.inHead(letterhead.segments.filter { $0.box.top < title.box.top })
        }
    }

    private func field(
        _ name: FieldName, value: String, flow: WordFlow, range: Range<Int>, strength: Double,
        rule: String
    ) -> ExtractedField? {
        guard FieldValue.isVisible(value), value.count <= 200 else { return nil }
        return flow.evidence(range).map {
            ExtractedField(
                name: name, value: value, evidence: $0,
                confidence: Confidence(strength * flow.confidence(range)), rule: rule)
        }
    }
}
