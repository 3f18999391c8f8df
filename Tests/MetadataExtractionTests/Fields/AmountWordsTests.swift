import DomainTables
import RomanianText
import Testing

@testable import MetadataExtraction

@Suite("Amounts in words")
struct AmountWordsTests {
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
