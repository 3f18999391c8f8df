import Testing

@testable import Indexer

@Suite struct KeyFinderTests {
    private func keys(_ text: String) -> [String] {
        KeyFinder.keys(in: SearchTokens(text)).map(\.text)
    }

    @Test(
        "a date has one key however it is written",
        arguments: [
            "12.03.2021", "12/03/2021", "12-03-2021", "12 martie 2021", "12 MARTIE 2021",
            "12-III-2021", "12.III.2021", "12 mar 2021", "12 mart. 2021", "12 . 03 . 2021",
            "12.03.21", "2021-03-12",
        ])
    func dates(text: String) {
        #expect(keys(text) == ["d20210312"])
    }

    @Test(
        "other dates of real papers",
        arguments: [
            ("24 - IX - 1987", "d19870924"), ("5 noi. 2019", "d20191105"),
            ("1 noiembrie 2019", "d20191101"), ("29.02.2020", "d20200229"),
            ("08 . 10 . 2008", "d20081008"), ("11 nov. 2021", "d20211111"),
            ("12.111.1974", "d19740312"), ("12.1V.1974", "d19740412"), ("8 mai '96", "d19960508"),
            ("8 mai ’96", "d19960508"), ("întâi septembrie 1999", "d19990901"),
            ("1 (unu) mai 2020", "d20200501"), ("5 Decemvrie 1938", "d19381205"),
            ("douăzeci și unu martie 1956", "d19560321"),
        ])
    func otherDates(text: String, key: String) {
        #expect(keys(text) == [key])
    }

    @Test(
        "days that no calendar has are no dates",
        arguments: [
            "31.02.2021", "29.02.2021", "12.ll.1974", "12 111 1974", "două mai 20",
            "treizeci și unu iunie 1961",
        ])
    func impossibleDates(text: String) {
        #expect(!keys(text).contains { $0.hasPrefix("d") })
    }

    @Test(
        "dates that fields are read from are found, and lists and codes are no dates",
        arguments: [
            ("12,03.2021", ["d20210312"]), ("2021/03/12", ["d20210312"]),
            ("7 septemhrie 2020", ["d20200907"]),
            ("anul 2021 luna martie ziua 12", ["d20210312"]), ("12 martie 1750", ["d17500312"]),
            ("art. 3,4,12", []), ("51.02.01.03", []), ("5 i 2020", []), ("12.03\n.2021", ["a1203"]),
            ("Încheiat azi, 12.03.2021, la sediu", ["d20210312"]),
        ])
    func sharedDates(text: String, expected: [String]) {
        #expect(keys(text) == expected)
    }

    @Test("a key stands for the words that it was read from")
    func places() {
        let text = SearchTokens("din ziua de 12 martie 2021, suma de 1.234,50lei plus")
        let keys = KeyFinder.keys(in: text)
        #expect(keys.map(\.text) == ["d20210312", "a123450"])
        #expect(keys.map(\.tokens) == [3..<6, 8..<11])
    }

    @Test(
        "an amount has one key however it is grouped",
        arguments: [
            ("1.718.283,07 lei", "a171828307"), ("1718283.07", "a171828307"),
            ("1 718 283,07 RON", "a171828307"), ("1,718,283.07", "a171828307"),
            ("1 718.283.07", "a171828307"), ("1.718.283 lei", "a171828300"),
            ("1718283 lei", "a171828300"), ("12.345", "a1234500"), ("12.34", "a1234"),
            ("0,50", "a50"), ("1.234,56", "a123456"), ("1\u{A0}234,56", "a123456"),
            ("RON 100", "a10000"),
        ])
    func amounts(text: String, key: String) {
        #expect(keys(text) == [key])
    }

    @Test(
        "plain numbers and version-like numbers are no amounts",
        arguments: ["1718283", "1.2.3.4", "007.500", "19,5%", "19,50 %", "40,12/3"])
    func noAmounts(text: String) {
        #expect(keys(text).isEmpty)
    }

    @Test(
        "the spelling of before 1993 leads to today's",
        arguments: [
            ("Hotărîrea", ["hotararea"]), ("cuvînt", ["cuvant"]), ("cînd", ["cand"]),
            ("sînt", ["sunt"]), ("sînteți", ["sunteti"]), ("neînregistrat", []),
            ("reînnoire", []), ("coborî", []), ("în", []), ("HOTĂRI\u{302}RE", ["hotarare"]),
        ])
    func oldSpelling(text: String, expected: [String]) {
        #expect(keys(text) == expected)
    }

    @Test(
        "identifiers are found without their spaces and letters",
        arguments: [
            ("RO12345678", ["12345678"]), ("nr162830", ["162830"]), ("J22", []),
            ("RO49 AAAA 1B31 0075 9384 0000", ["ro49aaaa1b31007593840000"]),
            ("RO49 AAAA 1B31", []),
        ])
    func identifiers(text: String, expected: [String]) {
        #expect(keys(text) == expected)
    }

    @Test("a word broken at the end of a line is found whole, a hyphen within the line is not")
    func brokenWords() {
        #expect(keys("angaja-\nment") == ["angajament"])
        #expect(keys("angaja\u{AD}\nment") == ["angajament"])
        #expect(keys("s-a Iași-\nCluj 12-\n13").isEmpty)
    }
}
