import ArchiveModel
import RomanianText
import Testing

@Suite("Dates")
struct DateReaderTests {
    private func date(
        _ text: String, _ leniency: DateReader.Leniency = []
    ) -> String? {
        let reader = DateReader()
        return reader.first(in: FoldedWords(text), allowing: leniency)?.date.iso
    }

    @Test(
        "every usual way to write a day is read",
        arguments: [
            ("12.03.2021", "2021-03-12"), ("12/03/2021", "2021-03-12"),
            ("12-03-2021", "2021-03-12"), ("12 martie 2021", "2021-03-12"),
            ("12 MARTIE 2021", "2021-03-12"), ("12-III-2021", "2021-03-12"),
            ("12.III.2021", "2021-03-12"), ("12 mar 2021", "2021-03-12"),
            ("12 mart. 2021", "2021-03-12"), ("anul 2021 luna martie ziua 12", "2021-03-12"),
            ("ziua 12 luna 03 anul 2021", "2021-03-12"), ("24 - IX - 1987", "1987-09-24"),
            ("08 . 10 . 2008", "2008-10-08"), ("5 noi. 2019", "2019-11-05"),
            ("1 noiembrie 2019", "2019-11-01"), ("29.02.2020", "2020-02-29"),
            ("2021-03-12", "2021-03-12"), ("nr. 15241/ 19.10.2018", "2018-10-19"),
            ("162830; 12.03.2021", "2021-03-12"), ("3 iunie 2020", "2020-06-03"),
            ("3 iulie 2020", "2020-07-03"), ("7 septemhrie 2020", "2020-09-07"),
        ])
    func reads(_ text: String, _ iso: String) {
        #expect(date(text) == iso)
    }

    @Test(
        "what is no day, or may be two, is no date",
        arguments: [
            "31.02.2021", "29.02.2021", "25.02.202", "12.03.21", "51.02.01.03", "14-3-12",
            "3 iuiie 2020", "3 iunle 2020", "12 03 2021", "12 111 1974", "00.00.2020",
            "1.718.283,07",
        ])
    func refuses(_ text: String) {
        #expect(date(text) == nil)
    }

    @Test("two-digit years are a guess that must be asked for")
    func shortYears() {
        let reader = DateReader()
        let found = reader.first(in: FoldedWords("12.03.21"), allowing: .shortYear)
        #expect(found?.date.iso == "2021-03-12")
        #expect(found?.yearInferred == true)
        #expect(date("12.03.87", .shortYear) == "1987-03-12")
        #expect(date("12 03 2021", .boxes) == "2021-03-12")
    }
}
