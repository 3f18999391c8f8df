import RomanianText
import Testing

@Suite("Folding")
struct FoldTests {
    @Test(
        "both encodings of marks, composed or not, and wrongly read CP1250 fold alike",
        arguments: [
            ("JUDEŢUL IAȘI", "judetul iasi"), ("Județul Iaşi", "judetul iasi"),
            ("s\u{327}i t\u{326}i", "si ti"), ("ªi primãria", "si primaria"),
            ("HOTĂRÂRE", "hotarare"), ("„Străzi” – anexă", "\"strazi\" - anexa"),
        ])
    func folds(_ text: String, _ folded: String) {
        #expect(String(decoding: Fold.bytes(of: text), as: UTF8.self) == folded)
    }

    @Test("each folded byte leads back to its word")
    func owners() throws {
        let text = FoldedWords(["Nr.", "Æ7", "", "ș"])
        #expect(String(decoding: text.bytes, as: UTF8.self) == "nr. ae7  s")
        #expect(text.words(in: 0..<3) == 0..<1)
        #expect(text.words(in: 4..<7) == 1..<2)
        #expect(text.words(in: 9..<10) == 3..<4)
        #expect(text.words(in: 40..<50).isEmpty)
    }

    @Test(
        "phrases are found in broken, spaced and slightly misread words",
        arguments: [
            ("factura fiscala", "FACTURA  FISCALĂ"), ("hotararea", "H O T Ă R Â R E A Nr. 3"),
            ("decizie de impunere", "DECIZIE DE IMPUNFRE"), ("romania", "ROM AN IA"),
            ("cui", "C.U.1.: 27"), ("nr", "nr245"),
        ])
    func finds(_ phrase: String, _ text: String) throws {
        let phrase = try #require(Phrase(phrase))
        #expect(phrase.firstMatch(in: FoldedWords(text)) != nil)
    }

    @Test(
        "phrases are not found within other words or when too much differs",
        arguments: [
            ("cui", "cuiva"), ("suma", "consuma 3"), ("chitanta", "speranta"), ("nr", "ne. 3"),
        ])
    func refuses(_ phrase: String, _ text: String) throws {
        let phrase = try #require(Phrase(phrase))
        #expect(phrase.firstMatch(in: FoldedWords(text)) == nil)
    }
}
