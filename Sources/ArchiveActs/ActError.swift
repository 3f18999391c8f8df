package import ArchiveModel
import Catalogue
import DomainTables

/// Why an act is not carried out: nothing was changed.
package struct ActError: ArchiveError {
    package let code: ErrorCode
    package let subject: String?
    package let message: String
    package var cause: (any Error)? { nil }
    package let exitStatus: ExitStatus
}

extension ActError {
    /// The beginning of what was typed, fit for a terminal; `most` characters of it.
    static func shown(_ typed: String, most: Int = 40) -> String {
        TerminalText.sanitized(String(typed.prefix(most)))
    }

    static func noDocument(_ typed: String) -> ActError {
        let shown = shown(typed)
        return ActError(
            code: ErrorCode(rawValue: "document-unknown"), subject: shown,
            message: "there is no document \(shown); search prints the identifiers",
            exitStatus: .failed)
    }

    static var emptyDocument: ActError {
        ActError(
            code: ErrorCode(rawValue: "document-unknown"), subject: nil,
            message: "the identifier of the document is empty; search prints the identifiers",
            exitStatus: .failed)
    }

    static func noPage(_ number: Int, of document: StoredDocument) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "page-unknown"), subject: document.id.text,
            message: "document \(document.id.text) has \(document.pages.count) page"
                + "\(document.pages.count == 1 ? "" : "s") and no page \(number)",
            exitStatus: .failed)
    }

    static func noSplit(before number: Int, of document: StoredDocument) -> ActError {
        guard number == 1 else { return noPage(number, of: document) }
        return ActError(
            code: ErrorCode(rawValue: "page-unknown"), subject: document.id.text,
            message:
                "document \(document.id.text) cannot be split before its first page: it would be left "
                + "without pages",
            exitStatus: .failed)
    }

    static func noPageLeft(in document: StoredDocument) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "document-without-pages"), subject: document.id.text,
            message:
                "document \(document.id.text) would be left without pages; join it to the other one instead",
            exitStatus: .failed)
    }

    static func pageTwice(of document: StoredDocument) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "page-unknown"), subject: document.id.text,
            message: "a page is named twice; name each once", exitStatus: .failed)
    }

    static var sameDocument: ActError {
        ActError(
            code: ErrorCode(rawValue: "document-ambiguous"), subject: nil,
            message: "a document is named twice; name each once", exitStatus: .failed)
    }

    /// `grouping` is what was decided last about the document, if that is known.
    static func groupingChanged(
        _ id: DocumentID, by grouping: GroupingRow.Decided? = nil
    ) -> ActError {
        let who = grouping.map { $0.user.words(at: $0.at) } ?? "somebody else, or read again"
        return ActError(
            code: ErrorCode(rawValue: "grouping-changed"), subject: id.text,
            message:
                "the pages of document \(id.text) were grouped anew by \(who); look at it with 'archivectl show \(id.text)' and decide again",
            exitStatus: .failed)
    }

    /// The same error with who grouped the document last and when, where that explains it: pages that it had before
    /// are named, or it is not as it was.
    func telling(
        lastGrouping: (DocumentID) throws -> GroupingRow.Decided?
    ) throws -> ActError {
        guard let id = subject.flatMap({ DocumentID($0) }), let last = try lastGrouping(id) else {
            return self
        }
        switch code {
        case ErrorCode(rawValue: "grouping-changed"): return .groupingChanged(id, by: last)
        case ErrorCode(rawValue: "page-unknown"):
            let count = { (groups: [DecidedGrouping.Group]) in
                groups.first { $0.document == id }?.addresses.count ?? 0
            }
            let before = count(last.grouping.before)
            guard before > count(last.grouping.after) else { return self }
            return ActError(
                code: code, subject: subject,
                message: "\(message); it had \(before) until they were grouped anew by "
                    + "\(last.user.words(at: last.at)); look at it with 'archivectl show \(id.text)'",
                exitStatus: exitStatus)
        default: return self
        }
    }

    static func disposedOf(_ id: DocumentID, by proposal: Int64) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "document-unknown"), subject: id.text,
            message:
                "document \(id.text) was disposed of by proposal \(proposal), which cannot be taken back; "
                + "'archivectl disposal show \(proposal)' has who decided it",
            exitStatus: .failed)
    }

    static func neverGrouped(_ id: DocumentID) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "grouping-changed"), subject: id.text,
            message:
                "nobody grouped the pages of document \(id.text), so that there is nothing to take back; a type "
                + "or a field is taken back with 'archivectl undo \(id.text)'",
            exitStatus: .failed)
    }

    static var nothingSelected: ActError {
        ActError(
            code: ErrorCode(rawValue: "disposal-empty"), subject: nil,
            message: "no document is named; name documents, or give --dossier, --scan or --list",
            exitStatus: .failed)
    }

    static func listInvalid(_ list: String, line: Int) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "disposal-list-invalid"), subject: "\(list), line \(line)",
            message:
                "\(list), line \(line) names no document; a line is an identifier of 12 characters, or a JSON "
                + "record with \"document\"; nothing was proposed",
            exitStatus: .failed)
    }

    static func noScan(_ typed: String, count: Int) -> ActError {
        let shown = shown(typed, most: 80)
        return ActError(
            code: ErrorCode(rawValue: "scan-unknown"), subject: shown,
            message: count == 0
                ? "there is no scan \(shown); give its digest, or batch and file as 'archivectl show' prints them"
                : "several scans are called \(shown); give more of the digest",
            exitStatus: .failed)
    }

    static func noResemblance(_ document: DocumentID, to original: DocumentID?) -> ActError {
        let other = original.map { "document \($0.text)" } ?? "any other"
        return ActError(
            code: ErrorCode(rawValue: "no-resemblance"), subject: document.text,
            message:
                "document \(document.text) was not found to resemble \(other); 'archivectl duplicates "
                + "list' names those that do, and the next ingest looks again at those that were grouped anew",
            exitStatus: .failed)
    }

    static func noType(_ typed: String, near: String?) -> ActError {
        let shown = shown(typed)
        return ActError(
            code: ErrorCode(rawValue: "type-unknown"), subject: shown,
            message:
                "there is no document type \(shown)\(meant(near)); 'archivectl types' lists them",
            exitStatus: .failed)
    }

    static func noField(_ typed: String, in table: FieldTable) -> ActError {
        let shown = shown(typed)
        return ActError(
            code: ErrorCode(rawValue: "field-unknown"), subject: shown,
            message: "there is no field \(shown)\(meant(table.nearest(to: typed))); the "
                + "fields are " + table.fields.map(\.name.rawValue).joined(separator: ", "),
            exitStatus: .failed)
    }

    private static func meant(_ near: String?) -> String {
        near.map { " (do you mean \($0)?)" } ?? ""
    }

    static func severalDocuments(_ typed: String, matches: [DocumentID]) -> ActError {
        let shown = shown(typed)
        return ActError(
            code: ErrorCode(rawValue: "document-ambiguous"), subject: shown,
            message: "several documents begin with \(shown): "
                + matches.map(\.text).joined(separator: ", ") + "; type more of the identifier",
            exitStatus: .failed)
    }

    static func noValue(
        for field: FieldDefinition, _ fault: TypedField.Fault
    ) -> ActError {
        let message =
            switch fault {
            case .otherForm:
                "the value does not have the form of the field \(field.name): \(form(of: field))"
            case .unseenCharacters:
                "the value of the field \(field.name) is only blanks, or has characters that "
                    + "nobody sees or that are no UTF-8; type it again"
            case .twoReadings:
                "the value of the field \(field.name) has two readings, as 1,234 may be one "
                    + "thousand or one; write both decimals, such as 1234,00 or 1,23"
            }
        return ActError(
            code: ErrorCode(rawValue: "field-value-invalid"), subject: field.name.rawValue,
            message: message,
            exitStatus: .failed)
    }

    private static func form(of field: FieldDefinition) -> String {
        switch field.kind {
        case .text, .number, .name, .address: "a line of at most 200 characters"
        case .date: "a day of the calendar with its whole year, such as 28.03.2024 or 2024-03-28"
        case .amount: "an amount such as 1.234,50 or 1234.50"
        case .fiscalCode: "2 to 10 digits, with or without RO"
        case .iban: "a Romanian account: RO and 22 letters and digits, with or without spaces"
        case .cnp: "13 digits"
        case .currency: "a currency such as RON or EUR"
        }
    }

    static var currenciesDiffer: ActError {
        ActError(
            code: ErrorCode(rawValue: "field-value-invalid"), subject: FieldName.currency.rawValue,
            message: "the currency beside the amount is another than that of the field currency; "
                + "give one of them",
            exitStatus: .failed)
    }
}
