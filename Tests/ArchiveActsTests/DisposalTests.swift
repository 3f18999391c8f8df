import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Catalogue
import DurableFiles
import Indexer
import Testing

@testable import ArchiveActs

/// Proposals, approvals, and what keeps a document from being disposed of.
@Suite struct DisposalTests {
    private let site: DisposalSite

    init() throws { site = try DisposalSite() }

    @Test("a proposal has a number, and another person approves it")
    func approved() throws {
        #expect(try site.propose().number == 1)
        let approved = try site.approve(
            1, confirmation: "345/2026", by: DisposalSite.ion)
        #expect(approved.state == .approved)
        #expect(approved.confirmation == "345/2026")
        #expect(approved.steps.map(\.user.name) == ["ana", "ion"])
        #expect(try site.temporary.listing.disposals().map(\.number) == [1])
        #expect(try site.temporary.listing.document(site.secret) != nil)
    }

    @Test(
        "who proposed does not approve, under no account and by no other name of it",
        arguments: [
            ActingUser(name: "ana", address: "acct:ana@primarie"),
            ActingUser(name: " ANA ", address: "acct:ion@primarie"),
        ])
    func samePerson(_ user: ActingUser) throws {
        try site.propose()
        #expect(
            site.code { _ = try site.approve(1, confirmation: "3", by: user) }
                == "disposal-same-person")
    }

    @Test("with one account both must say who they are")
    func oneAccount() throws {
        try site.propose()
        let account = ActingUser(name: "ana", address: "acct:ana@primarie")
        let named = ActingUser(name: "ion", address: account.address)
        // ana is what the account itself is called: she may be anybody who works with it.
        #expect(
            site.code { _ = try site.approve(1, confirmation: "3", by: named) }
                == "disposal-same-person")
        let proposal = try site.disposal.propose(
            DisposalSelection(documents: [site.other.text]),
            .init(reason: "x", act: "1", confirmation: "2", isPrivate: false),
            on: DisposalSite.day(), by: ActingUser(name: "maria", address: account.address)
        ).disposal
        // So is it with a space or a mark more.
        for name in ["ana ", "ana.", "Ână"] {
            let user = ActingUser(name: name, address: account.address)
            #expect(
                site.code { _ = try site.approve(proposal.number, confirmation: nil, by: user) }
                    == "disposal-same-person", "\(name)")
        }
        _ = try site.approve(proposal.number, confirmation: nil, by: named)
    }

    @Test("an act and a confirmation are asked for, but not for a private paper")
    func numbers() throws {
        #expect(site.code { try site.propose(act: nil) } == "disposal-incomplete")
        try site.propose()
        #expect(
            site.code { _ = try site.approve(1, confirmation: nil, by: DisposalSite.ion) }
                == "disposal-incomplete")
        _ = try site.disposal.withdraw(1, by: DisposalSite.ana)
        try site.propose(act: nil, isPrivate: true)
        _ = try site.approve(2, confirmation: nil, by: DisposalSite.ion)
    }

    @Test("names that only look different are of one person")
    func lookAlikes() throws {
        let number = try site.propose().number
        func code(_ name: String, _ account: String) -> String? {
            site.code {
                _ = try site.approve(
                    number, confirmation: "2",
                    by: ActingUser(name: name, address: "acct:\(account)@primarie"))
            }
        }
        for name in ["ana", "ANA", " Ana ", "аna", "Αnă", "ana."] {
            #expect(code(name, "cineva") == "disposal-same-person", "\(name)")
        }
    }

    @Test("a document of a file that holds another one cannot go alone")
    func shared() throws {
        let scan = try site.temporary.scan("stack.tif", pages: ["unu", "doi"])
        let drafts = try [1, 2].map { try site.temporary.draft(scan, pages: [$0]) }
        for draft in drafts {
            try site.temporary.recording.commitDocument(draft) { try site.index.add($0, in: $1) }
        }
        let error = #expect(throws: StoreError.self) { try site.propose([drafts[0].id]) }
        #expect(error?.code == .disposalShared)
        #expect(error?.message.contains(drafts[1].id.text) == true)
        #expect(try site.propose(drafts.map(\.id)).proposal.scans.count == 1)
    }

    @Test("nothing of a dossier on hold is proposed or carried out, until that is released")
    func held() throws {
        let keeping = DossierKeeping(site.archive, by: DisposalSite.ana)
        let mark = DossierMark(code: "II.C.7", year: 2021, number: 3)
        _ = try keeping.create(mark, DossierChange(), papers: .init([site.secret.text]))
        try close(mark)
        let number = try site.approve().number
        _ = try keeping.hold(
            mark.description, reason: "dosar 12/2024",
            since: #require(CalendarDate(iso: "2024-02-01")))
        #expect(
            site.code {
                _ = try site.disposal.carryOut(number, on: DisposalSite.day(), by: DisposalSite.ana)
            }
                == "disposal-held")
        #expect(try site.temporary.listing.document(site.secret) != nil)
        _ = try site.disposal.withdraw(number, by: DisposalSite.ana)
        #expect(site.code { try site.propose() } == "disposal-held")
        _ = try keeping.release(mark.description)
        let again = try site.approve().number
        #expect(
            try site.disposal.carryOut(again, on: DisposalSite.day(), by: DisposalSite.ana).state
                == .carriedOut)
    }

    @Test("a dossier whose papers were disposed of names them, and is due no more")
    func emptied() throws {
        let keeping = DossierKeeping(site.archive, by: DisposalSite.ana)
        let mark = DossierMark(code: "II.C.7", year: 2021, number: 3)
        _ = try keeping.create(mark, DossierChange(), papers: .init([site.secret.text]))
        let day = try #require(CalendarDate(iso: "2022-01-10"))
        _ = try keeping.close(mark.description, on: day, ended: nil, today: day)
        let later = try #require(CalendarDate(iso: "2060-01-01"))
        func state(_ archive: Archive) throws -> RetentionVerdict.State {
            let dossier = try DossierLookup(archive).dossier(typed: mark.description)
            return try DossierRetention.read(in: archive).verdict(on: dossier).state(on: later)
        }
        #expect(try state(site.archive) == .due)
        _ = try site.disposal.carryOut(
            site.approve().number, on: DisposalSite.day(), by: DisposalSite.ana)
        let rebuilt = try site.temporary.rebuiltCopy().archive
        for archive in [site.archive, rebuilt] {
            #expect(try state(archive) == .disposed)
            let dossier = try DossierLookup(archive).dossier(typed: mark.description)
            #expect(dossier.papers.isEmpty && dossier.waiting.isEmpty)
            #expect(dossier.sheets == 2 && dossier.firstDay?.iso == "2021-03-12")
            #expect(
                DossierOpis(dossier, titles: ["FACT": "Factură"]).lines.map(\.cells) == [
                    [
                        "1", "Factură, eliminat prin propunerea 1", "7788990011", "2021-03-12",
                        "1–2",
                        site.secret.text,
                    ]
                ])
        }
    }

    @Test("no list tells number and date of a private paper that is no more")
    func privateLine() throws {
        let keeping = DossierKeeping(site.archive, by: DisposalSite.ana)
        let mark = DossierMark(code: "II.C.7", year: 2021, number: 3)
        _ = try keeping.create(mark, DossierChange(), papers: .init([site.secret.text]))
        let made = try site.propose(isPrivate: true)
        _ = try site.approve(made.number, confirmation: nil, by: DisposalSite.ion)
        _ = try site.disposal.carryOut(made.number, on: DisposalSite.day(), by: DisposalSite.ana)
        let dossier = try DossierLookup(site.archive).dossier(typed: mark.description)
        let line = try #require(DossierOpis(dossier, titles: [:]).lines.first)
        #expect(
            line.cells == ["1", "FACT, eliminat prin propunerea 1", "", "", "", site.secret.text])
    }

    @Test(
        "what the law keeps by the day of the carrying-out is not destroyed, whatever was approved")
    func keptSince() throws {
        let keeping = DossierKeeping(site.archive, by: DisposalSite.ana)
        let mark = DossierMark(code: "II.C.7", year: 2021, number: 3)
        let number = try site.approve().number
        func code() -> String? {
            site.code {
                _ = try site.disposal.carryOut(
                    number, on: DisposalSite.day(), by: DisposalSite.ana)
            }
        }
        _ = try keeping.create(mark, DossierChange(), papers: .init([site.secret.text]))
        // Open: its term has not begun.
        #expect(code() == "disposal-not-due")
        var change = DossierChange()
        change.term = "permanent"
        _ = try keeping.describe(mark.description, change)
        try close(mark)
        #expect(code() == "disposal-not-due")
        change.term = "5 ani"
        _ = try keeping.reopen(mark.description)
        _ = try keeping.describe(mark.description, change)
        try close(mark)
        let early = try #require(CalendarDate(iso: "2027-01-01"))
        #expect(
            site.code { _ = try site.disposal.carryOut(number, on: early, by: DisposalSite.ana) }
                == "disposal-not-due")
        #expect(try site.temporary.listing.document(site.secret) != nil)
        #expect(try site.temporary.listing.disposal(number).state == .approved)
        #expect(code() == nil)
        #expect(try site.temporary.listing.document(site.secret) == nil)
        let left = try site.disposal.terms(
            of: site.temporary.listing.disposal(number), on: DisposalSite.day())
        #expect(left.isEmpty)
    }

    private func close(_ mark: DossierMark) throws {
        let day = try #require(CalendarDate(iso: "2022-01-10"))
        _ = try DossierKeeping(site.archive, by: DisposalSite.ana)
            .close(mark.description, on: day, ended: nil, today: day)
    }

    @Test("a dossier is proposed by its mark, or by the line that says it is due")
    func dossier() throws {
        let keeping = DossierKeeping(site.archive, by: DisposalSite.ana)
        let mark = DossierMark(code: "II.C.7", year: 2021, number: 3)
        let papers = DossierKeeping.Papers([site.other.text, site.secret.text])
        let id = try keeping.create(mark, DossierChange(), papers: papers).dossier.id
        #expect(
            site.code {
                _ = try site.propose(
                    DisposalSelection(documents: [], dossiers: [id.text]),
                    .init(
                        reason: "x", act: "1", confirmation: nil, isPrivate: false))
            } == "disposal-not-due")
        try close(mark)
        let grounds = Disposals.Grounds(
            reason: "term over", act: "1", confirmation: nil, isPrivate: false)
        func propose(_ selection: DisposalSelection) throws -> Set<DocumentID> {
            let made = try site.propose(selection, grounds)
            _ = try site.disposal.withdraw(made.number, by: DisposalSite.ana)
            return Set(made.proposal.documents.map(\.id))
        }
        let all: Set = [site.other, site.secret]
        #expect(try propose(DisposalSelection(documents: [], dossiers: ["II.C.7/2021/3"])) == all)
        let due = #"{"dossier":"\#(id.text)","state":"due","type":"retention"}"#
        func list(_ text: String) -> DisposalSelection {
            DisposalSelection(documents: [], list: .init(name: "list", bytes: Array(text.utf8)))
        }
        #expect(try propose(list(due)) == all)
        let open = due.replacing("due", with: "open")
        #expect(
            site.code { _ = try propose(list(open)) } == "disposal-empty")
    }

    @Test("a document that was corrected since is not disposed of, and nothing else of the list")
    func corrected() throws {
        let number = try site.approve([site.other, site.secret]).number
        try site.correct(site.other, number: "42")
        let error = #expect(throws: StoreError.self) {
            try site.disposal.carryOut(number, on: DisposalSite.day(), by: DisposalSite.ana)
        }
        #expect(error?.code == .disposalChanged)
        #expect(error?.message.contains("\(site.other.text) was corrected") == true)
        #expect(try site.temporary.listing.document(site.secret) != nil)
    }

    @Test("a proposal that is not approved, or was withdrawn, is not carried out")
    func states() throws {
        try site.propose()
        let carryOut = {
            _ = try site.disposal.carryOut(1, on: DisposalSite.day(), by: DisposalSite.ana)
        }
        #expect(site.code(carryOut) == "disposal-state")
        _ = try site.disposal.withdraw(1, by: DisposalSite.ion)
        #expect(site.code(carryOut) == "disposal-state")
        try site.dispose()
        // As a command that is run again, it finds nothing to do.
        #expect(
            try site.disposal.carryOut(2, on: DisposalSite.day(), by: DisposalSite.ana).state
                == .carriedOut)
        #expect(site.code { _ = try site.disposal.withdraw(2, by: DisposalSite.ana) } != nil)
        #expect(
            site.code { _ = try site.disposal.withdraw(3, by: DisposalSite.ana) }
                == "disposal-unknown")
    }

    @Test("a document is in one proposal at a time")
    func pending() throws {
        try site.propose()
        #expect(site.code { try site.propose() } == "disposal-pending")
    }

    @Test("a list has identifiers or records, and what is wrong in it is named by its line")
    func list() throws {
        let lines = """
            \(site.secret.text)
            {"type":"due","document":"\(site.other.text)"}

            {"type":"exit","status":0}
            """
        let grounds = Disposals.Grounds(
            reason: "x", act: "1", confirmation: nil, isPrivate: false)
        func selection(_ documents: [String], _ text: String) -> DisposalSelection {
            DisposalSelection(
                documents: documents, list: .init(name: "due.txt", bytes: Array(text.utf8)))
        }
        let made = try site.propose(selection([site.secret.text], lines), grounds)
        #expect(made.proposal.documents.map(\.id) == [site.secret, site.other])
        let error = #expect(throws: ActError.self) {
            try site.propose(selection([], "\n?\n"), grounds)
        }
        #expect(error?.subject == "due.txt, line 2")
        #expect(
            site.code {
                _ = try site.propose(DisposalSelection(documents: []), grounds)
            } == "disposal-empty")
    }

    @Test("papers that the law still keeps are refused with the day, and private ones are not")
    func kept() throws {
        let selection = DisposalSelection(documents: [site.secret.text])
        let early = try #require(CalendarDate(iso: "2031-12-31"))
        func propose(_ isPrivate: Bool) throws -> DocumentDisposal.Proposed {
            try site.disposal.propose(
                selection, .init(reason: "x", act: "1", confirmation: nil, isPrivate: isPrivate),
                on: early, by: DisposalSite.ana)
        }
        let error = #expect(throws: ActError.self) { try propose(false) }
        #expect(error?.codeName == "disposal-not-due")
        #expect(error?.message.contains("term runs until 2032-01-01, in no dossier") == true)
        #expect(try propose(true).terms.isEmpty)
        _ = try site.disposal.withdraw(1, by: DisposalSite.ana)
        // An approval looks again: the tables may say something else by then.
        let made = try site.propose([site.secret])
        #expect(
            site.code {
                _ = try site.disposal.approve(
                    made.number, confirmation: "2", on: early, by: DisposalSite.ion)
            } == "disposal-not-due")
    }

    @Test(
        "of a paper in a dossier the longest term of the dossier counts, and what is not known is told"
    )
    func terms() throws {
        let keeping = DossierKeeping(site.archive, by: DisposalSite.ana)
        let mark = DossierMark(code: "II.C.7", year: 2021, number: 3)
        let papers = DossierKeeping.Papers([site.secret.text])
        var change = DossierChange()
        change.term = "permanent"
        _ = try keeping.create(mark, change, papers: papers)
        #expect(site.code { try site.propose() } == "disposal-not-due")
        let made = try site.propose([site.other])
        let terms = try site.disposal.terms(of: made, on: DisposalSite.day())
        #expect(terms.map(\.state) == [.due])
        #expect(terms.first?.reason == "term over since 2032-01-01, in no dossier")
        let all = try DisposalTerms(site.archive).terms(
            of: [site.secret, site.other], on: DisposalSite.day())
        #expect(all.map(\.state) == [.permanent, .due])
        #expect(all.first?.reason == "kept for ever, dossier II.C.7/2021/3")
    }

    @Test("a file is named by its digest or as show prints it")
    func scan() throws {
        let digest = try site.temporary.listing.scan(ScanID(rawValue: 2)).digest.hex
        for name in [String(digest.prefix(12)), "lot_0001/b.tif"] {
            let made = try site.propose(
                DisposalSelection(documents: [], scans: [name]),
                .init(reason: "x", act: "1", confirmation: nil, isPrivate: false))
            #expect(made.proposal.documents.map(\.id) == [site.other])
            _ = try site.disposal.withdraw(made.number, by: DisposalSite.ana)
        }
    }

    @Test("proposals and approvals survive the loss of the catalogue, sealed or not")
    func rebuilt() throws {
        try site.approve()
        _ = try site.temporary.sealing.sealDecisions()
        _ = try site.propose([site.other])
        let copy = try site.temporary.rebuiltCopy()
        #expect(copy.problems.isEmpty)
        let disposals = try Listing(archive: copy.archive).disposals()
        #expect(disposals.map(\.state) == [.approved, .proposed])
        #expect(disposals.first?.steps.map(\.user.name) == ["ana", "ion"])
        #expect(try DisposalSite.verify(copy.archive.path).isEmpty)
    }
}
