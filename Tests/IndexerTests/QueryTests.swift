import ArchiveModel
import Testing

@testable import Indexer

@Suite struct QueryTests {
    private func error(_ text: String, titles: [String: String] = [:]) -> QuerySyntaxError? {
        do {
            _ = try SearchQuery(parsing: text, typeTitles: titles)
            return nil
        } catch {
            return error
        }
    }

    @Test("words, phrases, exclusions, beginnings and alternatives are told apart")
    func parts() throws {
        let query = try SearchQuery(
            parsing: "Primăria „consiliul local” -anulat apă SAU gaz fact* -\"fără efect\"")
        #expect(
            query.needed == [
                [SearchTerm(words: ["primaria"])], [SearchTerm(words: ["consiliul", "local"])],
                [SearchTerm(words: ["apa"]), SearchTerm(words: ["gaz"])],
                [SearchTerm(words: ["fact"], isPrefix: true)],
            ])
        #expect(
            query.excluded == [
                SearchTerm(words: ["anulat"]), SearchTerm(words: ["fara", "efect"]),
            ])
        #expect(try SearchQuery(parsing: "  ").hasWords == false)
    }

    @Test(
        "filters are read in both languages",
        arguments: ["type:fact date:2021", "TIP:FACT data:2021", "tip:\"fact\" Data:\"2021\""])
    func filters(text: String) throws {
        let query = try SearchQuery(parsing: text)
        #expect(query.filters == [MetaFilter(tokens: ["tfact"], isExcluded: false)])
        #expect(query.dates.count == 1)
    }

    @Test("a type is named by its code or its title")
    func typeTitles() throws {
        let titles = ["FACT": "Factură fiscală", "FACTP": "Factură proformă", "HCL": "Hotărâre"]
        func tokens(_ text: String) throws -> [String] {
            try SearchQuery(parsing: text, typeTitles: titles).filters.flatMap(\.tokens)
        }
        #expect(try tokens("type:factura") == ["tfact", "tfactp"])
        #expect(try tokens("tip:\"factură fiscală\"") == ["tfact"])
        #expect(try tokens("tip:hcl,FACT") == ["thcl", "tfact"])
        #expect(error("tip:bonuri", titles: titles)?.code == .valueInvalid)
    }

    @Test(
        "spans of days",
        arguments: [
            ("2021", "2021-01-01", "2021-12-31"), ("2021-02", "2021-02-01", "2021-02-28"),
            ("2021-03-12", "2021-03-12", "2021-03-12"), ("12.03.2021", "2021-03-12", "2021-03-12"),
            ("03.2021", "2021-03-01", "2021-03-31"), ("2019..2021", "2019-01-01", "2021-12-31"),
            (">=2020-05", "2020-05-01", "9999-12-31"), ("<2020-05", "0001-01-01", "2020-04-30"),
            ("..2019", "0001-01-01", "2019-12-31"), ("2019..", "2019-01-01", "9999-12-31"),
        ])
    func spans(text: String, first: String, last: String) throws {
        let days = try SearchQuery(parsing: "date:" + text).dates.flatMap(\.days)
        #expect(days == [try #require(day(first))...(try #require(day(last)))])
    }

    private func day(_ iso: String) -> Int? { DateSpan.parse(iso)?.lowerBound }

    @Test(
        "a mistake has a code and a column",
        arguments: [
            ("factura \"consiliul", "query-quote-open", 9), ("OR apa", "query-or-alone", 1),
            ("apa OR", "query-or-alone", 5), ("apa OR OR gaz", "query-or-alone", 5),
            ("apa OR tip:FACT", "query-or-alone", 5), ("type:FACT OR apa", "query-or-alone", 11),
            ("apa type:", "query-value-missing", 5), ("type: FACT", "query-value-missing", 1),
            ("apa date:ieri", "query-value-invalid", 5),
            ("date:2021..2019", "query-value-invalid", 1),
            ("date:31.02.2021", "query-value-invalid", 1),
            ("date:2021-13", "query-value-invalid", 1),
            ("date:99999", "query-value-invalid", 1), ("cui:abc", "query-value-invalid", 1),
            ("number:---", "query-value-invalid", 1), ("type:,", "query-value-missing", 1),
            ("apa a*", "query-prefix-too-short", 5), ("!!! -", "query-nothing-to-find", 1),
            ("🙂", "query-nothing-to-find", 1), ("\"\"", "query-nothing-to-find", 1),
        ])
    func mistakes(text: String, code: String, column: Int) {
        let found = error(text)
        #expect(found?.codeName == code)
        #expect(found?.column == column)
        #expect(found?.exitStatus == .usage)
    }

    @Test("a query of ten kilobytes is refused with the place where it grows too long")
    func longQuery() {
        #expect(error(String(repeating: "apa ", count: 2500))?.code == .tooLong)
        #expect(error(String(repeating: "a", count: 10_000)) == nil)
        #expect(error("\"" + String(repeating: "apa ", count: 2500) + "\"") == nil)
    }

    @Test("a dash between words is no exclusion, and unknown names are words")
    func oddities() throws {
        let query = try SearchQuery(parsing: "Iași - Cluj art:5 sau")
        #expect(query.excluded.isEmpty)
        #expect(
            query.needed.flatMap { $0.map(\.words) } == [
                ["iasi"], ["cluj"], ["art", "5"], ["sau"],
            ])
    }

    @Test("a date or amount typed with spaces is one term")
    func spacedKeys() throws {
        let query = try SearchQuery(parsing: "plata 12 martie 2021 1 718 283,07 lei")
        #expect(
            query.needed.map { $0[0].alternatives } == [[], ["d20210312"], ["a171828307"], []])
    }

    @Test("no typed text at all makes the parser or SQLite fail otherwise than by a syntax error")
    func randomQueries() throws {
        let temporary = try TemporaryIndex()
        try temporary.add("apa potabilă", type: "FACT", date: "2021-03-12")
        var generator = SeededGenerator(seed: 20_211_121)
        let pieces = [
            "apa", "\"", "-", " ", " ", "OR", "SAU", "*", "type:", "date:", "2021", "..", ">=", "(",
            ")", "NEAR", "AND", "NOT", "{", "}", ":", "^", "+", "'", ";", "--", "\0", "\u{301}",
            "🙂",
            "ș", "„", "”", ",", ".", "12.03.2021", "1.234,56", "cui:", "RO", "99999999999999999999",
            "\n", "\\", "%", "\u{202E}", "number:", "text", "keys :", "ﬁ", "¶", "·",
        ]
        var understood = 0
        for _ in 0..<2000 {
            let count = Int.random(in: 0...12, using: &generator)
            let text = (0..<count).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined()
            guard error(text) == nil else { continue }
            understood += 1
            _ = try temporary.index.search(SearchQuery(parsing: text), order: .relevance)
        }
        #expect(understood > 300)
    }
}

/// A small generator with a seed (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
