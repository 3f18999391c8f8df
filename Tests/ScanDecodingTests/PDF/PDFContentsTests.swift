import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import ScanDecoding

@Suite("What a PDF holds besides its pages")
struct PDFContentsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("a plain PDF leaves no doubt")
    func plain() async throws {
        #expect(try await doubts(.typed(["Adresa nr. 12"])).isEmpty)
    }

    @Test("files within a PDF are told with their number and kind, wherever they hang, and once")
    func attachments() async throws {
        var pdf = SmallPDF.typed(["Factura nr. 12"])
        let xml = pdf.add(stream: "/Type /EmbeddedFile /Subtype /text#2Fxml", Array("<x/>".utf8))
        let other = pdf.add(stream: "/Type /EmbeddedFile", Array("x".utf8))
        let first = pdf.add("<< /Type /Filespec /F (a) /EF << /F \(xml) 0 R >> >>")
        let second = pdf.add("<< /Type /Filespec /F (b.pdf) /EF << /F \(other) 0 R >> >>")
        let leaf = pdf.add("<< /Names [(a) \(first) 0 R (b) \(second) 0 R] >>")
        pdf.catalog = "/Names << /EmbeddedFiles << /Kids [\(leaf) 0 R] >> >> /AF [\(first) 0 R]"
        let found = try await doubts(pdf)
        #expect(found.map(\.code) == ["pdf-has-attachments"])
        #expect(found.first?.message.hasPrefix("2 files lie within the PDF (1 of them XML") == true)
    }

    @Test("a portfolio is told, also one whose files are gone, and a file pinned to a page")
    func portfolio() async throws {
        var cover = SmallPDF.typed(["Acest portofoliu se deschide cu alt program"])
        cover.catalog = "/Collection << /Type /Collection >>"
        #expect(try await doubts(cover).first?.message.contains("only the cover") == true)
        var pinned = SmallPDF()
        let file = pinned.add(stream: "/Type /EmbeddedFile", Array("x".utf8))
        let font = pinned.helvetica()
        pinned.page(
            "BT /F1 12 Tf 60 700 Td (Anexa) Tj ET", resources: "/Font << /F1 \(font) 0 R >>",
            entries: "/Annots [<< /Subtype /FileAttachment /FS << /EF << /F \(file) 0 R >> >> >>]")
        #expect(try await doubts(pinned).map(\.code) == ["pdf-has-attachments"])
    }

    @Test("a form whose pages only stand in for it is told, one whose fields are drawn is not")
    func forms() async throws {
        var standIn = SmallPDF.typed(["Please wait"])
        let data = standIn.add(stream: "", Array("<data><suma>4417</suma></data>".utf8))
        standIn.catalog = "/NeedsRendering true /AcroForm << /Fields [] /XFA \(data) 0 R >>"
        #expect(try await doubts(standIn).map(\.code) == ["pdf-form-unread"])
        var drawn = SmallPDF()
        let form = drawn.add(stream: "", Array("<data/>".utf8))
        let font = drawn.helvetica()
        drawn.page(
            "BT /F1 12 Tf 60 700 Td (Cerere) Tj ET", resources: "/Font << /F1 \(font) 0 R >>",
            entries: "/Annots [<< /Subtype /Widget /FT /Tx /V (4417) /Rect [0 0 9 9] >>]")
        drawn.catalog = "/AcroForm << /Fields [] /XFA \(form) 0 R >>"
        #expect(try await doubts(drawn).isEmpty)
    }

    @Test("films and hidden layers are told")
    func mediaAndLayers() async throws {
        var pdf = SmallPDF()
        let layer = pdf.add("<< /Type /OCG /Name (x) >>")
        let font = pdf.helvetica()
        pdf.page(
            "BT /F1 12 Tf 60 700 Td (Plan) Tj ET", resources: "/Font << /F1 \(font) 0 R >>",
            entries: "/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] >>]")
        pdf.catalog = "/OCProperties << /OCGs [\(layer) 0 R] /D << /OFF [\(layer) 0 R] >> >>"
        #expect(try await doubts(pdf).map(\.code) == ["pdf-has-media", "pdf-hidden-layers"])
    }

    @Test("a tree of names that names itself comes to an end")
    func loop() async throws {
        var pdf = SmallPDF.typed(["Adresa"])
        let node = pdf.add("<< /Kids [3 0 R] >>")
        pdf.catalog = "/Names << /EmbeddedFiles << /Kids [\(node) 0 R \(node) 0 R] >> >>"
        #expect(try await doubts(pdf).isEmpty)
    }

    private func doubts(_ pdf: SmallPDF) async throws -> [Doubt] {
        let path = try folder.write("x.pdf", pdf.bytes)
        return try await ScanDecoder(path: path, limits: Fixtures.limits).survey().doubts
    }
}
