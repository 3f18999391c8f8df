import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import ScanDecoding

@Suite("Words of a text layer")
struct LayerWordsTests {
    @Test("raised figures belong to the word before them, lowered ones too, as plain figures")
    func raised() {
        #expect(texts([w("12", 100, 140), w("1", 141, 150, top: 96, bottom: 118)]) == ["12¹"])
        #expect(
            texts([w("12", 100, 140), w("15", 141, 160, top: 96, bottom: 118), w(",", 161, 166)])
                == ["12¹⁵,"])
        #expect(texts([w("m", 100, 130), w("2", 131, 140, top: 96, bottom: 118)]) == ["m²"])
        #expect(texts([w("CO", 100, 150), w("2", 151, 160, top: 122, bottom: 146)]) == ["CO2"])
    }

    @Test("words that stand apart stay apart, a word in two types is one")
    func apart() {
        #expect(texts([w("12", 100, 140), w("1", 150, 160, top: 96, bottom: 118)]) == ["12", "1"])
        #expect(texts([w("55", 100, 140), w("21/2024", 141, 260)]) == ["5521/2024"])
        #expect(texts([w("nr.", 100, 140), w("21", 146, 180)]) == ["nr.", "21"])
    }

    @Test("leaders are no words and part those at their ends")
    func leaders() {
        #expect(texts([w("Taxe......................17", 100, 900)]) == ["Taxe", "17"])
        #expect(
            texts([w("Anexa", 100, 200), w("________", 205, 500), w("3", 510, 520)]) == [
                "Anexa", "3",
            ])
        #expect(
            texts([w("str.", 100, 150), w("………", 160, 300), w(".", 310, 314), w(".", 320, 324)])
                == ["str."])
        #expect(
            texts([w("etc...", 100, 150), w("-", 160, 170), w("da", 180, 200)]) == [
                "etc...", "-", "da",
            ])
    }

    @Test("a page full of leaders is sound")
    func sound() async throws {
        let folder = try TemporaryFolder()
        let lines = ["Dispozitii generale", "Taxe locale", "Anexa cu tarife", "Formulare"].map {
            $0 + String(repeating: ".", count: 70) + "17"
        }
        let path = try folder.write("x.pdf", SmallPDF.typed(lines).bytes)
        guard case .text(let layer) = try await decodeFirstPage(path).page.page else {
            throw FixtureError(description: "the text layer was refused")
        }
        #expect(layer.text.lines.map(\.text).sorted().last == "Taxe locale 17")
    }

    private func w(
        _ text: String, _ left: Int, _ right: Int, top: Int = 100, bottom: Int = 142
    ) -> Word {
        Word(
            text: text, box: BoundingBox(left: left, top: top, right: right, bottom: bottom),
            confidence: Confidence(0.99))
    }

    private func texts(_ words: [Word]) -> [String] {
        let page = RecognizedPage(
            width: 2479, height: 3508, lines: [TextLine(words: words, block: 0)], engine: "layer")
        return LayerWords.mended(page).words.map(\.text)
    }
}
