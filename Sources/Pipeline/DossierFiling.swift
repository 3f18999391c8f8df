import ArchiveActs
import ArchiveModel
import ArchiveStore
import Catalogue
import DomainTables
import DurableFiles
import Ingest
import SystemPackage

/// Puts the documents of a batch that were just made into the dossiers that sheets before them, a file beside the
/// scans, or the command name; the first of these counts.
///
/// A fault is told, and the documents stay in the archive without a dossier.
struct DossierFiling: Sendable {
    let archive: Archive
    /// Who is named in the journal.
    let user: ActingUser
    let events: EventRelay
    /// The dossier that the command names, as typed; nil when it names none.
    let typed: String?

    /// Documents that go to one dossier.
    private struct Group {
        var target: Target
        var documents: [DocumentID] = []
    }

    /// Where documents go.
    private enum Target: Hashable {
        /// To the dossier of a mark, which is made when it is not there.
        case mark(DossierMark)
        /// To the dossier that the command names.
        case typed(String)
    }

    /// Files the documents with pages of the scans that were read.
    func file(_ scans: [ScanID], sidecar: DossierSidecar?) throws {
        guard let first = scans.first else { return }
        let read = Set(scans)
        let batch = try Listing(archive: archive).scan(first).batch
        let usual = sidecar.map { Target.mark($0.mark) } ?? typed.map(Target.typed)
        for group in try groups(of: batch, read: read, usual: usual) {
            do {
                try file(group, sidecar: sidecar)
            } catch let error as ActError {
                events.send(.notFiled(error.asFailure))
            }
        }
    }

    /// The documents in the order of their pages, with the sheet before them or what is usual in the batch.
    private func groups(
        of batch: BatchID, read: Set<ScanID>, usual: Target?
    ) throws -> [Group] {
        var groups: [Group] = []
        var seen: Set<DocumentID> = []
        var target = usual
        for page in try Listing(archive: archive).pages(ofBatch: batch) {
            if let code = page.sheetCodes.first(where: {
                $0.hasPrefix(SeparatorSheets.dossierPrefix)
            }) {
                target = DossierMark(sheet: code).map { .mark($0) } ?? usual
                if DossierMark(sheet: code) == nil, read.contains(page.scan) {
                    events.send(.notFiled(.unreadableSheet))
                }
            }
            guard let document = page.document, seen.insert(document).inserted,
                read.contains(page.scan), let target
            else { continue }
            if groups.last?.target != target { groups.append(Group(target: target)) }
            groups[groups.count - 1].documents.append(document)
        }
        return groups
    }

    private func file(_ group: Group, sidecar: DossierSidecar?) throws {
        let listing = Listing(archive: archive)
        // One that has a dossier, or came to one by a person's grouping, stays there.
        let free = try group.documents.filter { try listing.dossier(of: $0) == nil }
        guard !free.isEmpty else { return }
        let keeping = DossierKeeping(archive, by: user)
        let papers = DossierKeeping.Papers(free.map(\.text), ofAnyYear: true)
        let outcome =
            switch group.target {
            case .typed(let typed): try keeping.add(papers, to: typed)
            case .mark(let mark):
                if try listing.dossiers(marked: mark).isEmpty {
                    try keeping.create(mark, change(sidecar, for: mark), papers: papers)
                } else {
                    try keeping.add(papers, to: mark.description)
                }
            }
        events.send(
            .filed(
                outcome.dossier.description.mark.description, documents: free.count,
                doubts: outcome.doubts + outcome.dossier.yearDoubts(of: free)))
    }

    private func change(_ sidecar: DossierSidecar?, for mark: DossierMark) -> DossierChange {
        var change = DossierChange()
        guard let sidecar, sidecar.mark == mark else { return change }
        change.content = sidecar.content
        change.department = sidecar.department
        change.term = sidecar.term
        change.location = sidecar.location
        return change
    }
}

extension DossierSidecar {
    /// Reads the one that lies in a folder of scans; nil when there is none.
    ///
    /// Throws what is wrong with it, by line, and what the system says.
    static func read(in folder: BatchFolder) throws -> DossierSidecar? {
        let path = folder.path.appending(file)
        guard Folder.isFile(path.string) else { return nil }
        // A link may lead to any file that this user may read, and what is wrong with it would be told.
        guard Folder.plainFileSize(path.string) != nil else {
            throw Errno.tooManySymbolicLinkLevels
        }
        return try DossierSidecar(yaml: Folder.readFile(path.string, limit: 1 << 20))
    }

    /// What is wrong with the one in a folder.
    static func failure(_ error: any Error, in folder: BatchFolder) -> Failure {
        let place = folder.name.display
        if let error = error as? any ArchiveError {
            return Failure(code: error.codeName, message: "\(place): \(error.message)")
        }
        let remedy =
            error as? Errno == .tooManySymbolicLinkLevels
            ? "is a link; put the file itself there"
            : "cannot be read (\(error)); give the right to read it"
        return Failure(code: "sidecar-unreadable", message: "\(place)/\(file) \(remedy)")
    }
}

extension DossierMark {
    /// Reads what a sheet says, `ARH-DOS|indicativ|an|nr`; nil for anything else.
    init?(sheet code: String) {
        let parts = code.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 4, !parts[1].isEmpty, parts[1].count <= 60,
            TerminalText.sanitized(String(parts[1])) == parts[1], let year = Int(parts[2]),
            let number = Int(parts[3]), (1800...2200).contains(year),
            (1...999_999).contains(number)
        else { return nil }
        self.init(code: String(parts[1]), year: year, number: number)
    }
}

extension Failure {
    /// A sheet names a dossier in another form than it should.
    fileprivate static let unreadableSheet = Failure(
        code: "dossier-sheet-unreadable",
        message:
            "a sheet says ARH-DOS and not ARH-DOS|code|year|number; the documents behind it went "
            + "where the batch goes")
}

extension StoredDossier {
    /// What a person should look at of documents that were put into it without being asked for their year.
    fileprivate func yearDoubts(of documents: [DocumentID]) -> [Doubt] {
        let others = papers.filter { paper in
            documents.contains(paper.document)
                && paper.date.map { $0.year != description.year } ?? false
        }
        guard !others.isEmpty else { return [] }
        return [
            Doubt(
                code: "dossier-year-differs",
                message:
                    "\(others.count) of the documents have a date of another year than the dossier: "
                    + others.prefix(5).map(\.document.text).joined(separator: ", "))
        ]
    }
}
