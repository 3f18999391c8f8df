import ArchiveModel
package import ArchiveStore
package import Catalogue
import DomainTables
import Foundation
import Indexer

/// Records what a person says about an item, in one short transaction each.
package struct ReviewAnswering {
    /// What was done.
    package enum Outcome {
        /// Type or fields were corrected or confirmed.
        case corrected(DocumentCorrection.Outcome)
        /// Pages were grouped anew, or said to be right; nil when all was so already.
        case grouped(DecidedGrouping?)
    }

    private let archive: Archive
    private let read: Grouping.Reading

    /// The archive must be open for writing, if only for an act; `read` reads the fields of a document anew.
    package init(_ archive: Archive, read: @escaping Grouping.Reading) {
        self.archive = archive
        self.read = read
    }

    /// Records the answer as a correction or a grouping by `user`.
    ///
    /// Throws `review-overtaken` when somebody answered, or something changed, since the item was read;
    /// `review-answer-invalid` for an answer that the item does not take; and what corrections and groupings throw;
    /// then nothing is changed.
    package func carryOut(
        _ answer: ReviewAnswer, to item: ReviewItem, by user: ActingUser
    ) throws -> Outcome {
        if item.kind == .boundary {
            let request = try grouping(answer, item)
            let outcome = try DocumentGrouping(archive, read: read).carryOut(request, by: user)
            return .grouped(outcome?.grouping)
        }
        let typed = try changes(answer, to: item)
        let index = try SearchIndex.open(in: archive)
        let made = try Corrections(archive: archive).correct(
            item.document, by: user,
            changes: { state in
                try item.requireUnchanged(in: state)
                return typed.changes
            }, index: { try index.add($0, in: $1) })
        guard let made else { throw ActError.noDocument(item.document.text) }
        return .corrected(
            DocumentCorrection.Outcome(
                document: item.document, corrections: made, doubtful: typed.doubtful,
                revision: try Listing(archive: archive).revision(of: item.document)))
    }

    // MARK: - Pages

    private func grouping(
        _ answer: ReviewAnswer, _ item: ReviewItem
    ) throws -> DocumentGrouping.Request {
        let id = item.document.text
        switch answer {
        case .accept: return .confirm(id)
        case .absent: throw ActError.answerInvalid(item)
        case .value(let typed):
            let parts = typed.split(separator: ",").map {
                Int($0.trimmingCharacters(in: .whitespaces))
            }
            // Identifiers have twelve characters, numbers of pages fewer.
            let numbers = parts.compactMap(\.self).filter { $0 < 1_000_000 }
            if numbers.count == parts.count, !numbers.isEmpty { return .split(id, before: numbers) }
            return .join([typed.trimmingCharacters(in: .whitespaces), id])
        }
    }

    // MARK: - Type and fields

    private struct Changes {
        let changes: [DocumentChange]
        var doubtful: [String] = []
    }

    private func changes(_ answer: ReviewAnswer, to item: ReviewItem) throws -> Changes {
        switch answer {
        case .accept:
            guard let value = item.value else { throw ActError.answerInvalid(item) }
            return Changes(changes: [
                DocumentChange(
                    name: item.name, value: value, field: item.field, isConfirmation: true)
            ])
        case .absent:
            return Changes(changes: [
                DocumentChange(
                    name: item.name, value: nil, field: item.field, isConfirmation: true)
            ])
        case .value(let typed): return try changes(typing: typed, for: item)
        }
    }

    /// A value in the form of records; one that is there already confirms it.
    private func changes(typing typed: String, for item: ReviewItem) throws -> Changes {
        let isType = item.kind == .type
        let read = try TypedChanges.read(
            types: isType ? [typed] : [], fields: isType ? [] : [try field(typed, for: item)],
            of: item.document, in: archive)
        let changes = read.changes.map { change in
            guard change.name == item.name else { return change }
            return DocumentChange(
                name: change.name, value: change.value, field: change.field ?? item.field,
                isConfirmation: change.value == item.value)
        }
        return Changes(changes: changes, doubtful: read.doubtful)
    }

    /// A list gets another item in the place of the one that was read, or one more.
    private func field(_ typed: String, for item: ReviewItem) throws -> TypedChanges.Field {
        let table = try FieldTable.read(try archive.ownTable(named: FieldTable.file))
        let isList = table.named(item.name)?.isList ?? false
        let target = isList ? item.value.map { "\(item.name):\($0)" } ?? "\(item.name)+" : item.name
        guard let field = TypedChanges.Field(target: target[...], value: typed[...]) else {
            throw ActError.answerInvalid(item)
        }
        return field
    }
}

extension ReviewItem {
    /// Throws `review-overtaken` unless all is as it was when the item was read.
    fileprivate func requireUnchanged(in state: Corrections.State) throws {
        let said = state.corrections.filter { $0.name == name }
        guard said.count == answersBefore, value(in: state.extracted) == value else {
            throw ActError.reviewOvertaken(
                document, by: said.count > answersBefore ? said.last?.actor : nil)
        }
    }

    private func value(in extracted: ExtractedDocument) -> String? {
        switch kind {
        case .type: extracted.type?.rawValue
        case .missing where field == nil: extracted[FieldName(rawValue: name)]?.value
        default: extracted.fields.first { $0.id == field }?.value
        }
    }
}
