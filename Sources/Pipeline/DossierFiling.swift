import ArchiveActs
import ArchiveModel
import ArchiveStore
import Catalogue
import DurableFiles

/// Puts the documents of a batch that were just made into the dossiers that sheets before them, or what is
/// wanted for their scans, name; sheets come first.
///
/// A fault is told, and the documents stay in the archive without a dossier. A run that is killed leaves the
/// rest to the next one.
struct DossierFiling: Sendable {
    let archive: Archive
    /// Who is named in the journal.
    let user: ActingUser
    let events: EventRelay

    /// Documents that go to one dossier.
    private struct Group {
        var target: WantedDossier
        var documents: [DocumentID] = []
    }

    /// Says, before they are read, which dossier the documents of scans go to where no sheet says otherwise.
    func expect(_ scans: [ScanID], into wanted: WantedDossier?) throws {
        try Recording(archive: archive, by: user).expectFiling(of: scans, into: wanted)
    }

    /// Files what a run that was killed left.
    func catchUp() throws {
        for scans in try Listing(archive: archive).scansToFile() { try file(scans) }
    }

    /// Files the documents with pages of scans of one batch, all of which are made.
    func file(_ scans: [ScanID]) throws {
        guard let first = scans.first else { return }
        WriteStep.documentsMade.reached()
        let listing = Listing(archive: archive)
        let groups = try groups(of: try listing.scan(first).batch, read: scans)
        let takenOut = groups.isEmpty ? [] : try listing.documentsTakenOut()
        for var group in groups {
            // What a person took out stays out; one that has a dossier, or came to one by a person's
            // grouping, stays there.
            try group.documents.removeAll {
                try takenOut.contains($0) || listing.dossier(of: $0) != nil
            }
            guard !group.documents.isEmpty else { continue }
            do {
                try file(group)
            } catch let error as ActError {
                events.send(.notFiled(error.asFailure))
            } catch let error as StoreError where error.code == .dossierClosed {
                events.send(.notFiled(error.asFailure))
            }
        }
        try Recording(archive: archive, by: user).endFiling(of: scans)
    }

    /// The documents in the order of their pages, with the sheet before them or what is wanted for their scan.
    private func groups(of batch: BatchID, read scans: [ScanID]) throws -> [Group] {
        let listing = Listing(archive: archive)
        let wanted = try listing.wantedDossiers(for: scans)
        let read = Set(scans)
        var groups: [Group] = []
        var seen: Set<DocumentID> = []
        var sheet: DossierMark?
        for page in try listing.pages(ofBatch: batch) {
            if let code = page.dossierCode {
                sheet = DossierMark(sheet: code)
                if sheet == nil, read.contains(page.scan) {
                    events.send(.notFiled(try unreadableSheet(page)))
                }
            }
            guard let document = page.document, seen.insert(document).inserted,
                read.contains(page.scan),
                let target = WantedDossier.of(sheet, usual: wanted[page.scan])
            else { continue }
            if groups.last?.target != target { groups.append(Group(target: target)) }
            groups[groups.count - 1].documents.append(document)
        }
        return groups
    }

    private func unreadableSheet(_ page: BatchPage) throws -> Failure {
        let scan = try Listing(archive: archive).scan(page.scan)
        return .unreadableSheet(
            on: "\(scan.batchName.display)/\(scan.name.display), page \(page.number)")
    }

    private func file(_ group: Group) throws {
        let keeping = DossierKeeping(archive, by: user)
        let papers = DossierKeeping.Papers(group.documents.map(\.text), ofAnyYear: true)
        let outcome: DossierKeeping.Outcome
        if let mark = group.target.mark {
            outcome =
                try Listing(archive: archive).dossiers(marked: mark).isEmpty
                ? keeping.create(mark, group.target.change, papers: papers)
                : keeping.add(papers, to: mark.description)
        } else {
            outcome = try keeping.add(papers, to: group.target.typed ?? "")
        }
        events.send(
            .filed(
                outcome.dossier.description.mark.description, documents: group.documents.count,
                doubts: outcome.doubts + outcome.dossier.yearDoubts(of: group.documents)))
    }
}

extension BatchPage {
    /// What a sheet says that names a dossier; nil for other pages.
    fileprivate var dossierCode: String? {
        sheetCodes.first { $0.hasPrefix(SeparatorSheets.dossierPrefix) }
    }
}

extension WantedDossier {
    /// The dossier of a sheet, with what else is known of it, or what is usual.
    fileprivate static func of(_ sheet: DossierMark?, usual: WantedDossier?) -> WantedDossier? {
        guard let sheet, sheet != usual?.mark else { return usual }
        return WantedDossier(sheet)
    }

    /// What a dossier that is made is described by.
    fileprivate var change: DossierChange {
        var change = DossierChange()
        change.content = content
        change.department = department
        change.term = term
        change.location = location
        return change
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
    fileprivate static func unreadableSheet(on place: String) -> Failure {
        Failure(
            code: "dossier-sheet-unreadable",
            message:
                "\(place): the sheet says ARH-DOS and not ARH-DOS|code|year|number; the documents behind it went "
                + "where the batch goes")
    }
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
