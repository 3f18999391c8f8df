package import ArchiveModel
package import ArchiveStore
package import Catalogue
import DomainTables

/// Corrects many documents as a table says, a document in each line.
///
/// The first line names the columns: `document`, and what of each is to be corrected, in the words of
/// `TypedChanges.Field`: `number`, `data`, `type`, `ibans+`. An empty cell leaves all as it is; a hyphen takes the
/// field away.
package struct CorrectionList {
    /// What became of one line.
    package struct LineOutcome {
        /// What was done; or why nothing was.
        package enum Result {
            case corrected(DocumentCorrection.Outcome)
            case refused(any ArchiveError)
        }

        /// Where the line begins, from 1.
        package let line: Int
        /// What was done.
        package let result: Result
    }

    /// What became of all lines.
    package struct Summary: Equatable {
        /// Lines by which something is different now.
        package private(set) var corrected = 0
        /// Lines that say what was so already.
        package private(set) var unchanged = 0
        /// Lines of which nothing was done.
        package private(set) var refused = 0

        fileprivate mutating func count(_ outcome: LineOutcome) {
            switch outcome.result {
            case .corrected(let done) where done.corrections.isEmpty: unchanged += 1
            case .corrected: corrected += 1
            case .refused: refused += 1
            }
        }
    }

    private let archive: Archive

    /// The archive must be open for writing, if only for an act.
    package init(_ archive: Archive) { self.archive = archive }

    /// Corrects line by line as `user`, and tells of each; what is wrong in a line keeps that document from being
    /// corrected, and no other.
    ///
    /// Throws `rules-not-csv`, `correction-list-invalid` and `field-unknown` before anything is done, when the table
    /// cannot be read or a column is none; and what the store throws, which is not about one document.
    package func carryOut(
        _ table: [UInt8], by user: ActingUser, tell: (LineOutcome) -> Void
    ) throws -> Summary {
        let rows = try SeparatedValues(table, file: "the table of corrections").rows
        guard let first = rows.first else { throw ActError.noDocumentColumn }
        let columns = try Columns.read(first.cells, in: archive)
        var summary = Summary()
        for row in rows.dropFirst() {
            let outcome = LineOutcome(
                line: row.line, result: try correct(row.cells, columns, by: user))
            summary.count(outcome)
            tell(outcome)
        }
        return summary
    }

    private func correct(
        _ cells: [String], _ columns: Columns, by user: ActingUser
    ) throws -> LineOutcome.Result {
        do {
            let request = try columns.request(of: cells)
            return .corrected(try DocumentCorrection(archive).carryOut(request, by: user))
        } catch let error as ActError {
            return .refused(error)
        } catch let error as any ArchiveError where error.codeName == "record-unexplained" {
            return .refused(error)
        }
    }
}

/// What the columns of a table of corrections are.
private struct Columns {
    private let names: [String]
    private let document: Int

    /// What takes a field away.
    private static let nothing = "-"

    /// Throws `correction-list-invalid`, `field-unknown` and the like.
    static func read(_ names: [String], in archive: Archive) throws -> Columns {
        guard let document = names.firstIndex(where: isDocument) else {
            throw ActError.noDocumentColumn
        }
        let table = try FieldTable.read(try archive.ownTable(named: FieldTable.file))
        var fields: [TypedChanges.Field] = []
        for (index, name) in names.enumerated() where index != document {
            guard let field = TypedChanges.Field(target: name[...], value: nothing[...])
            else { throw ActError.columnInvalid(index + 1) }
            guard FieldTable.isType(field.name) || table.named(field.name) != nil else {
                throw ActError.noField(field.name, in: table)
            }
            fields.append(field)
            guard TypedChanges.repeated(types: [], fields: fields) == nil else {
                throw ActError.columnInvalid(index + 1)
            }
        }
        return Columns(names: names, document: document)
    }

    private static func isDocument(_ name: String) -> Bool {
        ["document", "doc", "id"].contains(name.lowercased())
    }

    /// What a line says; throws `correction-list-invalid`.
    func request(of cells: [String]) throws -> DocumentCorrection.Request {
        guard cells.count <= names.count, cells.count > document, !cells[document].isEmpty else {
            throw ActError.lineInvalid
        }
        let fields = zip(names, cells).enumerated().compactMap { index, column in
            index == document ? nil : field(column.0, column.1)
        }
        guard !fields.isEmpty else { throw ActError.lineInvalid }
        return DocumentCorrection.Request(document: cells[document], types: [], fields: fields)
    }

    private func field(_ name: String, _ cell: String) -> TypedChanges.Field? {
        let typed = TypedChanges.Field(target: name[...], value: cell[...])
        guard cell == Self.nothing, let field = typed, field.isWhole else { return typed }
        return TypedChanges.Field(name: field.name, value: nil)
    }
}
