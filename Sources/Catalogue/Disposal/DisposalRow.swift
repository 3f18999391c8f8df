package import ArchiveModel
import DurableFiles
package import GRDB

/// The rows of `disposal` and `disposal_step`: what was proposed to be disposed of, and how far that is.
package enum DisposalRow {
    /// The identities of corrections that were removed and whose lines are to be erased.
    static func removedCorrections(in database: Database) throws -> Set<String> {
        guard try isKept(in: database) else { return [] }
        return try String.fetchSet(database, sql: "SELECT identity FROM disposal_correction")
    }

    /// Whether the catalogue is of a version that has proposals.
    package static func isKept(in database: Database) throws -> Bool {
        try database.tableExists("disposal")
    }

    /// The number of the next proposal.
    package static func nextNumber(in database: Database) throws -> Int64 {
        (try Int64.fetchOne(database, sql: "SELECT max(number) FROM disposal") ?? 0) + 1
    }

    /// A proposal with its steps; nil when there is none of this number.
    package static func read(_ number: Int64, in database: Database) throws -> Disposal? {
        guard try isKept(in: database),
            let content = try String.fetchOne(
                database, sql: "SELECT content FROM disposal WHERE number = ?",
                arguments: [number])
        else { return nil }
        return Disposal(
            number: number, proposal: try StoredJSON.decode(content),
            steps: try steps(of: number, in: database))
    }

    /// Documents of a dossier that were disposed of, as they were proposed: by identifier, with the number
    /// of the proposal.
    static func disposed(
        of dossier: DossierID, in database: Database
    ) throws -> [DocumentID: Disposed] {
        guard try isKept(in: database) else { return [:] }
        let numbers = try Int64.fetchAll(
            database,
            sql: """
                SELECT DISTINCT number FROM dossier_document
                JOIN disposal_document ON disposal_document.document = dossier_document.document
                JOIN disposal_step USING (number) WHERE dossier = ? AND kind = ? ORDER BY number
                """, arguments: [dossier.text, DisposalStep.Kind.ordered.rawValue])
        var found: [DocumentID: Disposed] = [:]
        for number in numbers {
            for document in try read(number, in: database)?.proposal.documents ?? [] {
                found[document.id] = Disposed(number: number, document: document)
            }
        }
        return found
    }

    /// A document that was disposed of.
    struct Disposed {
        /// The number of the proposal.
        let number: Int64
        /// What the proposal says of it.
        let document: DisposalProposal.Document
    }

    /// All proposals, by number.
    package static func all(in database: Database) throws -> [Disposal] {
        guard try isKept(in: database) else { return [] }
        return try Int64.fetchAll(database, sql: "SELECT number FROM disposal ORDER BY number")
            .compactMap { try read($0, in: database) }
    }

    /// The proposals that a document is in, by number.
    package static func all(
        about document: DocumentID, in database: Database
    ) throws -> [Disposal] {
        guard try isKept(in: database) else { return [] }
        return try Int64.fetchAll(
            database,
            sql: "SELECT number FROM disposal_document WHERE document = ? ORDER BY number",
            arguments: [document.text]
        ).compactMap { try read($0, in: database) }
    }

    /// Those that are being carried out and are not at their end.
    package static func unfinished(in database: Database) throws -> [Disposal] {
        try all(in: database).filter { $0.state == .ordered }
    }

    /// Writes a step that was decided, with the proposal if it brings one.
    static func write(_ step: DisposalStep, of line: JournalLine, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO disposal_step (id, number, kind, confirmation, decision, actor, account, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                step.id, step.number, step.kind.rawValue, step.confirmation, line.sequence,
                line.actor, line.account, line.at,
            ])
        guard let proposal = step.proposal else { return }
        try database.execute(
            sql: "INSERT OR REPLACE INTO disposal (number, content) VALUES (?, ?)",
            arguments: [step.number, try StoredJSON.encode(proposal)])
        for document in proposal.documents {
            try database.execute(
                sql: "INSERT OR IGNORE INTO disposal_document (document, number) VALUES (?, ?)",
                arguments: [document.id.text, step.number])
        }
    }

    private static func steps(
        of number: Int64, in database: Database
    ) throws -> [Disposal.Made] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM disposal_step WHERE number = ? ORDER BY decision",
            arguments: [number]
        ).compactMap { row in
            guard let kind = DisposalStep.Kind(rawValue: row["kind"]) else { return nil }
            return Disposal.Made(
                at: row["at"], confirmation: row["confirmation"], kind: kind,
                user: ActingUser(name: row["actor"], address: row["account"] ?? ""))
        }
    }
}

extension DisposalRow {
    /// Carries out what a step of the journal says: each once.
    ///
    /// Rows of documents are left to whoever has the index at hand: a proposal that is being carried out is
    /// brought to its end by the same command again.
    static func carryOut(_ step: DisposalStep, of line: JournalLine, in database: Database) throws {
        guard try !DecisionTable.disposalStep.has(step.id, in: database) else { return }
        try write(step, of: line, in: database)
        guard step.kind == .ordered, let disposal = try read(step.number, in: database) else {
            return
        }
        for scan in disposal.proposal.scans {
            try DisposedScan.insert(scan, of: step.number, in: database)
        }
    }

    /// What lines of the journal would say that it lost: each step with its number there and who made it.
    static func decisions(in database: Database) throws -> [DecidedStep] {
        guard try isKept(in: database) else { return [] }
        return try Row.fetchAll(database, sql: "SELECT * FROM disposal_step ORDER BY decision")
            .compactMap { row in
                guard let kind = DisposalStep.Kind(rawValue: row["kind"]) else { return nil }
                let number: Int64 = row["number"]
                let proposal = kind == .proposed ? try read(number, in: database)?.proposal : nil
                return DecidedStep(
                    step: DisposalStep(
                        kind, of: number, proposal: proposal, confirmation: row["confirmation"],
                        id: row["id"]),
                    user: ActingUser(name: row["actor"], address: row["account"] ?? ""),
                    at: row["at"], decision: row["decision"])
            }
    }
}

/// A step of a proposal, with who decided it.
struct DecidedStep {
    /// What was decided.
    let step: DisposalStep
    /// Who decided it.
    let user: ActingUser
    /// When, UTC, ISO 8601.
    let at: String
    /// The number of the decision in the journal.
    let decision: Int64
}

/// The rows of `disposed_scan`: digests of what was disposed of, so that it is known when it comes again.
package enum DisposedScan {
    /// Takes one down.
    package static func insert(
        _ scan: ContentDigest, of number: Int64, in database: Database
    ) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO disposed_scan (digest, number) VALUES (?, ?)",
            arguments: [scan.blob, number])
    }

    /// The proposal by which a scan was disposed of; nil for one that was not.
    package static func number(of scan: ContentDigest, in database: Database) throws -> Int64? {
        guard try DisposalRow.isKept(in: database) else { return nil }
        return try Int64.fetchOne(
            database, sql: "SELECT number FROM disposed_scan WHERE digest = ?",
            arguments: [scan.blob])
    }
}

/// The rows of `replaced_object`: objects that are no more, since others have their place.
package enum ReplacedObject {
    /// Takes one down.
    package static func insert(
        _ object: String, by successor: String, in database: Database
    ) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO replaced_object (id, successor) VALUES (?, ?)",
            arguments: [object, successor])
    }

    /// All of them.
    package static func all(in database: Database) throws -> [String] {
        guard try database.tableExists("replaced_object") else { return [] }
        return try String.fetchAll(database, sql: "SELECT id FROM replaced_object ORDER BY id")
    }

    /// Those that an object has replaced, the ones before them included.
    package static func all(
        before object: String, in database: Database
    ) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                WITH RECURSIVE earlier (id) AS (
                    SELECT id FROM replaced_object WHERE successor = ?
                    UNION SELECT replaced_object.id FROM replaced_object
                    JOIN earlier ON successor = earlier.id)
                SELECT id FROM earlier ORDER BY id
                """, arguments: [object])
    }
}
