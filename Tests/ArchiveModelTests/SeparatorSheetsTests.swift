import ArchiveModel
import Testing

@Suite struct SeparatorSheetsTests {
    private let sheets = SeparatorSheets()

    private func code(_ symbology: Barcode.Symbology, _ text: String = "") -> Barcode {
        Barcode(symbology, text: text, box: BoundingBox(left: 0, top: 0, right: 9, bottom: 9))
    }

    @Test(
        "the configured text makes a separator of any page, however it is drawn",
        arguments: [Barcode.Symbology.code39, .code128, .qr])
    func payload(_ symbology: Barcode.Symbology) {
        #expect(sheets.include([code(symbology, "ARH-SEP")], letters: { 5_000 }))
    }

    @Test(
        "a page with another text is no separator",
        arguments: ["ARH-SEP-2", "arh-sep", " ARH-SEP", "", "7501031311309", "ARH-DOS"])
    func otherText(_ text: String) {
        #expect(!sheets.include([code(.qr, text)], letters: { 0 }))
    }

    @Test("a text that was cut is no separator, whatever it begins with")
    func cutText() {
        let long = String(repeating: "A", count: 4_000)
        let configured = SeparatorSheets(payloads: [code(.qr, long).text])
        #expect(!configured.include([code(.qr, long)], letters: { 0 }))
    }

    @Test("a patch code or a dossier makes a separator of a sheet with little print")
    func marks() {
        for mark in [code(.patchT), code(.qr, "ARH-DOS|IV.B.3|2024|17")] {
            #expect(sheets.include([mark], letters: { 60 }))
            #expect(!sheets.include([mark], letters: { 900 }))
        }
        #expect(!sheets.include([code(.patch2)], letters: { 0 }))
        #expect(SeparatorSheets(patches: [.patch2]).include([code(.patch2)], letters: { 0 }))
    }

    @Test("letters are counted only where they matter")
    func counting() {
        func count() -> Int {
            Issue.record("counted")
            return 0
        }
        #expect(!sheets.include([], letters: count))
        #expect(!sheets.include([code(.code128, "12/2024")], letters: count))
        #expect(sheets.include([code(.code128, "ARH-SEP")], letters: count))
    }
}
