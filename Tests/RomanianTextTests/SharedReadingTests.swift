import ArchiveModel
import RomanianText
import Testing

/// Where extraction and search read differently, and that they do so by options alone.
@Suite("Shared readers")
struct SharedReadingTests {
    private func unasked(_ text: String) -> String? {
        DateReader(years: 1...9999).read(
            in: Fold.bytes(of: text), at: 0, allowing: .unaskedShortYear)?
            .date.iso
    }

    @Test("fields believe the years of a modern administration, search those of old papers too")
    func years() {
        let text = Fold.bytes(of: "12 martie 1750")
        #expect(DateReader().read(in: text, at: 0) == nil)
        #expect(DateReader(years: 1...9999).read(in: text, at: 0)?.date.iso == "1750-03-12")
    }

    @Test(
        "a short year that nobody asked for stands between equal marks, not commas",
        arguments: [
            ("12.03.21", "2021-03-12"), ("12-03-21", "2021-03-12"), ("3,4,12", nil),
            ("12.03-21", nil), ("12,03.2021", "2021-03-12"), ("5 mai 20", "2020-05-05"),
        ] as [(String, String?)])
    func shortYear(_ text: String, _ iso: String?) {
        #expect(unasked(text) == iso)
    }

    @Test("the end of a code is no date with a short year")
    func code() {
        let text = Fold.bytes(of: "51.02.01.03")
        let reader = DateReader()
        #expect(reader.read(in: text, at: 3, allowing: .unaskedShortYear) == nil)
        #expect(reader.read(in: text, at: 3, allowing: .shortYear)?.date.iso == "2003-01-02")
    }

    @Test("whether an amount has a mark or a currency is said apart")
    func marks() {
        let reader = AmountReader()
        #expect(reader.read(in: Fold.bytes(of: "1 718 283"), at: 0)?.isMarked == false)
        #expect(reader.read(in: Fold.bytes(of: "1 718 283"), at: 0)?.isFormatted == true)
        #expect(reader.read(in: Fold.bytes(of: "1718283 lei"), at: 0)?.currency == "LEI")
        #expect(reader.read(in: Fold.bytes(of: "0.234"), at: 0) == nil)
    }

    @Test("no amount and no date goes over the end of a line")
    func lines() {
        #expect(AmountReader().read(in: Array("1.234\n567,00".utf8), at: 0)?.hundredths == 123_400)
        #expect(DateReader().read(in: Array("12.03\n.2021".utf8), at: 0) == nil)
    }

    @Test("a table adds names of months and currencies to the usual ones")
    func adding() {
        let months = MonthNames(adding: ["Ghenar": 1])
        #expect(months.month(Array("ghenar".utf8)) == 1 && months.month(Array("mai".utf8)) == 5)
        #expect(months.month(exactly: "xii") == 12 && months.month(exactly: "septemhrie") == nil)
        let reader = AmountReader(adding: ["franci": "CHF"])
        #expect(reader.currencies["franci"] == "CHF" && reader.currencies["lei"] == "LEI")
    }
}
