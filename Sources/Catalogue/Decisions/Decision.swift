import ArchiveModel
import DurableFiles
import Foundation

/// What a person decided about one document: the payload of a line of the journal.
struct Decision: Codable, Equatable {
    /// What was changed, in order; each has an identity of its own.
    var corrections: [Correction] = []
    /// How pages were grouped anew; nil when nothing was.
    var grouping: DecidedGrouping?

    /// The identities of its corrections and of its grouping.
    var identities: [String] { corrections.map(\.id) + [grouping?.id].compactMap { $0 } }

    /// The action of a line that a person's command made.
    static let corrected = "document-corrected"
    /// The action of a line that the upgrade of an archive, or a rebuild, made of what was decided
    /// before there was a journal, or in a journal that was damaged.
    static let carried = "corrections-carried"

    /// The action of a line that says how pages were grouped anew.
    static let grouped = "documents-grouped"

    /// What the line of the decision is called when a command makes it.
    var action: String { grouping == nil ? Self.corrected : Self.grouped }

    /// The decision of a line; nil once its payload was erased.
    ///
    /// Throws `archive-too-new` for a line of a kind that this program does not know.
    static func of(_ line: JournalLine) throws -> Decision? {
        guard [corrected, carried, grouped].contains(line.action) else {
            throw StoreError.journalTooNew(line: line.sequence)
        }
        return try line.payload.map { try StoredJSON.decode($0) }
    }

    /// The line that says so behind the end of the journal.
    func line(
        _ action: String? = nil, about document: DocumentID, by user: ActingUser,
        after end: EventLog.End
    ) throws -> JournalLine {
        let payload = try StoredJSON.encode(self)
        let event = Event(
            sequence: end.sequence + 1, at: StoredTime.now, actor: user.name,
            account: user.account, action: action ?? self.action, object: document.text,
            detail: try StoredJSON.encode(
                ["payload": ContentDigest(of: Array(payload.utf8)).hex]))
        return JournalLine(
            account: event.account, action: event.action, actor: event.actor, at: event.at,
            detail: event.detail, hash: event.hash(after: end.hash).hex, object: event.object,
            payload: payload, previous: end.hash, sequence: event.sequence)
    }
}
