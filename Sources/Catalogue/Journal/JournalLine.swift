import ArchiveModel
import DurableFiles
import Foundation

/// One decision of a person as the journal has it: what the hash chain holds, and beside it the
/// payload, of which the chain holds only the digest.
///
/// So a payload that the law orders to be erased can go, and the chain stays whole
/// (docs/format/archive-format.md, "journal/").
package struct JournalLine: Codable, Equatable {
    /// The system's user and machine; nil for what was decided before they were recorded.
    var account: String?
    var action: String
    var actor: String
    package var at: String
    /// JSON as it was hashed; its `payload` is the digest of the payload.
    var detail: String
    /// SHA-512 of the line behind the one before it, in hexadecimal.
    var hash: String
    /// The identifier of the document or dossier.
    package var object: String
    /// When the payload was taken away by order of the law; nil while it is there.
    var erased: String?
    /// What was decided, as JSON; nil once it was erased.
    var payload: String?
    /// The hash of the line before.
    var previous: String
    /// 1, 2, 3 … without a gap.
    package var sequence: Int64

    /// The journal's end with this line as the last one.
    package var end: EventLog.End { EventLog.End(hash: hash, sequence: sequence) }

    /// What the hash is computed of.
    var event: Event {
        Event(
            sequence: sequence, at: at, actor: actor, account: account, action: action,
            object: object, detail: detail)
    }

    /// Whether hash and payload are what the line's own content gives.
    var isSound: Bool {
        guard event.hash(after: previous).hex == hash else { return false }
        guard let payload else { return erased != nil }
        return digestOfPayload == ContentDigest(of: Array(payload.utf8)).hex
    }

    /// The digest that the chained part has of the payload; nil without one.
    var digestOfPayload: String? {
        let detail: PayloadDigest? = try? StoredJSON.decode(self.detail)
        return detail?.payload
    }

    /// The bytes of the line, with the line feed that ends it.
    func encoded() throws -> [UInt8] {
        Array(try StoredJSON.encode(self).utf8) + [0x0A]
    }

    /// Reads a line without its line feed; nil when it is none.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> JournalLine? {
        try? StoredJSON.decodeData(Data(bytes))
    }

    private struct PayloadDigest: Decodable {
        var payload: String?
    }
}

/// The first line of a segment of the journal.
struct JournalHeader: Codable, Equatable {
    /// The identity of the archive, a UUID.
    var archive: String
    /// Number of the first decision in the segment.
    var first: Int64
    var format: String
    /// Hash of the line before the first.
    var previous: String

    /// What the program writes.
    static let format = "archivectl journal 1"

    /// The journal's end before the segment.
    var start: EventLog.End { EventLog.End(hash: previous, sequence: first - 1) }
}
