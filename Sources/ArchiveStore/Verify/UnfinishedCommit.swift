import ArchiveModel
import DurableFiles
import OCFL

/// A version that a writer was putting into its place, and what that left in the object.
///
/// By the note in `staging/` the next writer ends it. So it is no damage, as long as the object is in one
/// of the states that lie on the way, byte for byte.
struct UnfinishedCommit {
    private let commit: VersionCommit
    /// The object's folder.
    private let folder: String
    /// The same from the archive's folder.
    private let place: String
    /// Where the object lies that this one replaces, from the archive's folder; nil for none.
    private let replacedPlace: String?

    init(_ commit: VersionCommit, in store: ObjectStore) {
        self.commit = commit
        folder = store.folder(of: commit.object)
        place = store.local(folder)
        replacedPlace = commit.replaces.map { store.local(store.folder(of: $0)) }
    }

    /// Findings, with a note in the place of those that the commit explains.
    func explain(_ findings: [ArchiveFinding]) -> [ArchiveFinding] {
        let explanations = explanations()
        let rest = findings.filter { finding in !explanations.contains { $0.isMet(by: finding) } }
        guard rest.count < findings.count else { return findings }
        let note = ArchiveFinding(
            "commit-unfinished", severity: .note, subject: place,
            message:
                "version \(commit.version) is being put into its place, or that was broken off; "
                + "the next command that writes ends it")
        return rest + [note]
    }

    /// A finding that is no damage.
    private struct Explanation {
        let code: String
        let place: String

        func isMet(by finding: ArchiveFinding) -> Bool {
            finding.code == code && finding.subject == place
        }
    }

    /// What may be found in the state that the object is in.
    private func explanations() -> [Explanation] {
        guard let next = version(commit.version) else { return emptyFolders() }
        let inventory = try? Folder.readFile(folder + "/inventory.json", limit: 1 << 30)
        let sidecar = try? Folder.readFile(folder + "/inventory.json.sha512")
        let newSidecar = ObjectInventory.sidecar(of: next.bytes)
        if inventory == next.bytes, sidecar == newSidecar {
            let found = ["object-unlisted", "object-ahead"].map {
                Explanation(code: $0, place: place)
            }
            return found + (replacedPlace.map(explanationsOfReplaced) ?? [])
        }
        guard let before = version(commit.version - 1),
            sidecar == ObjectInventory.sidecar(of: before.bytes)
        else { return [] }
        switch inventory {
        case before.bytes:
            return [Explanation(code: "E046", place: "\(place)/v\(commit.version)")]
        case next.bytes: return [Explanation(code: "E060", place: place + "/inventory.json")]
        default: return []
        }
    }

    /// What an object leaves whose successor is in its place.
    private func explanationsOfReplaced(at place: String) -> [Explanation] {
        ["object-unlisted"].map { Explanation(code: $0, place: place) } + emptyFolders(to: place)
    }

    /// Folders on the way to an object that did not come yet.
    private func emptyFolders() -> [Explanation] {
        guard commit.version == 1 || commit.replaces != nil, !Folder.isFolder(folder) else {
            return []
        }
        return emptyFolders(to: place)
    }

    private func emptyFolders(to place: String) -> [Explanation] {
        let parts = place.split(separator: "/")
        return (2..<parts.count).map { count in
            Explanation(code: "E073", place: parts.prefix(count).joined(separator: "/"))
        }
    }

    /// The inventory of a version, when it is the object's and sound.
    private func version(_ number: Int) -> SoundInventory? {
        guard number >= 1, let found = SoundInventory.read(at: "\(folder)/v\(number)"),
            found.inventory.id == commit.object, found.inventory.headNumber == number
        else { return nil }
        return found
    }
}
