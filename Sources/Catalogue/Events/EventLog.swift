package import ArchiveModel
import DurableFiles
package import GRDB

/// What kind of change an event tells of.
package enum EventAction: String, Sendable, CaseIterable {
    /// The archive was made.
    case archiveCreated = "archive-created"
    /// Files of a folder were taken in.
    case batchReceived = "batch-received"
    /// A scan got its verdict.
    case scanRecognised = "scan-recognised"
    /// A scan turned out to be an earlier state of a file that came whole later.
    case scanSuperseded = "scan-superseded"
    /// What is known of a document was written down: by extraction, a rebuild, or the upgrade of an
    /// older catalogue.
    case documentRecorded = "document-recorded"
    /// A person changed what is known of a document.
    case documentCorrected = "document-corrected"
    /// A document was taken apart; its pages are free.
    case documentRemoved = "document-removed"
    /// Scans that could not be read were released to be read again.
    case failuresReleased = "failures-released"
    /// What was made of a batch was written into its object.
    case batchSealed = "batch-sealed"
    /// A part of the journal of decisions was moved into an object.
    case journalSealed = "journal-sealed"
    /// A dossier that changed was written into its object.
    case dossierSealed = "dossier-sealed"
    /// A source file is removed, after its copy was checked.
    case sourceRemoved = "source-removed"
    /// The catalogue was made again from the objects.
    case catalogueRebuilt = "catalogue-rebuilt"
    /// A domain table is another than the log told of last.
    case tableChanged = "table-changed"
    /// Documents were disposed of: their rows are removed, and their objects are to be replaced.
    case documentsDisposed = "documents-disposed"
    /// An object was replaced by one without what was disposed of, and removed.
    case objectReplaced = "object-replaced"
    /// A rebuild found this version of an object.
    case versionFound = "version-found"
}

/// The append-only log of everything that changed the meaning of the archive.
///
/// Each event carries the hash of the one before it, so that none can be changed or taken out
/// without breaking the chain (docs/format/archive-format.md). Details hold numbers and codes,
/// never text of a document.
package enum EventLog {
    /// The end of the log: number and hash of its last event.
    package struct End: Codable, Equatable {
        /// The hash of the last event, in hexadecimal.
        package var hash: String
        /// The number of the last event, from 1; 0 before the first.
        package var sequence: Int64

        /// Names the end of a log.
        package init(hash: String, sequence: Int64) {
            self.hash = hash
            self.sequence = sequence
        }
    }

    /// What stands before the first event.
    package static let start = End(hash: String(repeating: "0", count: 128), sequence: 0)

    /// Adds an event in the transaction that makes the change.
    package static func append(
        _ action: EventAction, object: String, detail: some Encodable, at time: String? = nil,
        by user: ActingUser, in database: Database
    ) throws {
        let end = try end(in: database)
        let event = Event(
            sequence: end.sequence + 1, at: time ?? StoredTime.now, actor: user.name,
            account: user.account, action: action.rawValue, object: object,
            detail: try StoredJSON.encode(detail))
        try database.cachedStatement(
            sql: """
                INSERT INTO event
                    (sequence, at, actor, account, action, object, detail, previous, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            event.sequence, event.at, event.actor, event.account, event.action, event.object,
            event.detail, ContentDigest(hex: end.hash)?.blob, event.hash(after: end.hash).blob,
        ])
    }

    /// The last event's number and hash.
    package static func end(in database: Database) throws -> End {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1"))
        guard let row, let hash = ContentDigest(bytes: row.bytes("hash")) else { return start }
        return End(hash: hash.hex, sequence: row["sequence"])
    }
}

/// One event of the log.
package struct Event {
    /// Its number, from 1.
    package var sequence: Int64
    /// When, UTC, ISO 8601.
    package var at: String
    /// Who.
    package var actor: String
    /// The system's user; nil in events of catalogue versions before 4.
    package var account: String?
    /// What was done, as `EventAction` names it.
    package var action: String
    /// What it was done to: an identifier.
    package var object: String
    /// Numbers and codes as JSON.
    package var detail: String

    /// The hash that the event has behind one with the hash `previous`.
    package func hash(after previous: String) -> ContentDigest {
        let lines =
            [previous, String(sequence), at, actor, action, object, detail]
            + [account].compactMap { $0 }
        return ContentDigest(of: Array(lines.map { $0 + "\n" }.joined().utf8))
    }
}

extension Event {
    /// The event of a row; columns that a catalogue of an older version lacks are nil.
    package init(_ row: Row) {
        sequence = row["sequence"]
        at = row["at"]
        actor = row["actor"]
        account = row["account"]
        action = row["action"]
        object = row["object"]
        detail = row["detail"]
    }
}
