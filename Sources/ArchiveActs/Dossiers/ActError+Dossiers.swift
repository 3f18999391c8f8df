import ArchiveModel
import Catalogue
import DomainTables

extension ActError {
    static func noDossier(_ typed: String) -> ActError {
        let shown = shown(typed, most: 80)
        return ActError(
            code: ErrorCode(rawValue: "dossier-unknown"), subject: shown,
            message: "there is no dossier \(shown); 'archivectl dossier list' lists them",
            exitStatus: .failed)
    }

    static func severalDossiers(_ typed: String, matches: [DossierID]) -> ActError {
        let shown = shown(typed, most: 80)
        return ActError(
            code: ErrorCode(rawValue: "dossier-ambiguous"), subject: shown,
            message: "several dossiers are meant by \(shown): "
                + matches.map(\.text).joined(separator: ", ") + "; type the identifier of one",
            exitStatus: .failed)
    }

    static func dossierExists(_ mark: DossierMark, _ id: DossierID) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "dossier-exists"), subject: mark.description,
            message:
                "there is a dossier \(mark) already, \(id.text); take the next number or volume",
            exitStatus: .failed)
    }

    static func inOtherDossier(_ document: DocumentID, _ dossier: DossierID) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "document-in-dossier"), subject: document.text,
            message:
                "document \(document.text) is in dossier \(dossier.text), and a document is in one at "
                + "most; take it out with 'archivectl dossier remove \(dossier.text) "
                + "\(document.text)' first",
            exitStatus: .failed)
    }

    static func notInDossier(_ document: DocumentID, _ mark: DossierMark) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "document-not-in-dossier"), subject: document.text,
            message: "document \(document.text) is not in the dossier \(mark)",
            exitStatus: .failed)
    }

    static func otherYear(
        _ document: DocumentID, _ date: CalendarDate, _ mark: DossierMark
    ) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "dossier-year-differs"), subject: document.text,
            message:
                "document \(document.text) is of \(date.iso), and the dossier \(mark) of "
                + "\(mark.year): papers of several years do not belong into one dossier; where they "
                + "do, say --any-year",
            exitStatus: .failed)
    }

    static func dossierValue(_ field: String, _ form: String) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "dossier-value-invalid"), subject: field,
            message: "the value of \(field) does not have its form: \(form)", exitStatus: .failed)
    }
}

extension ActError {
    static func nomenclatorExists(_ edition: Nomenclator) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "nomenclator-exists"), subject: edition.file,
            message:
                "there is another nomenclator from \(edition.validFrom.iso) on in tables/\(edition.file); "
                + "give the day from which on the new one holds, or replace it with --replace",
            exitStatus: .failed)
    }
}
