import ArchiveModel
import RomanianText
import Testing

/// Every way to write a day, made of parts, so that no single form is learnt by heart.
@Suite("Forms of dates")
struct DateFormsTests {
    private static let names = [
        "ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august",
        "septembrie", "octombrie", "noiembrie", "decembrie",
    ]
    private static let short = [
        "ian", "feb", "mar", "apr", "mai", "iun", "iul", "aug", "sep", "oct", "nov", "dec",
    ]
    private static let roman = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ]

    private func date(_ text: String, _ leniency: DateReader.Leniency = []) -> String? {
        let reader = DateReader()
        return reader.first(in: FoldedWords(text), allowing: leniency)?.date.iso
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    @Test("a month stands in figures, in Roman numerals, in words or short", arguments: 1...12)
    func months(_ month: Int) {
        let (name, short, roman) = (
            Self.names[month - 1], Self.short[month - 1], Self.roman[month - 1]
        )
        let texts = [
            "7.\(two(month)).1974", "7/\(two(month))/1974", "07 . \(two(month)) . 1974",
            "7.\(roman).1974", "7-\(roman)-1974", "7 / \(roman) / 1974", "7 \(name) 1974",
            "7 \(name.uppercased()) 1974", "7-\(name)-1974", "7 \(short) 1974", "7 \(short). 1974",
            "7-\(short)-1974", "luni, 7 \(name) 1974", "ziua 7 luna \(name) anul 1974",
            "ziua de 7 a lunii \(name) anul 1974", "anul 1974, luna \(two(month)), ziua 7",
            "7 luna \(two(month)) anul 1974", "ziua ..7.. luna ..\(two(month)).. anul ..1974..",
            "7 \(name) '74", "7 \(name) ’74", "7.\(two(month)).'74", "1974-\(two(month))-07",
            "1974.\(two(month)).07", "7 (șapte) \(name) 1974", "șapte \(name) 1974",
        ]
        for text in texts { #expect(date(text) == "1974-\(two(month))-07", "\(text)") }
        #expect(date("7.\(two(month)).74", .shortYear) == "1974-\(two(month))-07")
    }

    @Test(
        "Roman numerals are read through misread strokes only where one month can be meant",
        arguments: [
            ("12.111.1974", 3), ("12.Ill.1974", 3), ("12.l11.1974", 3), ("12.1V.1974", 4),
            ("12.V1.1974", 6), ("12.Vl1.1974", 7), ("12.V111.1974", 8), ("12.1X.1974", 9),
            ("12.X1.1974", 11), ("12.Xll.1974", 12), ("12.l.1974", 1), ("12.II.1974", 2),
            ("12.11.1974", 11), ("12.ll.1974", nil), ("12.1l.1974", nil), ("12.1111.1974", nil),
            ("12.XV.1974", nil), ("12.VX.1974", nil),
        ] as [(String, Int?)])
    func misreadRoman(_ text: String, _ month: Int?) {
        #expect(date(text) == month.map { "1974-\(two($0))-12" })
    }

    @Test(
        "the first and other days stand in words",
        arguments: [
            ("întâi septembrie 1999", "1999-09-01"), ("1 întâi", nil),
            ("1 (întâi) mai 2003", "2003-05-01"), ("14 (paisprezece) mai 2024", "2024-05-14"),
            ("douăzeci și unu martie 1956", "1956-03-21"), ("treizeci iunie 1961", "1961-06-30"),
            ("treizeci și unu iunie 1961", nil), ("trei mai", nil), ("două mai 20", nil),
        ] as [(String, String?)])
    func words(_ text: String, _ iso: String?) {
        #expect(date(text) == iso)
    }

    @Test("two digits are years of 1950 to 2049")
    func window() {
        #expect(date("1.1.49", .shortYear) == "2049-01-01")
        #expect(date("1.1.50", .shortYear) == "1950-01-01")
        #expect(date("1 mai '00") == "2000-05-01")
    }

    @Test(
        "a day that does not exist is no date in any form",
        arguments: [
            "31.04.2024", "31.IV.2024", "31 aprilie 2024", "30 februarie '96", "29.02.2023",
            "0.05.2024", "2024-13-01", "ziua 31 luna 06 anul 2024", "12.12.2204", "5 i 2020",
        ])
    func impossible(_ text: String) {
        #expect(date(text) == nil)
    }
}
