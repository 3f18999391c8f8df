import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import ScanDecoding

@Suite struct PDFTextTests {
    @Test("a sound text layer stands for the page, with boxes at 300 dots per inch")
    func soundLayer() async throws {
        let decoded = try await decodeFirstPage(Fixtures.format("pdf-text.pdf")).page
        guard case .text(let layer) = decoded.page else {
            throw FixtureError(description: "the text layer was refused")
        }
        let page = layer.text
        #expect(page.text == "Registrul general 2024\n")
        #expect(page.engine == "pdf text layer")
        for word in page.words {
            #expect(word.box.left >= 0 && word.box.right <= page.width)
            #expect(word.box.top >= 0 && word.box.bottom <= page.height)
            #expect(word.box.width > word.box.height)
        }
    }

    @Test("a born-digital page of the batch is read with its diacritics")
    func bornDigital() async throws {
        let truth = try TruthPage.load("S0012")
        let decoded = try await decodeFirstPage(Fixtures.batch(truth.file)).page
        guard case .text(let layer) = decoded.page else {
            throw FixtureError(description: "the text layer was refused")
        }
        let page = layer.text
        // Columns may be read in another order than the truth has them.
        let printed = truth.text.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(page.words.map(\.text).sorted() == printed.sorted())
    }

    @Test(
        "a text layer of garbage is refused and the page is drawn",
        arguments: ["pdf-text-private.pdf", "pdf-text-unmapped.pdf"])
    func garbageLayer(_ name: String) async throws {
        let image = try await firstImage(Fixtures.format(name)).image
        #expect(image.paperBrightness > 200)
    }

    @Test(
        "a layout that is not well formed is no text",
        arguments: [
            "", "<doc></doc>", "\u{1}<page/>",
            "<doc><page width='10' height='10'>\u{1}</page></doc>",
        ])
    func malformedLayout(_ layout: String) {
        #expect(PDFTextLayer.page(fromLayout: Array(layout.utf8)) == nil)
    }

    @Test("numbers out of all bounds in a layout become zero")
    func absurdLayout() throws {
        let layout = """
            <doc><page width="1e300" height="nan"><line>\
            <word xMin="-inf" yMin="x" xMax="72" yMax="1e7">şi</word></line></page></doc>
            """
        let page = try #require(PDFTextLayer.page(fromLayout: Array(layout.utf8)))
        #expect(page.width == 1 && page.height == 1)
        #expect(page.lines.map(\.text) == ["și"])
        #expect(
            page.lines.map(\.box) == [BoundingBox(left: 0, top: 0, right: 300, bottom: 0)])
    }
}
