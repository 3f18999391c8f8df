import ArchiveModel
import ArchiveTestSupport
import RomanianText
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
        #expect(try SearchQuery(parsing: "data:2024").hasWords == false)
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
        #expect(error("tip:bonuri", titles: titles)?.code == .queryValueInvalid)
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
            ("apa type:", "query-value-missing", 5), ("type: data:2024", "query-value-missing", 1),
            ("apa date:ieri", "query-value-invalid", 5),
            ("date:2021..2019", "query-value-invalid", 1),
            ("date:31.02.2021", "query-value-invalid", 1),
            ("date:2021-13", "query-value-invalid", 1),
            ("date:99999", "query-value-invalid", 1), ("cui:abc", "query-value-invalid", 1),
            ("number:---", "query-value-invalid", 1), ("type:,", "query-value-missing", 1),
            ("apa a*", "query-prefix-too-short", 5), ("!!! -", "query-nothing-to-find", 1),
            ("🙂", "query-nothing-to-find", 1), ("\"\"", "query-nothing-to-find", 1),
            ("", "query-nothing-to-find", 1), ("  ", "query-nothing-to-find", 1),
            ("-", "query-nothing-to-find", 1),
        ])
    func mistakes(text: String, code: String, column: Int) {
        let found = error(text)
        #expect(found?.codeName == code)
        #expect(found?.column == column)
        #expect(found?.exitStatus == .usage)
    }

    @Test("a query of ten kilobytes is refused with the place where it grows too long")
    func longQuery() {
        #expect(error(String(repeating: "apa ", count: 2500))?.code == .queryTooLong)
        #expect(error(String(repeating: "a", count: 10_000)) == nil)
        #expect(error("\"" + String(repeating: "apa ", count: 2500) + "\"") == nil)
    }

    @Test("a dash between words is no exclusion, and a colon in quotation marks is text")
    func oddities() throws {
        let query = try SearchQuery(parsing: "Iași - Cluj \"art:5\" sau")
        #expect(query.excluded.isEmpty)
        #expect(
            query.needed.flatMap { $0.map(\.words) } == [
                ["iasi"], ["cluj"], ["art", "5"], ["sau"],
            ])
    }

    @Test(
        "what looks like a filter and is none is refused, with the nearest that there is",
        arguments: [
            ("suma:>5000", "amounts cannot be compared"), ("furnizor:", "'cui:'"),
            ("furnizor:Papiros", "'cui:'"), ("dta:2024", "'data:'"), ("nmuar:37", "'numar:'"),
            ("Tipp:FACT", "'tip:'"), ("typee:FACT", "'type:'"), ("an:2024", "'data:'"),
            ("obiect:teren", "quotation marks"), ("total>1000", "amounts cannot be compared"),
            ("data>2024", "needs a colon"), ("art:5", "quotation marks"),
        ])
    func unknownFilters(text: String, remedy: String) {
        let found = error("apa " + text)
        #expect(found?.code == .queryFilterUnknown)
        #expect(found?.column == 5)
        #expect(found?.message.contains(remedy) == true, "\(found?.message ?? "")")
    }

    @Test(
        "a colon in a time, an address or a number of text is no filter",
        arguments: ["12:30", "https://primaria.example/a?b=1", "1:500", "art.5:2", "C:\\scan"])
    func colons(text: String) {
        #expect(error(text) == nil)
    }

    @Test(
        "signs of other programs are refused with their column, not dropped",
        arguments: [
            ("fact?ra", 5), ("?actura", 1), ("*factura", 1), ("fac*ra", 4), ("factura~2", 8),
            ("\"buget* local\"", 7), ("\"buget local\"~5", 14), ("apa NEAR canal", 5),
            ("(apa canal) SAU gaz", 1), ("gaz SAU (apa canal)", 9), ("-(apa canal)", 1),
        ])
    func signs(text: String, column: Int) {
        #expect(error(text)?.code == .querySignUnknown)
        #expect(error(text)?.column == column)
    }

    @Test(
        "values of filters keep their signs or are refused",
        arguments: ["numar:>5", "numar:10..20", "cui:9500*", "numar:37?", "tip:>FACT"])
    func signsInValues(text: String) {
        #expect(error(text)?.code == .queryValueInvalid)
    }

    @Test(
        "parentheses that change nothing may stand",
        arguments: [
            ("(apa SAU gaz) canal", "apa SAU gaz canal"), ("(apa canal)", "apa canal"),
            ("-(apa SAU gaz)", "-apa -gaz"), ("(apa) SAU (gaz)", "apa SAU gaz"),
            ("apa SAU (gaz SAU canal)", "apa SAU gaz SAU canal"),
            ("(tip:FACT) apa", "tip:FACT apa"),
            ("(semnată)", "semnată"), ("apa AND NOT gaz", "apa -gaz"), ("apa ȘI gaz", "apa gaz"),
            ("apa || gaz", "apa SAU gaz"), ("art. 5 (2)", "art. 5 2"),
        ])
    func sameWithout(text: String, plain: String) throws {
        let query = try SearchQuery(parsing: text)
        let other = try SearchQuery(parsing: plain)
        #expect(query.needed == other.needed)
        #expect(query.excluded == other.excluded)
        #expect(query.filters == other.filters)
        #expect(query.ignored.isEmpty)
    }

    @Test(
        "what is passed over is told",
        arguments: [
            ("lit. a) apa", 7), ("(apa canal", 1), ("apa & ! canal", 7), ("unde este apa?", 14),
            ("apa AND", 5), ("apa <canal>", 5), ("apa NOT", 5), ("apa ... gaz", 5),
            ("- apa", 1), ("apa - canal", 5), ("--apa gaz", 2), ("apa -", 5), ("+apa", 1),
            ("NOT NOT apa", 1), ("apa AND OR gaz", 5), ("apa AND AND gaz", 9),
            ("apa OR AND gaz", 8), ("apa NOT AND gaz", 9), ("(apa AND) gaz", 6), ("\"\"apa", 1),
            ("apa „...”", 5), ("tip:FACT,", 1), ("data:2024, apa", 1), ("cui:,95001010", 1),
            ("apa x:5", 6), ("s:5000", 2), ("suma :5000", 6), ("a:b:c", 2), ("C:\\scan", 2),
            ("cui:95 001 010", 8),
        ])
    func passedOver(text: String, column: Int) throws {
        #expect(try SearchQuery(parsing: text).ignored.first?.column == column)
    }

    @Test(
        "filters take their values as clerks write them",
        arguments: [
            ("data:martie 2024 factura", "2024-03-01", "2024-03-31"),
            ("data: martie 2024 factura", "2024-03-01", "2024-03-31"),
            ("data:\"martie 2024\" factura", "2024-03-01", "2024-03-31"),
            ("data:26.03.24 factura", "2024-03-26", "2024-03-26"),
            ("data:26.03.96 factura", "1996-03-26", "1996-03-26"),
            ("data:12 martie 2024 factura", "2024-03-12", "2024-03-12"),
            ("data:12.III.2024 factura", "2024-03-12", "2024-03-12"),
            ("data:\"ian 2024 .. mar 2024\" factura", "2024-01-01", "2024-03-31"),
            ("data:>=\"martie 2024\" factura", "2024-03-01", "9999-12-31"),
            ("data: 2024 factura", "2024-01-01", "2024-12-31"),
        ])
    func spokenDates(text: String, first: String, last: String) throws {
        let query = try SearchQuery(parsing: text)
        #expect(
            query.dates.flatMap(\.days) == [try #require(day(first))...(try #require(day(last)))])
        #expect(query.needed.flatMap { $0.map(\.words) } == [["factura"]])
    }

    @Test("two minuses exclude like one, and NOT does whatever stands between")
    func excludesAllTheSame() throws {
        for text in ["gaz --apa", "gaz NOT NOT apa", "gaz NOT AND apa", "gaz +-apa"] {
            let query = try SearchQuery(parsing: text)
            #expect(query.needed == [[SearchTerm(words: ["gaz"])]], "\(text)")
            #expect(query.excluded == [SearchTerm(words: ["apa"])], "\(text)")
        }
    }

    @Test(
        "groups of three figures behind a fiscal code belong to it",
        arguments: [
            ("cui:95 001 010 apa", "c95001010", "apa"), ("cui:RO 95 001 010", "c95001010", nil),
            ("cui:95001010 2024", "c95001010", "2024"), ("cui:950 2024", "c950", "2024"),
            ("cui:95 apa 001", "c95", "apa"),
        ])
    func groupedFiscalCode(text: String, token: String, word: String?) throws {
        let query = try SearchQuery(parsing: text)
        #expect(query.filters.map(\.tokens) == [[token]])
        #expect(query.needed.first?.first?.words.first == word)
    }

    @Test("a fiscal code may have a space, a type a space or an asterisk")
    func spacedValues() throws {
        #expect(try SearchQuery(parsing: "cui:RO 95001010").filters[0].tokens == ["c95001010"])
        #expect(try SearchQuery(parsing: "C.U.I.: 95001010").filters[0].tokens == ["c95001010"])
        let titles = ["FACT": "Factură fiscală", "FACTP": "Factură proformă", "HCL": "Hotărâre"]
        func tokens(_ text: String) throws -> [String] {
            try SearchQuery(parsing: text, typeTitles: titles).filters.flatMap(\.tokens)
        }
        #expect(try tokens("tip: factura") == ["tfact", "tfactp"])
        #expect(try tokens("tip:hot*") == ["thcl"])
        #expect(error("tip:HLC", titles: titles)?.message.contains("the nearest is HCL") == true)
        let open = try SearchQuery(parsing: "tip:X9", typeTitles: titles, takesAnyType: true)
        #expect(open.filters[0].tokens == ["tx9"])
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
