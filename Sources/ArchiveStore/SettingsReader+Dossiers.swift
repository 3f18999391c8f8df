import ArchiveModel
import DurableFiles
import Yams

extension SettingsReader {
    /// Which dossiers the documents of some folders go to; none when nothing is said.
    func dossiers(_ node: Node?) throws(StoreError) -> [ArchiveSettings.FolderDossier] {
        guard let node, !Self.isNull(node) else { return [] }
        guard let rules = node.mapping else {
            throw invalid(
                node,
                problem: "'dossiers' holds indented '\"facturi 2024\": \"II.C.7/2024/12\"' lines")
        }
        var result: [ArchiveSettings.FolderDossier] = []
        for (key, value) in rules {
            guard let folders = key.scalar?.string,
                folders.contains(where: { !Self.isWildcard($0) })
            else {
                throw invalid(
                    key, problem: "a pattern for folders is expected, such as \"facturi 2024\"")
            }
            guard let dossier = value.scalar?.string, Self.lead(from: folders, to: dossier) else {
                throw invalid(
                    value,
                    problem:
                        "a dossier is expected, CODE/YEAR/NUMBER, with no * and ? or the same as in the pattern "
                        + "for folders, such as \"*_*_*\": \"*/*/*\"")
            }
            result.append(.init(folders: folders, dossier: dossier))
        }
        return result
    }

    /// Whether a letter of a pattern stands for others.
    static func isWildcard(_ letter: Character) -> Bool { letter == "*" || letter == "?" }

    /// Whether a folder can name a dossier: one for all of them, or what wildcards stand for.
    private static func lead(from folders: String, to dossier: String) -> Bool {
        let wildcards = dossier.filter(isWildcard)
        guard !wildcards.isEmpty else { return !DossierMark.readings(of: dossier).isEmpty }
        return wildcards == folders.filter(isWildcard)
            && dossier.split(separator: "/").count >= 3
    }
}
