import Testing

@testable import MetadataExtraction

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
    func reads(_ text: String, _ decimal: String, _ currency: String?) throws {
        let found = try MetadataRules().labels.amountReader.all(in: FoldedWords(text))
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
    func refuses(_ text: String) throws {
        #expect(try MetadataRules().labels.amountReader.all(in: FoldedWords(text)).isEmpty)
    }

    @Test(
        "amounts in words are read with and without spaces",
        arguments: [
            (
                "un milion șapte sute optsprezece mii două sute optzeci și trei lei și 07 bani",
                171_828_307
            ),
            ("unmilionșaptesuteoptsprezecemiidouăsuteoptzecișitreileișișaptebani", 171_828_307),
            ("unasutatreizecisidoilei", 13_200), ("douăzeci și una de mii lei", 2_100_000),
            ("treizeci și patru mii trei sute șaizeci și cinci lei 66 bani", 3_436_566),
            ("paisprezece lei și cincizeci bani", 1_450),
            ("două mii șapte sute șaptezeci și trei de lei", 277_300),
        ])
    func words(_ text: String, _ hundredths: Int) throws {
        let words = try MetadataRules().labels.amountWords
        #expect(words.read(in: FoldedWords(text), from: 0) == hundredths)
    }

    @Test("words that are not understood give nothing", arguments: ["", "aptsprezece lei", "lei"])
    func noWords(_ text: String) throws {
        #expect(try MetadataRules().labels.amountWords.read(in: FoldedWords(text), from: 0) == nil)
    }
}
