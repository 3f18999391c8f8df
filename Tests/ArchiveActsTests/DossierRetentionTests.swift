import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Catalogue
import DomainTables
import Testing

@Suite("Retention of dossiers")
struct DossierRetentionTests {
    private let temporary: TemporaryIndex
    private let mark = DossierMark(code: "II.C.7", year: 2019, number: 1)

    init() throws { temporary = try TemporaryIndex() }

    private var keeping: DossierKeeping {
        DossierKeeping(temporary.archive, by: temporary.user)
    }

    private func day(_ text: String) throws -> CalendarDate {
        try #require(CalendarDate(iso: text))
    }

    private func add(_ type: String?, _ date: String?, to mark: DossierMark? = nil) throws {
        let id = try temporary.add("text \(type ?? "") \(date ?? "")", type: type, date: date)
        let typed = (mark ?? self.mark).description
        _ = try keeping.add(.init([id.text], ofAnyYear: true), to: typed)
    }

    /// A dossier, closed, with one paper of each of these types, issued on a day of 2019.
    private func dossier(_ types: String?..., ended: String? = nil, term: String? = nil) throws {
        var change = DossierChange()
        change.term = term
        _ = try keeping.create(mark, change)
        for type in types { try add(type, "2019-03-15") }
        _ = try keeping.close(
            mark.description, on: try day("2020-01-10"), ended: try ended.map(day),
            today: try day("2026-12-01"))
    }

    private func verdict() throws -> RetentionVerdict {
        let dossier = try DossierLookup(temporary.archive).dossier(typed: mark.description)
        return try DossierRetention.read(in: temporary.archive).verdict(on: dossier)
    }

    private func take(_ term: String, replacing: Bool = false) throws {
        let table = "code;title;term\nII.C.7;Facturi;\(term)\n"
        _ = try NomenclatorImport(temporary.archive, by: temporary.user).take(
            .init(name: "n.csv", bytes: Array(table.utf8)), validFrom: day("2018-01-01"),
            replacing: replacing)
    }

    @Test("the term of a dossier is the longest of its papers")
    func longest() throws {
        try dossier("CHIT", "FACT", "CHIT")
        let verdict = try verdict()
        #expect(verdict.end == .on(try day("2030-01-01")))
        #expect(
            verdict.grounds.map(\.rule) == ["accounting-until-2022", "five-year-list-until-2022"])
        #expect(verdict.state(on: try day("2029-12-31")) == .running)
        #expect(verdict.state(on: try day("2030-01-01")) == .due)
    }

    @Test("an earlier paper may outlive a later one, since the law changed")
    func jump() throws {
        _ = try keeping.create(mark, DossierChange())
        try add("FACT", "2022-12-31")
        try add("FACT", "2023-03-15")
        #expect(try verdict().end == .on(try day("2033-01-01")))
    }

    @Test("of the law and the nomenclator the longer term counts")
    func nomenclator() throws {
        try dossier("CHIT")
        try take("3 ani")
        #expect(try verdict().grounds.map(\.rule) == ["five-year-list-until-2022", "nomenclator"])
        try take("10 ani C.S.", replacing: true)
        let longer = try verdict()
        #expect(longer.end == .on(try day("2030-01-01")) && longer.isReviewed)
        try take("permanent", replacing: true)
        #expect(try verdict().state(on: try day("2999-01-01")) == .permanent)
    }

    @Test("a term from the end of the matter on is not over before somebody says when that was")
    func ends() throws {
        try dossier("CHIT", term: "5 ani de la încetare")
        #expect(try verdict().state(on: try day("2040-01-01")) == .awaitingEnd)
        _ = try keeping.close(
            mark.description, on: try day("2024-01-01"), ended: try day("2022-06-30"),
            today: try day("2026-12-01"))
        #expect(try verdict().end == .on(try day("2028-01-01")))
    }

    @Test("a hold suspends a term that is over, and an open dossier is not due")
    func held() throws {
        try dossier("CHIT")
        let later = try day("2031-01-01")
        #expect(try verdict().state(on: later) == .due)
        _ = try keeping.hold(mark.description, reason: "audit", since: try day("2021-01-01"))
        #expect(try verdict().state(on: later) == .held)
        _ = try keeping.release(mark.description)
        _ = try keeping.reopen(mark.description)
        #expect(try verdict().state(on: later) == .open)
    }

    @Test(
        "papers of no known type, and those without a date, are told of and counted from the year's end"
    )
    func unknown() throws {
        try dossier(nil)
        let verdict = try verdict()
        #expect(verdict.papersWithoutRule == 1)
        #expect(verdict.state(on: try day("2031-01-01")) == .unknown)
        _ = try keeping.reopen(mark.description)
        try add("FACT", nil)
        #expect(try self.verdict().end == .on(try day("2030-01-01")))
    }

    @Test(
        "an edition of the same day is not replaced by chance, and taken in twice it changes nothing"
    )
    func imports() throws {
        try take("10 ani")
        let error = #expect(throws: ActError.self) { try take("5 ani") }
        #expect(error?.codeName == "nomenclator-exists")
        try take("10 ani")
        let tables = temporary.archive.ownTables(withPrefix: "nomenclator-")
        #expect(tables == ["nomenclator-2018-01-01.yaml"])
    }

    @Test("an inventory has a list for each department and term, with the columns of the law")
    func inventory() throws {
        try dossier("CHIT")
        var change = DossierChange()
        change.department = "Buget"
        change.content = "Chirii"
        change.term = "permanent"
        let second = DossierMark(code: "II.C.8", year: 2019, number: 4)
        _ = try keeping.create(second, change)
        try add("FACT", "2019-02-01", to: second)
        let other = DossierMark(code: "II.C.8", year: 2020, number: 1)
        _ = try keeping.create(other, change)
        let inventory = try DossierInventory.read(
            year: 2019, department: nil, in: temporary.archive)
        #expect(inventory.sections.map(\.department) == [nil, "Buget"])
        #expect(inventory.sections.map(\.term) == ["5 ani", "permanent"])
        #expect(
            inventory.sections[1].lines.map(\.cells) == [
                ["1", "II.C.8/4", "Chirii", "2019-02-01", "1", "neîncheiat"]
            ])
        #expect(inventory.sections[1].closing[1].contains("numerele 1 "))
        let one = try DossierInventory.read(
            year: 2019, department: "Buget", in: temporary.archive)
        #expect(one.sections.count == 1)
    }

    @Test("the list of a dossier numbers its sheets through")
    func opis() throws {
        _ = try keeping.create(mark, DossierChange())
        let first = try temporary.add("a", "b", type: "FACT", date: "2019-01-02", number: "7")
        let second = try temporary.add("c", type: nil, date: nil)
        _ = try keeping.add(.init([first.text, second.text]), to: mark.description)
        let dossier = try DossierLookup(temporary.archive).dossier(typed: mark.description)
        let opis = DossierOpis(dossier, titles: ["FACT": "Factură"])
        #expect(
            opis.lines.map(\.cells) == [
                ["1", "Factură", "7", "2019-01-02", "1–2", first.text],
                ["2", "necunoscut", "", "", "3", second.text],
            ])
    }
}
