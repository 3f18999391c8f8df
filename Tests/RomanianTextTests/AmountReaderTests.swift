import RomanianText
import Testing

@Suite("Amounts")
struct AmountReaderTests {
    @Test(
        "separators group or are decimal by their place",
        arguments: [
            ("1.718.283,07 lei", "1718283.07", "LEI"), ("1718283.07", "1718283.07", nil),
            ("1 718 283,07 RON", "1718283.07", "RON"), ("1,718,283.07", "1718283.07", nil),
            ("1 718.283.07", "1718283.07", nil), ("1.718.283 lei", "1718283.00", "LEI"),
            ("12.345", "12345.00", nil), ("12.34", "12.34", nil), ("0,50", "0.50", nil),
            ("EUR 99,90", "99.90", "EUR"), ("20.000 lei vechi", "20000.00", "ROL"),
        ])
    func reads(_ text: String, _ decimal: String, _ currency: String?) {
        let found = AmountReader().all(in: FoldedWords(text))
        #expect(found.count == 1)
        #expect(found.first?.decimal() == decimal)
        #expect(found.first?.currency == currency)
    }

    @Test(
        "codes, dates, shares and joined numbers are no amounts",
        arguments: [
            "51.02.01.03", "12.03.2021", "19%", "0,1 %", "J40/1/2006", "A4", "123/45",
            "99999999999999999999,00", "007.500",
        ])
    func refuses(_ text: String) {
        #expect(AmountReader().all(in: FoldedWords(text)).isEmpty)
    }
}
