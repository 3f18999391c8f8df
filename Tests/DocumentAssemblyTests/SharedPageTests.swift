import ArchiveModel
import DocumentAssembly
import DomainTables
import Testing

struct SharedPageTests {
    private func doubt(about page: RecognizedPage) throws -> String? {
        try EvidenceReader(rules: MetadataRules()).doubt(about: page)?.code
    }

    /// A paper that takes the upper half of a page.
    private static func half(_ title: String) -> SyntheticPage {
        var page = SyntheticPage()
        page.add("Primăria comunei Valea Mică", "Nr. 4711 din 12.03.2024")
        page.addCentred(title)
        page.addProse(downTo: 0.4)
        return page
    }

    @Test("two papers one above the other on a page are doubtful")
    func oneAboveTheOther() throws {
        var page = Self.half("REFERAT DE NECESITATE")
        page.leave(downTo: 0.55)
        page.add("Primăria comunei Valea Mică", "Nr. 4712 din 13.03.2024")
        page.addCentred("REFERAT DE NECESITATE")
        page.addProse(downTo: 0.9)
        #expect(try doubt(about: page.reading) == "page-two-papers")
    }

    @Test("two papers side by side on a page are doubtful")
    func sideBySide() throws {
        let half = Self.half("REFERAT DE NECESITATE").reading
        var page = half
        page.width = half.width * 2
        // One line across both, as recognition gives it.
        for index in page.lines.indices {
            page.lines[index].words += half.lines[index].words.map { word in
                var word = word
                word.box.left += half.width
                word.box.right += half.width
                return word
            }
        }
        #expect(try doubt(about: page) == "page-two-papers")
    }

    @Test(
        "a paper with an empty band, with a second title that is no beginning, or alone in its half is not"
    )
    func onePaper() throws {
        let half = Self.half("REFERAT DE NECESITATE")
        #expect(try doubt(about: half.reading) == nil)
        var banded = half
        banded.leave(downTo: 0.55)
        banded.addProse(downTo: 0.9)
        #expect(try doubt(about: banded.reading) == nil)
        var titled = half
        titled.leave(downTo: 0.55)
        titled.addCentred("FACTURA FISCALA")
        titled.addProse(downTo: 0.9)
        #expect(try doubt(about: titled.reading) == nil)
    }

    @Test("pages of any form have an answer")
    func hostile() throws {
        let word = Word(
            text: "FACTURA",
            box: BoundingBox(left: .min, top: .min, right: .max, bottom: .max),
            confidence: Confidence(0.5))
        let lines = (0..<50).map { _ in TextLine(words: [word, word], block: 0) }
        for size in [0, 1, Int.max] {
            let page = RecognizedPage(width: size, height: size, lines: lines, engine: "test")
            #expect(try doubt(about: page) == nil)
        }
    }
}
