import DomainTables
import RomanianText

/// What a word says of the name behind it.
enum PartyCue: Sendable {
    /// The name has this role.
    case role(PartyRole)
    /// Who asks for something.
    case applicant
    /// Who the paper is for.
    case addressee
    /// The other party, in a sentence.
    case party
    /// A name, of whom is not said.
    case name

    /// The words of the tables, those of the type first.
    static func index(_ context: FieldContext) -> PhraseIndex<PartyCue> {
        let parties = context.parties
        var cues: [(Phrase, PartyCue)] = []
        cues += PartyWords(context.rule, labels: context.labels).words.map { ($0, .role($1)) }
        cues += parties.applicants.map { ($0, .applicant) }
        cues += parties.addressees.map { ($0, .addressee) }
        cues += parties.parties.map { ($0, .party) }
        cues += parties.names.map { ($0, .name) }
        return PhraseIndex(cues.map { (phrase: $0.0, meaning: $0.1) })
    }
}

/// A name with its role, and how it was found.
struct PartyCandidate {
    let role: PartyRole
    let name: NameReading
    /// The label that gave the role; nil for a letterhead.
    let label: PageSegment?
    let strength: Double
    let rule: String
}

/// Who is named on a paper.
struct Parties {
    let issuer: PartyCandidate?
    let recipient: PartyCandidate?
    /// The upper edge of the first words of the other party on the first page; nil when there are none.
    let recipientTop: Int?
}

/// Which roles names may have on a paper of some type.
struct PartyRoles {
    /// Whether there is nobody but who made the paper.
    let isOneParty: Bool
    /// Whether a citizen or firm made it, and an institution is to receive it.
    let isRequest: Bool

    /// Decides by the type, and of letters by the words of requests.
    init(_ context: FieldContext) {
        let code = context.rule?.code ?? ""
        isOneParty = context.parties.oneParty.contains(code)
        isRequest =
            context.parties.requests.contains(code)
            || Self.isTitled(context) && !context.parties.oneParty.contains(code)
    }

    /// Whether the title is one of a request.
    private static func isTitled(_ context: FieldContext) -> Bool {
        guard let title = context.title else { return false }
        let text = title.segment.text
        let start = text.letter(from: title.range.lowerBound)
        return context.labels.requests.longest(in: text, at: start) != nil
    }

    /// The role of who stands behind a word; nil when a paper of this type has none there.
    func role(of cue: PartyCue) -> PartyRole? {
        switch cue {
        case .role(let role): isOneParty && role == .recipient ? nil : role
        case .applicant: isOneParty ? nil : .issuer
        case .addressee, .party: isOneParty ? nil : .recipient
        case .name: isOneParty ? nil : isRequest ? .issuer : .recipient
        }
    }
}
