package import ArchiveModel
import DurableFiles
package import GRDB

/// What a person wants to be changed about a document.
package struct DocumentChange: Sendable, Hashable {
    /// A field's name, or `type`.
    package let name: String
    /// The new value; nil takes the field or the type away.
    package let value: String?
    /// Which field; nil for the type, and for the first field of the name.
    package var field: FieldID?
    /// Whether it adds another field of the name, whichever there are.
    package let isAddition: Bool
    /// Whether it says that what is there already is right, or that there is rightly nothing.
    package let isConfirmation: Bool
    /// The reading of a machine that comes back, value and all; nil when a person says the value.
    package var restored: MachineReading?
    /// The identity of the correction that it takes back; nil when it takes none back.
    package var undoes: String?

    /// The name that stands for the document's type.
    package static let type = "type"
    /// The name of the rule of a corrected field.
    package static let rule = "correction"

    /// Describes a change.
    package init(
        name: String, value: String?, field: FieldID? = nil, isAddition: Bool = false,
        isConfirmation: Bool = false, restored: MachineReading? = nil, undoes: String? = nil
    ) {
        self.name = name
        self.value = value
        self.field = field
        self.isAddition = isAddition
        self.isConfirmation = isConfirmation
        self.restored = restored
        self.undoes = undoes
    }

    /// What a correction does, when it is carried out again.
    package init(_ correction: Correction) {
        self.init(
            name: correction.name, value: correction.value, field: correction.field,
            isConfirmation: correction.isConfirmation, restored: correction.restored,
            undoes: correction.undoes)
    }
}

/// One thing that a person changed about a document.
package struct Correction: Codable, Hashable, Sendable {
    /// The system's user and machine; nil where an earlier version did not record it.
    package var account: String?
    /// Who.
    package var actor: String
    /// When, UTC, ISO 8601.
    package var at: String
    /// The number of the decision in the journal; nil for what was corrected before there was one.
    package var decision: Int64?
    /// The field that it is of; nil for the type, and for what was corrected before fields had an
    /// identifier, which is of the first field of its name.
    package var field: FieldID?
    /// What tells it from all others: 32 hexadecimal digits.
    package var id: String
    /// The name of a field, or `type`.
    package var name: String
    /// What it was; nil for nothing.
    package var previous: String?
    /// How a machine had read what it was; nil for what a person had said, for nothing, and where an earlier version
    /// did not record it.
    package var reading: MachineReading?
    /// The reading of a machine that it brought back; nil when a person says the value.
    package var restored: MachineReading?
    /// The identity of the correction that it took back; nil when it took none back, or an earlier version did not
    /// record it.
    package var undoes: String?
    /// What it is now; nil for nothing.
    package var value: String?

    /// Whether a person said that what was there already is right, or that there is rightly nothing.
    package var isConfirmation: Bool { previous == value && restored == nil }

    /// Says what was changed; without an `id` it gets a random one.
    package init(
        account: String? = nil, actor: String, at: String, decision: Int64? = nil,
        field: FieldID? = nil, id: String? = nil, name: String, previous: String? = nil,
        reading: MachineReading? = nil, restored: MachineReading? = nil, undoes: String? = nil,
        value: String? = nil
    ) {
        self.account = account
        self.actor = actor
        self.at = at
        self.decision = decision
        self.field = field
        self.id = id ?? Self.randomID()
        self.name = name
        self.previous = previous
        self.reading = reading
        self.restored = restored
        self.undoes = undoes
        self.value = value
    }

    /// Decodes a correction; one that was written before corrections had an identity has an empty
    /// one, which `identified` replaces.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        account = try values.decodeIfPresent(String.self, forKey: .account)
        actor = try values.decode(String.self, forKey: .actor)
        at = try values.decode(String.self, forKey: .at)
        decision = try values.decodeIfPresent(Int64.self, forKey: .decision)
        field = try values.decodeIfPresent(FieldID.self, forKey: .field)
        id = try values.decodeIfPresent(String.self, forKey: .id) ?? ""
        name = try values.decode(String.self, forKey: .name)
        previous = try values.decodeIfPresent(String.self, forKey: .previous)
        reading = try values.decodeIfPresent(MachineReading.self, forKey: .reading)
        restored = try values.decodeIfPresent(MachineReading.self, forKey: .restored)
        undoes = try values.decodeIfPresent(String.self, forKey: .undoes)
        value = try values.decodeIfPresent(String.self, forKey: .value)
    }

    static func randomID() -> String {
        Hexadecimal.text(of: (0..<16).map { _ in UInt8.random(in: .min ... .max) })
    }

    /// Gives the corrections of a document that have no identity one that follows from what they
    /// say and from their place, so that it is the same wherever they are read.
    package static func identified(
        _ corrections: [Correction], of document: DocumentID
    ) throws -> [Correction] {
        try corrections.enumerated().map { index, correction in
            guard correction.id.isEmpty else { return correction }
            var correction = correction
            let parts = [
                document.text, "\(index)", correction.name, correction.previous,
                correction.value, correction.actor, correction.account, correction.at,
            ]
            let text = try StoredJSON.encode(parts)
            correction.id = String(ContentDigest(of: Array(text.utf8)).hex.prefix(32))
            return correction
        }
    }
}

/// The rows of `correction`.
///
/// They belong to the identifier of a document, not to its row: they stay when a document is taken
/// apart, and wait for one that is read again.
package enum CorrectionRow {
    /// What was corrected of a document, in order.
    package static func all(of document: DocumentID, in database: Database) throws -> [Correction] {
        try Correction.identified(
            Row.fetchAll(
                database, sql: "SELECT * FROM correction WHERE document = ? ORDER BY id",
                arguments: [document.text]
            ).map { row in
                // Nil in a catalogue of before there were identities.
                let identity: String? = row["identity"]
                return Correction(
                    account: row["account"], actor: row["actor"], at: row["at"],
                    decision: row["decision"],
                    field: (row["field"] as String?).flatMap { FieldID($0) }, id: identity ?? "",
                    name: row["name"], previous: row["previous"],
                    reading: try reading(row["reading"]), restored: try reading(row["restored"]),
                    undoes: row["undoes"], value: row["value"])
            }, of: document)
    }

    private static func reading(_ json: String?) throws -> MachineReading? {
        try json.map { try StoredJSON.decode($0) }
    }

    /// Adds a correction.
    package static func insert(
        _ correction: Correction, of document: DocumentID, in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO correction (document, identity, decision, field, name, previous, value,
                    reading, restored, undoes, account, actor, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                document.text, correction.id, correction.decision, correction.field?.text,
                correction.name, correction.previous, correction.value,
                try correction.reading.map { try StoredJSON.encode($0) },
                try correction.restored.map { try StoredJSON.encode($0) }, correction.undoes,
                correction.account,
                correction.actor, correction.at,
            ])
    }
}
