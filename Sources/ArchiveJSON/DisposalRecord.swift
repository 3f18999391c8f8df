package import ArchiveModel
package import Catalogue

/// Tells of a proposal to dispose of documents, and how far it is.
package struct DisposalRecord: Encodable {
    /// A step that was made.
    struct Step: Encodable {
        let account: String
        let actor: String
        let at: String
        let step: String
    }

    let type = "disposal"
    let number: Int64
    /// The last step: `proposed`, `approved`, `withdrawn`, `ordered` or `carried-out`.
    let state: String
    let reason: String
    let act: String?
    let confirmation: String?
    let isPrivate: Bool
    let documents: [String]
    /// Digests of the files that go, or are gone.
    let scans: [String]
    let steps: [Step]
    /// Whether the time of each document is over; left out where that was not asked.
    let terms: [DisposalTermRecord]?

    private enum CodingKeys: String, CodingKey {
        case type, number, state, reason, act, confirmation, documents, scans, steps, terms
        case isPrivate = "is_private"
    }

    package init(_ disposal: Disposal, terms: [DisposalTermRecord] = []) {
        self.terms = terms.isEmpty ? nil : terms
        number = disposal.number
        state = disposal.state.rawValue
        reason = disposal.proposal.reason
        act = disposal.proposal.act
        confirmation = disposal.confirmation
        isPrivate = disposal.proposal.isPrivate
        documents = disposal.proposal.documents.map(\.id.text)
        scans = disposal.proposal.scans.map(\.hex)
        steps = disposal.steps.map {
            Step(account: $0.user.account, actor: $0.user.name, at: $0.at, step: $0.kind.rawValue)
        }
    }
}

/// Whether the time of a document that is to be disposed of is over.
package struct DisposalTermRecord: Encodable {
    let document: String
    /// The mark of its dossier; left out when it is in none.
    let dossier: String?
    /// As in `retention`.
    let state: String
    /// The first day on which it may be listed for selection; left out while there is none.
    let until: String?

    package init(document: DocumentID, dossier: String?, state: String, until: String?) {
        self.document = document.text
        self.dossier = dossier
        self.state = state
        self.until = until
    }
}
