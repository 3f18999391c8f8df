import ArchiveModel
import Catalogue
import DomainTables

extension ActError {
    /// A field that has one value is treated as a list.
    static func notAList(_ field: FieldDefinition) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "field-not-a-list"), subject: field.name.rawValue,
            message: "the field \(field.name) has one value; write \(field.name)=VALUE",
            exitStatus: .failed)
    }

    /// A list with several items is to be one value.
    static func severalItems(of field: FieldDefinition) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "field-item-unknown"), subject: field.name.rawValue,
            message: "the document has several \(field.name); say which: \(forms(of: field))",
            exitStatus: .failed)
    }

    /// A list does not have an item, or has several that begin or end so.
    static func noItem(of field: FieldDefinition, isPartOfSeveral: Bool) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "field-item-unknown"), subject: field.name.rawValue,
            message: isPartOfSeveral
                ? "several \(field.name) of the document begin or end so; type more of the one that is meant"
                : "the document has no such \(field.name); 'archivectl show' lists what it has, of which the "
                    + "beginning or the end of at least four characters is enough",
            exitStatus: .failed)
    }

    private static func forms(of field: FieldDefinition) -> String {
        "\(field.name)+=ITEM adds one, \(field.name)-=ITEM takes one away, \(field.name):ITEM=OTHER replaces one"
    }

    /// A document that was is no more: its pages were grouped anew, or it was disposed of.
    static func noLonger(_ former: DocumentLookup.Former) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "document-unknown"), subject: former.document.text,
            message: former.sentence,
            exitStatus: .failed)
    }

    /// Nothing of a document, or of one of its fields, was corrected.
    static func noCorrection(of document: DocumentID, name: String? = nil) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "correction-none"), subject: document.text,
            message:
                "nobody corrected \(name.map { "\($0) of " } ?? "")document \(document.text); there is "
                + "nothing to take back",
            exitStatus: .failed)
    }

    /// A document does not say any more what was corrected.
    static func overtaken(
        _ correction: Correction, of document: DocumentID, by grouping: GroupingRow.Decided?
    ) -> ActError {
        var reason = "it was read again"
        if let grouping, let at = grouping.at, at >= correction.at {
            reason = "its pages were grouped anew by \(grouping.user.words(at: at))"
        }
        return ActError(
            code: ErrorCode(rawValue: "correction-overtaken"), subject: document.text,
            message:
                "\(correction.name) of document \(document.text) is not any more what it was corrected to: "
                + "\(reason); see 'archivectl history \(document.text)'",
            exitStatus: .failed)
    }

    /// The table of corrections has no line of names, or one that does not say which column names documents.
    static var noDocumentColumn: ActError {
        ActError(
            code: ErrorCode(rawValue: "correction-list-invalid"), subject: "line 1",
            message:
                "the first line of the table has to name the columns: document, then fields, such as "
                + "document;number;date; nothing was corrected",
            exitStatus: .failed)
    }

    /// A column of the table of corrections has no name, or the name of another one.
    static func columnInvalid(_ number: Int) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "correction-list-invalid"), subject: "column \(number)",
            message:
                "column \(number) of the table has no name, or the name of another one; nothing was corrected",
            exitStatus: .failed)
    }

    /// A line of the table of corrections names no document, corrects nothing, or has more cells than columns.
    static var lineInvalid: ActError {
        ActError(
            code: ErrorCode(rawValue: "correction-list-invalid"), subject: nil,
            message:
                "the line names no document, has nothing to correct, or has more cells than there are columns",
            exitStatus: .failed)
    }
}
