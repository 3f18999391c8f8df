import ArchiveModel
import DurableFiles
import Foundation

/// What a person decided: the payload of a line of the journal.
struct Decision: Codable, Equatable {
    /// What was changed, in order; each has an identity of its own.
    var corrections: [Correction] = []
    /// How pages were grouped anew; nil when nothing was.
    var grouping: DecidedGrouping?
    /// What of the quarantine nothing more is to be done about; nil when it is about none of it.
    var resolved: ResolvedEntry?
    /// What becomes of a dossier; nil when it is about none.
    var dossier: DossierDecision?
    /// What was done with a proposal to dispose of documents; nil when nothing was.
    var disposal: DisposalStep?
    /// Whether a document is another one, scanned anew; nil when nothing was said of that.
    var duplicate: DecidedDuplicate?

    /// The identities of all that it decided.
    var identities: [String] {
        corrections.map(\.id)
            + [grouping?.id, resolved?.id, dossier?.id, disposal?.id, duplicate?.id].compactMap {
                $0
            }
    }

    /// The action of a line that a person's command made.
    static let corrected = "document-corrected"
    /// The action of a line that the upgrade of an archive, or a rebuild, made of what was decided
    /// before there was a journal, or in a journal that was damaged.
    static let carried = "corrections-carried"

    /// The action of a line that says how pages were grouped anew.
    static let grouped = "documents-grouped"

    /// The action of a line that says what of the quarantine nothing more is to be done about.
    static let resolved = "quarantine-resolved"
    /// The action of a line that says what becomes of a dossier.
    static let dossier = "dossier-decided"

    /// The action of a line that says whether a document is another one, scanned anew.
    static let duplicate = "duplicate-decided"

    /// What the line of the decision is called when a command makes it.
    var action: String {
        if resolved != nil { return Self.resolved }
        if dossier != nil { return Self.dossier }
        if duplicate != nil { return Self.duplicate }
        return disposal?.action ?? (grouping == nil ? Self.corrected : Self.grouped)
    }

    /// Whether a line of an action says what a person changed of a document's content.
    static func isCorrection(_ action: String) -> Bool { [corrected, carried].contains(action) }

    /// The decision of a line; nil once its payload was erased.
    ///
    /// Throws `archive-too-new` for a line of a kind that this program does not know.
    static func of(_ line: JournalLine) throws -> Decision? {
        guard
            [corrected, carried, grouped, resolved, dossier, duplicate].contains(line.action)
                || DisposalStep.isAction(line.action)
        else {
            throw StoreError.journalTooNew(line: line.sequence)
        }
        return try line.payload.map { try StoredJSON.decode($0) }
    }

    /// The line that says so behind the end of the journal; `time` is when it was decided, nil for now.
    func line(
        _ action: String? = nil, about object: some GivenIdentifier, by user: ActingUser,
        at time: String? = nil, after end: EventLog.End
    ) throws -> JournalLine {
        try line(action, of: object.text, by: user, at: time, after: end)
    }

    /// The line about a document, a dossier, an entry of the quarantine or a proposal, by its identifier.
    func line(
        _ action: String? = nil, of object: String, by user: ActingUser,
        at time: String? = nil, after end: EventLog.End
    ) throws -> JournalLine {
        let payload = try StoredJSON.encode(self)
        let event = Event(
            sequence: end.sequence + 1, at: time ?? StoredTime.now, actor: user.name,
            account: user.account, action: action ?? self.action, object: object,
            detail: try StoredJSON.encode(
                ["payload": ContentDigest(of: Array(payload.utf8)).hex]))
        return JournalLine(
            account: event.account, action: event.action, actor: event.actor, at: event.at,
            detail: event.detail, hash: event.hash(after: end.hash).hex, object: event.object,
            payload: payload, previous: end.hash, sequence: event.sequence)
    }
}
