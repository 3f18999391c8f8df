import ArchiveModel
import Testing

@testable import MetadataExtraction

@Suite("Fields of fiscal codes")
struct FiscalCodeFieldTests {
    @Test("a code with a wrong check digit is kept as printed, flagged and less sure")
    func failed() throws {
        let found = try extract("FACTURA\nNr. 3\nFurnizor: ALFA TEST SRL, CUI 18547291")
        let field = try #require(found[.issuerCUI])
        #expect(field.value == "18547291")
        #expect(field.check == .failed)
        #expect(field.confidence < Confidence(0.5))
    }

    @Test("misread letters become digits only when the check digit then holds; raw text stays")
    func repaired() throws {
        let found = try extract("FACTURA\nNr. 3\nFurnizor: ALFA TEST SRL, C.U.I. RO1B5472g0")
        #expect(found[.issuerCUI] == nil)
        let other = try extract("FACTURA\nNr. 3\nFurnizor: ALFA TEST SRL, C.U.I. RO1854729O")
        let field = try #require(other[.issuerCUI])
        #expect(field.value == "18547290")
        #expect(field.evidence?.raw == "RO1854729O")
        #expect(field.check == .confirmed)
    }

    @Test("a personal number or a bare number is no fiscal code")
    func bare() throws {
        let found = try extract("FACTURA\nNr. 3\nFurnizor 18547290\nCod fiscal 3100312220016")
        #expect(found[.issuerCUI] == nil)
        #expect(found[.recipientCUI] == nil)
    }
}
