import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Catalogue
import Testing

@Suite("Keeping dossiers")
struct DossierKeepingTests {
    private let temporary: TemporaryIndex
    private let invoice: DocumentID
    private let older: DocumentID
    private let undated: DocumentID

    init() throws {
        temporary = try TemporaryIndex()
        invoice = try temporary.add("apa gaz", type: "FACT", date: "2021-03-12", number: "1")
        older = try temporary.add("chirie", type: "FACT", date: "2020-12-30", number: "2")
        undated = try temporary.add("adresa", type: nil, date: nil, number: nil)
    }

    private var keeping: DossierKeeping {
        DossierKeeping(temporary.archive, by: temporary.user)
    }

    private let mark = DossierMark(code: "II.C.7", year: 2021, number: 3)

    private func change(_ body: (inout DossierChange) -> Void = { _ in }) -> DossierChange {
        var change = DossierChange()
        body(&change)
        return change
    }

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? any ArchiveError)?.codeName
        }
    }

    @Test("a dossier is found by its mark and by the beginning of its identifier")
    func found() throws {
        let made = try keeping.create(mark, change(), papers: .init([invoice.text, undated.text]))
        #expect(made.decision != nil && made.doubts.isEmpty)
        let lookup = DossierLookup(temporary.archive)
        for typed in ["II.C.7/2021/3", "II.C.7/2021/3/1", String(made.dossier.id.text.prefix(8))] {
            #expect(try lookup.dossier(typed: typed).papers.map(\.document) == [invoice, undated])
        }
        #expect(code { _ = try lookup.dossier(typed: "II.C.7/2021/4") } == "dossier-unknown")
        #expect(code { _ = try lookup.dossier(typed: "") } == "dossier-unknown")
    }

    @Test("two dossiers do not have one mark, and a code with slashes is a code")
    func marks() throws {
        _ = try keeping.create(mark, change())
        #expect(code { _ = try keeping.create(mark, change()) } == "dossier-exists")
        let second = DossierMark(code: "II.C.7", year: 2021, number: 3, volume: 2)
        _ = try keeping.create(second, change())
        #expect(
            code { _ = try keeping.describe("II.C.7/2021/3/2", change { $0.volume = 1 }) }
                == "dossier-exists")
        _ = try keeping.create(DossierMark(code: "II/C/7", year: 2021, number: 5), change())
        let found = try DossierLookup(temporary.archive).dossier(typed: "II/C/7/2021/5")
        #expect(found.description.code == "II/C/7")
    }

    @Test("a document is in one dossier at most")
    func twice() throws {
        let first = try keeping.create(mark, change(), papers: .init([invoice.text])).dossier.id
        let second = DossierMark(code: "I.A.1", year: 2021, number: 1)
        _ = try keeping.create(second, change())
        let into = { (typed: String) in
            _ = try keeping.add(.init([invoice.text]), to: typed)
        }
        #expect(code { try into("I.A.1/2021/1") } == "document-in-dossier")
        // It is in this one already.
        #expect(try keeping.add(.init([invoice.text]), to: first.text).decision == nil)
        _ = try keeping.remove([invoice.text], from: first.text)
        #expect(code { try into("I.A.1/2021/1") } == nil)
        #expect(
            code { _ = try keeping.remove([invoice.text], from: first.text) }
                == "document-not-in-dossier")
    }

    @Test("papers of another year are refused, unless somebody says that they belong there")
    func years() throws {
        _ = try keeping.create(mark, change())
        let typed = mark.description
        #expect(
            code { _ = try keeping.add(.init([invoice.text, older.text]), to: typed) }
                == "dossier-year-differs")
        // Nothing was done by halves.
        #expect(try keeping.reopen(typed).dossier.papers.isEmpty)
        let outcome = try keeping.add(.init([older.text], ofAnyYear: true), to: typed)
        #expect(outcome.dossier.papers.map(\.document) == [older])
    }

    @Test("nothing comes into a closed dossier or out of it until it is opened again")
    func closed() throws {
        _ = try keeping.create(mark, change(), papers: .init([invoice.text]))
        let typed = mark.description
        let day = try #require(CalendarDate(iso: "2022-01-10"))
        let later = try #require(CalendarDate(iso: "2023-05-04"))
        _ = try keeping.close(typed, on: day, ended: nil, today: later)
        #expect(code { _ = try keeping.add(.init([undated.text]), to: typed) } == "dossier-closed")
        #expect(code { _ = try keeping.remove([invoice.text], from: typed) } == "dossier-closed")
        let ended = try keeping.close(typed, on: later, ended: later, today: later).dossier
            .description.closed
        #expect(ended == .init(on: day, ended: later))
        #expect(try keeping.close(typed, on: later, ended: nil, today: later).decision == nil)
        #expect(
            code { _ = try keeping.close(typed, on: later, ended: nil, today: day) }
                == "dossier-value-invalid")
        let old = CalendarDate(iso: "1900-01-01")
        #expect(
            code { _ = try keeping.close(typed, on: day, ended: old, today: later) }
                == "dossier-value-invalid")
        _ = try keeping.reopen(typed)
        _ = try keeping.hold(typed, reason: "litigiu", since: day)
        #expect(code { _ = try keeping.remove([invoice.text], from: typed) } == "dossier-held")
        _ = try keeping.release(typed)
        #expect(code { _ = try keeping.remove([invoice.text], from: typed) } == nil)
    }

    @Test("fields have their form, and an empty text takes a value away")
    func values() throws {
        _ = try keeping.create(
            mark,
            change {
                $0.content = "  Facturi \t de utilități "
                $0.term = "5 ani de la incetare"
                $0.sheets = 251
            })
        let typed = mark.description
        let outcome = try keeping.describe(typed, change { $0.department = "Buget" })
        #expect(outcome.dossier.description.content == "Facturi de utilități")
        #expect(outcome.dossier.description.term?.text == "5 ani de la încetare")
        #expect(outcome.doubts.map(\.code) == ["dossier-too-thick"])
        let bare = try keeping.describe(
            typed,
            change {
                $0.term = ""
                $0.content = ""
                $0.counts = true
            }
        ).dossier
        #expect(bare.description.term == nil && bare.description.content == nil)
        #expect(bare.sheets == 0 && bare.description.department == "Buget")
        let wrong = [
            change { $0.term = "cândva" }, change { $0.year = 1 }, change { $0.number = 0 },
            change { $0.content = String(repeating: "a", count: 501) },
            change { $0.sheets = -1 },
            change {
                $0.firstDay = CalendarDate(iso: "2021-02-01")
                $0.lastDay = CalendarDate(iso: "2021-01-01")
            },
        ]
        for change in wrong {
            #expect(code { _ = try keeping.describe(typed, change) } == "dossier-value-invalid")
        }
    }

    @Test("a hold has a reason, and is ended by name only")
    func hold() throws {
        _ = try keeping.create(mark, change())
        let typed = mark.description
        let day = try #require(CalendarDate(iso: "2022-01-10"))
        #expect(
            code { _ = try keeping.hold(typed, reason: " ", since: day) }
                == "dossier-value-invalid")
        let held = try keeping.hold(typed, reason: "dosar 12/2022", since: day)
        #expect(held.dossier.description.hold?.reason == "dosar 12/2022")
        #expect(try keeping.release(typed).dossier.description.hold == nil)
        #expect(try keeping.release(typed).decision == nil)
    }
}
