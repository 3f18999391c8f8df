import ArchiveModel
package import ArchiveStore
package import Catalogue
import DomainTables
import Indexer

/// Takes the last correction of a document back, by a correction of its own.
package struct CorrectionUndoing {
    private let archive: Archive

    /// The archive must be open for writing, if only for an act.
    package init(_ archive: Archive) { self.archive = archive }

    /// Takes back the last correction of each named field, or, when none is named, all that was last corrected
    /// together; as `user`, in one transaction.
    ///
    /// A reading of the machine comes back with its rule, its place and its confidence, and is asked about again.
    /// What was taken back is a correction itself, so that doing it twice brings the first correction back. Throws
    /// `document-unknown`, `document-ambiguous`, `field-unknown`, `correction-none`; `correction-overtaken` when the
    /// document does not say any more what was corrected; and what the store throws; then nothing is changed.
    package func carryOut(
        _ typed: String, fields: [String], by user: ActingUser
    ) throws -> DocumentCorrection.Outcome {
        let document = try DocumentLookup(archive).identifier(typed: typed)
        let index = try SearchIndex.open(in: archive)
        let table = try FieldTable.read(try archive.ownTable(named: FieldTable.file))
        let names = try fields.map { try Self.name($0, in: table) }
        let lists = Set(table.fields.filter(\.isList).map(\.name.rawValue))
        let made = try Corrections(archive: archive).correct(
            document, by: user,
            changes: { state in
                try Self.last(named: names, of: document, in: state.corrections).reversed().map {
                    try Self.change(back: $0, of: document, in: state, lists: lists)
                }
            }, index: { try index.add($0, in: $1) })
        guard let made else { throw ActError.noDocument(typed) }
        return DocumentCorrection.Outcome(
            document: document, corrections: made, doubtful: [],
            revision: try Listing(archive: archive).revision(of: document))
    }

    private static func name(_ typed: String, in table: FieldTable) throws -> String {
        if FieldTable.isType(typed) { return DocumentChange.type }
        guard let field = table.named(typed) else { throw ActError.noField(typed, in: table) }
        return field.name.rawValue
    }

    /// The corrections that are to be taken back, in their order; throws `correction-none`.
    private static func last(
        named names: [String], of document: DocumentID, in corrections: [Correction]
    ) throws -> [Correction] {
        guard let last = corrections.last else { throw ActError.noCorrection(of: document) }
        guard !names.isEmpty else {
            guard let decision = last.decision else { return [last] }
            return corrections.filter { $0.decision == decision }
        }
        return try Set(names).sorted().map { name in
            guard let last = corrections.last(where: { $0.name == name }) else {
                throw ActError.noCorrection(of: document, name: name)
            }
            return last
        }
    }

    /// What brings back what a correction replaced; throws `correction-overtaken`.
    private static func change(
        back correction: Correction, of document: DocumentID, in state: Corrections.State,
        lists: Set<String>
    ) throws -> DocumentChange {
        let restored = read(before: correction, in: state.corrections)
        guard !correction.isConfirmation || restored != nil else {
            throw ActError.confirmed(correction.name, of: document)
        }
        let overtaken = ActError.overtaken(correction, of: document, by: state.grouping)
        if correction.name == DocumentChange.type {
            guard state.extracted.type?.rawValue == correction.value else { throw overtaken }
            return DocumentChange(
                name: correction.name, value: correction.previous, restored: restored,
                undoes: correction.id)
        }
        let there = state.extracted.fields.filter { $0.name.rawValue == correction.name }
        guard let value = correction.value else {
            guard there.isEmpty || lists.contains(correction.name) else { throw overtaken }
            return DocumentChange(
                name: correction.name, value: correction.previous, isAddition: true,
                restored: restored, undoes: correction.id)
        }
        let same = there.filter { $0.value == value }
        guard let field = same.first(where: { $0.id == correction.field }) ?? same.first else {
            throw overtaken
        }
        return DocumentChange(
            name: correction.name, value: correction.previous, field: field.id, restored: restored,
            undoes: correction.id)
    }

    /// What a machine had read before a correction: a value, or nothing; nil for what a person had said, and where an
    /// earlier version did not record it.
    private static func read(
        before correction: Correction, in corrections: [Correction]
    ) -> MachineReading? {
        if let reading = correction.reading { return reading }
        guard correction.previous == nil, correction.name != DocumentChange.type else {
            return nil
        }
        let before = corrections.prefix { $0.id != correction.id }
        let standing = Correction.standing(Array(before))
        let isFirst = !standing.contains {
            $0.name == correction.name && (correction.field == nil || $0.field == correction.field)
        }
        return isFirst ? .nothing : nil
    }
}
