package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

extension Archive {
    /// Corrects fields or the type of a document; each correction is kept with what it replaced.
    ///
    /// A field that was changed and no event says by whom is settled by correcting it, to what it
    /// says now or to something else; while others are left, `record-unexplained` is thrown.
    /// Changes that change nothing are left out. `index` gets the document as it is then, in the
    /// same transaction. The correction is in the catalogue at once, and in the object of its batch
    /// once that is sealed. Returns the corrections made, nil when there is no such document.
    package func correct(
        _ id: DocumentID, changes: [DocumentChange],
        index: (StoredDocument, StoreTransaction) throws -> Void
    ) throws -> [Correction]? {
        try catalogue.writeRethrowing(archive: path) { database in
            guard let key = try DocumentRow.key(of: id, in: database),
                var record = try DocumentRow.read(id, in: database)
            else { return nil }
            let unexplained = try DocumentMarks.unexplained(id, in: database)
            guard unexplained.allSatisfy(Set(changes.map(\.name)).contains) else {
                throw StoreError.recordUnexplained([.init(id: id, parts: unexplained)])
            }
            var made: [Correction] = []
            for change in changes {
                let applied = record.extracted.apply(change)
                guard applied != nil || unexplained.contains(change.name) else { continue }
                made.append(
                    Correction(
                        account: user.account, actor: user.name, at: StoredTime.now,
                        name: change.name, previous: applied.map(\.value) ?? change.value,
                        value: change.value))
            }
            guard !made.isEmpty else { return made }
            try DocumentRow.write(
                DocumentDraft(
                    id: id, pages: record.pages.map(\.reference), extracted: record.extracted),
                in: database)
            for correction in made {
                try CorrectionRow.insert(correction, key: key, in: database)
            }
            for correction in made {
                try DocumentMarks.record(
                    .documentCorrected, of: id, name: correction.name, by: user, in: database)
            }
            guard let changed = try DocumentRow.read(id, in: database) else { return made }
            try index(changed, StoreTransaction(database: database))
            return made
        }
    }

    /// What persons changed about a document, in order.
    package func corrections(of id: DocumentID) throws(StoreError) -> [Correction] {
        try catalogue.read { try CorrectionRow.all(of: id, in: $0) }
    }
}

extension ExtractedDocument {
    /// Makes corrections again, in a document that was extracted anew.
    mutating func `repeat`(_ corrections: [Correction]) {
        for correction in corrections {
            _ = apply(DocumentChange(name: correction.name, value: correction.value))
        }
    }

    /// What a change replaces.
    fileprivate struct Previous {
        let value: String?
    }

    /// Makes a change; nil when it changes nothing.
    ///
    /// A corrected field keeps the place on the page where the former value was read.
    fileprivate mutating func apply(_ change: DocumentChange) -> Previous? {
        if change.name == DocumentChange.type {
            let previous = Previous(value: type?.rawValue)
            guard previous.value != change.value else { return nil }
            type = change.value.map(DocumentType.init(rawValue:))
            typeConfidence = Confidence(change.value == nil ? 0 : 1)
            return previous
        }
        let name = FieldName(rawValue: change.name)
        let position = fields.firstIndex { $0.name == name }
        let previous = Previous(value: position.map { fields[$0].value })
        guard previous.value != change.value else { return nil }
        let nowhere = FieldEvidence(
            raw: "", page: 1, box: BoundingBox(left: 0, top: 0, right: 0, bottom: 0))
        let field = change.value.map {
            ExtractedField(
                name: name, value: $0, evidence: position.map { fields[$0].evidence } ?? nowhere,
                confidence: Confidence(1), rule: DocumentChange.rule)
        }
        if let position {
            fields.replaceSubrange(position...position, with: field.map { [$0] } ?? [])
        } else if let field {
            fields.append(field)
        }
        return previous
    }
}
