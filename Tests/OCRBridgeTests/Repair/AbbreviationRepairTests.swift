import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import OCRBridge

@Suite("Repair of abbreviations")
struct AbbreviationRepairTests {
    private func repaired(_ texts: String, at index: Int = 0, picture: PageDrawing? = nil) -> Word?
    {
        let words = texts.split(separator: " ").map {
            Word(
                text: String($0), box: BoundingBox(left: 10, top: 10, right: 150, bottom: 50),
                confidence: Confidence(0.9))
        }
        let drawing = picture ?? PageDrawing(width: 300, height: 100)
        let repair = AbbreviationRepair(
            abbreviations: .builtIn, ink: InkGaps(in: drawing.image()))
        return repair.repaired(index, in: words)
    }

    @Test(
        "what can only be an abbreviation becomes it, in its case, and the reading is kept",
        arguments: [
            ("Nr, crt.", "Nr."), ("nr; 12", "nr."), ("art, 155", "art."), ("ALIN, (2)", "ALIN."),
            ("ar. 18,", "nr."), ("Ni. (26)", "Nr."), ("NP. 7", "NR."), ("ert. Nume", "crt."),
            ("gi a", "și"), ("TV.A. 19%", "T.V.A."), ("H.CL. 7", "H.C.L."),
            ("(TV.A.): 5", "(T.V.A.):"), ("C.L.E. 95001010", "C.I.F."),
            ("C.l.F.: RO95001010", "C.I.F.:"), ("C.LF. R0 95001010", "C.I.F."),
            ("(C.U.L.: 95001010)", "(C.U.I.:"), ("CLF R095001010", "CIF"),
        ])
    func repairs(_ read: String, _ printed: String) {
        let word = repaired(read)
        #expect(word?.text == printed)
        #expect(word?.raw == String(read.split(separator: " ")[0]))
        #expect(word?.confidence == Confidence(0.9))
    }

    @Test(
        "what is right, or may be something else, stays",
        arguments: [
            "C.L.E. este", "cle 12", "C.L.E.", "Nr. 12", "nr 12", "nr: 12", "buc, 12", "ar. com.",
            "ar", "ne. Dar", "GI 7", "Gi",
            "T.V.A.",
            "T.V.A", "TVA. Prețul", "TVA", "TV.A, 12", "TX.A. 7", "A.B.C.", "P.F.A.,",
        ])
    func leaves(_ read: String) {
        #expect(repaired(read) == nil)
    }

    @Test("a measure of land before a number stays one")
    func measure() {
        #expect(repaired("5 ar. 20", at: 1) == nil)
        #expect(repaired("strada ar. 20", at: 1)?.text == "nr.")
    }

    @Test("dots that were not read at all are restored only when the picture has all of them")
    func picture() {
        func drawing(dots: [Int], _ dirt: BoundingBox? = nil) -> PageDrawing {
            var drawing = PageDrawing(width: 300, height: 100)
            for left in [12, 60, 105] {
                drawing.fill(BoundingBox(left: left, top: 12, right: left + 30, bottom: 48))
            }
            for left in dots {
                drawing.fill(BoundingBox(left: left, top: 43, right: left + 6, bottom: 49))
            }
            if let dirt { drawing.fill(dirt) }
            return drawing
        }
        #expect(repaired("PFA. 12", picture: drawing(dots: [47, 95, 140]))?.text == "P.F.A.")
        #expect(repaired("PFA. 12", picture: drawing(dots: [140])) == nil)
        #expect(
            repaired("PFA.: 12", picture: drawing(dots: [47, 95, 138, 146]))?.text == "P.F.A.:")
        #expect(repaired("PFA.: 12", picture: drawing(dots: [138, 146])) == nil)
        #expect(repaired("PFA. 12", picture: drawing(dots: [47, 140])) == nil)
        // A speck above the line and one of a few pixels are no dots; one at a letter is part of it.
        let high = BoundingBox(left: 95, top: 15, right: 100, bottom: 20)
        #expect(repaired("PFA. 12", picture: drawing(dots: [47, 140], high)) == nil)
        let tiny = BoundingBox(left: 95, top: 46, right: 96, bottom: 49)
        #expect(repaired("PFA. 12", picture: drawing(dots: [47, 140], tiny)) == nil)
        #expect(repaired("PFA. 12", picture: drawing(dots: [42, 95, 140])) == nil)
    }

    @Test("handwriting and what was repaired before are left alone, and the count is recorded")
    func record() {
        func page(_ change: (inout Word) -> Void) -> (text: String, step: ProcessingStep?) {
            var word = Word(
                text: "Nr,", box: BoundingBox(left: 10, top: 10, right: 80, bottom: 50),
                confidence: Confidence(0.9))
            change(&word)
            let page = RecognizedPage(
                width: 300, height: 100, lines: [TextLine(words: [word], block: 0)],
                engine: "test")
            let image = PageDrawing(width: 300, height: 100).image()
            let result = PageRepair(Vocabulary { _ in true }).repaired(page, in: image)
            return (result.reading.text, result.step)
        }
        let plain = page { _ in }
        #expect(plain.text == "Nr.\n")
        #expect(plain.step?.changed == true && plain.step?.measured["abbreviations"] == 1)
        #expect(page { $0.isHandwritten = true }.text == "Nr,\n")
        #expect(page { $0.raw = "N" }.text == "Nr,\n")
    }
}
