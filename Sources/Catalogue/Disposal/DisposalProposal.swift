package import ArchiveModel

/// Which documents are to be disposed of, and why: what a line of the journal says for good.
package struct DisposalProposal: Codable, Equatable, Sendable {
    /// A document as it was proposed, without anything that the paper says but its line in a dossier.
    package struct Document: Codable, Equatable, Sendable {
        /// What the list of the dossier says of a document, and goes on saying when it is no more.
        package struct Line: Codable, Equatable, Sendable {
            /// Its date; nil when none was read.
            package let date: CalendarDate?
            /// Its number as printed; nil when none was read.
            package let number: String?
            /// How many of its pages were not blank.
            package let sheets: Int
        }

        /// Identities of what persons corrected of it, in order.
        package let corrections: [String]
        /// The document.
        package let id: DocumentID
        /// Its line in its dossier; nil for one in no dossier, for a private paper, and in proposals of earlier
        /// versions.
        package private(set) var line: Line?
        private let pages: [PageRun]
        /// The code of its type; nil when it had none.
        package let type: String?

        /// Describes a document.
        package init(
            _ id: DocumentID, pages: [PageAddress], type: String?, corrections: [String],
            paper: DossierPaper? = nil
        ) {
            self.id = id
            line = paper.map { Line(date: $0.date, number: $0.number, sheets: $0.sheets) }
            self.pages = PageRun.runs(of: pages)
            self.type = type
            self.corrections = corrections
        }

        /// Its pages, in order.
        package var addresses: [PageAddress] { pages.flatMap(\.addresses) }

        /// Whether it is as it was proposed, wherever it lies.
        package func isSame(as other: Document) -> Bool {
            (id, pages, type, corrections) == (other.id, other.pages, other.type, other.corrections)
        }

        /// The same of which no list tells.
        fileprivate var unlisted: Document {
            var document = self
            document.line = nil
            return document
        }
    }

    /// The number of the act of the selection committee; nil for a private paper.
    package var act: String?
    /// The number of the National Archives' confirmation, when it was known already.
    package var confirmation: String?
    /// The documents.
    package let documents: [Document]
    /// Whether they are private papers that were scanned by mistake, which no selection list has.
    package let isPrivate: Bool
    /// Why.
    package let reason: String
    /// All scans that go, with all that was read in them.
    package let scans: [ContentDigest]

    /// Puts a proposal together.
    package init(
        documents: [Document], scans: [ContentDigest], reason: String, act: String?,
        confirmation: String?, isPrivate: Bool
    ) {
        self.documents = isPrivate ? documents.map(\.unlisted) : documents
        self.scans = scans
        self.reason = reason
        self.act = act
        self.confirmation = confirmation
        self.isPrivate = isPrivate
    }
}

/// One step on the way of a proposal, as a line of the journal has it.
package struct DisposalStep: Codable, Equatable, Sendable {
    /// What is done with a proposal; the way is in this order, but for the withdrawal.
    package enum Kind: String, Codable, Sendable {
        /// It is made.
        case proposed
        /// Another person agrees.
        case approved
        /// It is given up.
        case withdrawn
        /// It is being carried out; from here on nothing comes back.
        case ordered
        /// Nothing is left of its documents.
        case carriedOut = "carried-out"
    }

    /// The number of the confirmation, when it came with the approval.
    package let confirmation: String?
    /// What tells the step from all others: 32 hexadecimal digits.
    package let id: String
    /// What is done.
    package let kind: Kind
    /// The number of the proposal, from 1.
    package let number: Int64
    /// What is proposed; only in the first step.
    package let proposal: DisposalProposal?

    /// A step with an identity of its own.
    package init(
        _ kind: Kind, of number: Int64, proposal: DisposalProposal? = nil,
        confirmation: String? = nil
    ) {
        id = Correction.randomID()
        self.kind = kind
        self.number = number
        self.proposal = proposal
        self.confirmation = confirmation
    }

    /// A step that was made before.
    init(
        _ kind: Kind, of number: Int64, proposal: DisposalProposal?, confirmation: String?,
        id: String
    ) {
        self.id = id
        self.kind = kind
        self.number = number
        self.proposal = proposal
        self.confirmation = confirmation
    }

    /// What its line in the journal is about.
    var subject: String { Self.subject + String(number) }
    /// What the line is called.
    var action: String { Self.actions + kind.rawValue }

    /// Whether a line in the journal is of a step.
    static func isAction(_ text: String) -> Bool {
        text.hasPrefix(actions) && Kind(rawValue: String(text.dropFirst(actions.count))) != nil
    }

    private static let subject = "disposal "
    private static let actions = "disposal-"
}

/// A proposal with what became of it.
package struct Disposal: Sendable {
    /// A step that was made.
    package struct Made: Sendable {
        /// When, UTC, ISO 8601.
        package let at: String
        /// The number of the confirmation that came with it; nil for none.
        package let confirmation: String?
        /// What was done.
        package let kind: DisposalStep.Kind
        /// By whom.
        package let user: ActingUser
    }

    /// Its number.
    package let number: Int64
    /// What was proposed.
    package let proposal: DisposalProposal
    /// Its steps, in order.
    package let steps: [Made]

    /// How far it is.
    package var state: DisposalStep.Kind { steps.last?.kind ?? .proposed }
    /// The number of the National Archives' confirmation; nil when there is none yet.
    package var confirmation: String? {
        steps.compactMap(\.confirmation).last ?? proposal.confirmation
    }

    /// The last step of a kind; nil when it was not made.
    package func step(_ kind: DisposalStep.Kind) -> Made? { steps.last { $0.kind == kind } }
}
