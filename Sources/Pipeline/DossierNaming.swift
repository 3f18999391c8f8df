import ArchiveModel
import ArchiveStore
import Catalogue
import DomainTables
import DurableFiles
import Ingest
import SystemPackage

/// Finds the dossier that is named for a folder of scans: by a file beside them, by the command, or by the
/// name of the folder; the first of these counts.
///
/// A mistake is told, and the next that is there counts.
struct DossierNaming: Sendable {
    /// Dossiers by folder, as the archive's settings say.
    let rules: [ArchiveSettings.FolderDossier]
    /// The dossier that the command names, as typed; nil when it names none.
    let typed: String?
    let events: EventRelay

    /// The dossier of a folder; nil when none is named for it.
    func dossier(of folder: ScanName, at path: String) -> WantedDossier? {
        sidecar(in: folder, at: path) ?? typed.map { WantedDossier(typed: $0) } ?? byName(folder)
    }

    private func sidecar(in folder: ScanName, at path: String) -> WantedDossier? {
        let file = path + "/" + DossierSidecar.file
        guard Folder.isFile(file) else { return nil }
        do {
            // A link may lead to any file that this user may read, and what is wrong with it would be told.
            guard Folder.plainFileSize(file) != nil else { throw Errno.tooManySymbolicLinkLevels }
            let sidecar = try DossierSidecar(yaml: Folder.readFile(file, limit: 1 << 20))
            return WantedDossier(sidecar)
        } catch {
            events.send(.notFiled(.sidecar(error, in: folder)))
            return nil
        }
    }

    /// By the first rule that fits the folder's name, or its path when the rule has a slash.
    private func byName(_ folder: ScanName) -> WantedDossier? {
        let path = folder.text
        let name = path.split(separator: "/").last.map(String.init) ?? path
        for rule in rules {
            let text = rule.folders.contains("/") ? path : name
            guard let fillings = FilePattern.fillings(of: rule.folders, in: text) else { continue }
            let named = FilePattern.text(of: rule.dossier, with: fillings)
            guard let mark = DossierMark.readings(of: named).first else {
                events.send(.notFiled(.folder(folder, names: named)))
                return nil
            }
            return WantedDossier(mark)
        }
        return nil
    }
}

extension WantedDossier {
    /// What a file beside scans says.
    fileprivate init(_ sidecar: DossierSidecar) {
        self.init(sidecar.mark)
        content = sidecar.content
        department = sidecar.department
        term = sidecar.term
        location = sidecar.location
    }
}

extension Failure {
    /// What is wrong with the file beside the scans of a folder.
    fileprivate static func sidecar(_ error: any Error, in folder: ScanName) -> Failure {
        let place = folder.display
        if let error = error as? any ArchiveError {
            return Failure(code: error.codeName, message: "\(place): \(error.message)")
        }
        let remedy =
            error as? Errno == .tooManySymbolicLinkLevels
            ? "is a link; put the file itself there"
            : "cannot be read (\(error)); give the right to read it"
        return Failure(
            code: "sidecar-unreadable", message: "\(place)/\(DossierSidecar.file) \(remedy)")
    }

    /// A folder fits a rule of the settings, and its name makes no dossier.
    fileprivate static func folder(_ folder: ScanName, names text: String) -> Failure {
        Failure(
            code: "dossier-folder-unreadable",
            message:
                "by 'dossiers' in archive.yaml folder \(folder.display) names the dossier "
                + "\(TerminalText.sanitized(text)), which is not CODE/YEAR/NUMBER; rename the folder or "
                + "change the pattern")
    }
}
