package import ArchiveModel
package import DurableFiles

// The only place where errors of dossiers are made that the store itself finds, so that their wording is edited as
// prose.

extension StoreError {
    /// Nothing comes into a closed dossier, or out of it.
    package static func dossierClosed(_ mark: DossierMark) -> StoreError {
        let name = TerminalText.sanitized(mark.description)
        return StoreError(
            .dossierClosed, subject: name,
            message:
                "the dossier \(name) is closed; open it with 'archivectl dossier reopen' first, or begin another "
                + "volume")
    }

    /// Nothing leaves a dossier on hold.
    package static func dossierHeld(
        _ mark: DossierMark, _ hold: DossierDescription.Hold
    ) -> StoreError {
        let name = TerminalText.sanitized(mark.description)
        return StoreError(
            .dossierHeld, subject: name,
            message:
                "the dossier \(name) is on hold since \(hold.since.iso), and nothing leaves it until that is "
                + "released with 'archivectl dossier release'")
    }
}

extension ErrorCode {
    /// A dossier is closed.
    package static let dossierClosed = Self(rawValue: "dossier-closed")
    /// A dossier is on hold.
    package static let dossierHeld = Self(rawValue: "dossier-held")
}
