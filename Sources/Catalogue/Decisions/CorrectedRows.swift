import ArchiveModel
import DurableFiles
import GRDB

/// Changes of one document, written row by row: what is not corrected is not written.
struct CorrectedRows {
    private var extracted: ExtractedDocument
    private var fields: FieldRows
    private let id: DocumentID
    private let key: Int64
    private let database: Database

    /// Begins with the document as it is now; throws `catalogue-damaged` when it is not there.
    static func begin(
        _ id: DocumentID, key: Int64, in database: Database
    ) throws -> CorrectedRows {
        guard let extracted = try DocumentRow.extracted(of: id, in: database) else {
            throw StoreError.catalogueDamaged("document \(id.text)")
        }
        return CorrectedRows(
            extracted: extracted, fields: try FieldRows.read(of: key, in: database), id: id,
            key: key, database: database)
    }

    /// Makes a change; nothing is written for one that changes nothing.
    mutating func apply(_ change: DocumentChange) throws {
        // What was decided before fields had identifiers names none.
        var identities = try FieldIdentities.read(of: id, in: database)
        let change = try identities.identified(change, in: extracted)
        let before = extracted.fields
        guard let applied = extracted.apply(change) else { return }
        switch applied.place {
        case .type: break
        case .replaced(let index):
            try fields.replace(at: index, with: extracted.fields[index])
        case .removed(let index):
            try fields.remove(at: index)
            try FormerField.insert([before[index].id].compactMap { $0 }, of: id, in: database)
        case .appended:
            if let field = extracted.fields.last { try fields.append(field) }
        }
    }

    /// Writes the row of the document itself.
    func finish() throws {
        try DocumentRow.writeHead(extracted, key: key, in: database)
    }
}
