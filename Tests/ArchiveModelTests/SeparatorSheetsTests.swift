import ArchiveModel
import Testing

@Suite struct SeparatorSheetsTests {
    private let sheets = SeparatorSheets()

    private func code(_ symbology: Barcode.Symbology, _ text: String = "") -> Barcode {
        Barcode(symbology, text: text, box: BoundingBox(left: 0, top: 0, right: 9, bottom: 9))
    }

    private func kind(
        _ code: Barcode, letters: Int, by sheets: SeparatorSheets = SeparatorSheets()
    ) -> SeparatorSheets.Kind {
        sheets.kind(with: [code], letters: { letters })
    }

    @Test(
        "the configured text makes a separator of a sheet, and on a page of print it is a mark",
        arguments: [Barcode.Symbology.code39, .code128, .qr])
    func payload(_ symbology: Barcode.Symbology) {
        #expect(kind(code(symbology, "ARH-SEP"), letters: 60) == .separator)
        #expect(kind(code(symbology, "ARH-SEP"), letters: 900) == .pageWithMark)
    }

    @Test(
        "a page with another text is no separator",
        arguments: ["ARH-SEP-2", "arh-sep", " ARH-SEP", "", "7501031311309", "ARH-DOS"])
    func otherText(_ text: String) {
        #expect(kind(code(.qr, text), letters: 0) == .page)
    }

    @Test("a text that was cut is no separator, whatever it begins with")
    func cutText() {
        let long = String(repeating: "A", count: 4_000)
        let configured = SeparatorSheets(payloads: [code(.qr, long).text])
        #expect(kind(code(.qr, long), letters: 0, by: configured) == .page)
    }

    @Test("a patch code or a dossier makes a separator of a sheet with little print")
    func marks() {
        for mark in [code(.patchT), code(.qr, "ARH-DOS|IV.B.3|2024|17")] {
            #expect(kind(mark, letters: 60) == .separator)
            #expect(kind(mark, letters: 900) == .page)
        }
        let configured = SeparatorSheets(patches: [.patch2])
        #expect(kind(code(.patch2), letters: 0) == .page)
        #expect(kind(code(.patch2), letters: 0, by: configured) == .separator)
    }

    @Test("letters are counted only where they matter")
    func counting() {
        func count() -> Int {
            Issue.record("counted")
            return 0
        }
        #expect(sheets.kind(with: [], letters: count) == .page)
        #expect(sheets.kind(with: [code(.code128, "12/2024")], letters: count) == .page)
    }
}
