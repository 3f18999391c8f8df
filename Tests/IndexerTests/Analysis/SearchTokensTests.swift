import Testing

@testable import Indexer

@Suite struct SearchTokensTests {
    @Test(
        "case, marks and both encodings of ș and ț do not matter",
        arguments: [
            ("HOTĂRÂRE hotărâre Hotarare", ["hotarare", "hotarare", "hotarare"]),
            ("Plati Plăți PLĂŢI", ["plati", "plati", "plati"]),
            ("țară ţară tara", ["tara", "tara", "tara"]),
            ("șef şef s\u{326}ef s\u{327}ef", ["sef", "sef", "sef", "sef"]),
            ("înființat i\u{302}nființat", ["infiintat", "infiintat"]),
            ("JUDEŢUL IAȘI", ["judetul", "iasi"]),
            ("Straße Łódź ﬁnal ＡＢ１", ["strasse", "lodz", "final", "ab1"]),
            ("ΑΘΉΝΑ Москва", ["αθηνα", "москва"]),
            ("s-a într-un S.R.L.", ["s", "a", "intr", "un", "s", "r", "l"]),
            ("1.234,56 12.03.2021", ["1", "234", "56", "12", "03", "2021"]),
            ("🙂 !!! — \u{301}", []),
        ])
    func folds(text: String, words: [String]) {
        // Accents of Greek are part of the letter there and stay.
        let expected = words.map { $0 == "αθηνα" ? "αθήνα" : $0 }
        #expect(SearchTokens.words(text) == expected)
    }

    @Test("each word knows where it stands")
    func ranges() {
        let text = "În ședința: 1,5 a\u{306}x"
        let folded = SearchTokens(text)
        let pieces = folded.tokens.map {
            String(decoding: folded.source[$0.source], as: UTF8.self)
        }
        #expect(pieces == ["În", "ședința", "1", "5", "a\u{306}x"])
        #expect(folded.tokens.map(\.isNumber) == [false, false, true, true, false])
    }

    @Test("a word without end is cut, everywhere alike")
    func longWord() {
        let long = String(repeating: "ă", count: 10_000)
        #expect(SearchTokens.words(long) == [String(repeating: "a", count: 64)])
        let cyrillic = SearchTokens.words(String(repeating: "ж", count: 100))
        #expect(cyrillic.count == 1)
        #expect(cyrillic[0].allSatisfy { $0 == "ж" })
    }
}
