import ArchiveModel
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

    private enum CodingKeys: String, CodingKey {
        case type, number, state, reason, act, confirmation, documents, scans, steps
        case isPrivate = "is_private"
    }

    package init(_ disposal: Disposal) {
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
