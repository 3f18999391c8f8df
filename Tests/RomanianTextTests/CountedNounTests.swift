import RomanianText
import Testing

@Suite struct CountedNounTests {
    @Test(
        "numbers take the noun as Romanian writes it",
        arguments: [
            (0, "0 file"), (1, "1 filă"), (2, "2 file"), (19, "19 file"), (20, "20 de file"),
            (100, "100 de file"), (101, "101 file"), (119, "119 file"), (120, "120 de file"),
        ])
    func nouns(count: Int, text: String) { #expect(CountedNoun.sheets.text(count) == text) }

    @Test("numbers that follow each other are one run, from three on")
    func runs() {
        #expect(NumberRuns.text(of: []) == "")
        #expect(NumberRuns.text(of: [1, 3, 4, 6, 7, 8, 9, 12]) == "1, 3, 4, 6–9, 12")
    }
}
