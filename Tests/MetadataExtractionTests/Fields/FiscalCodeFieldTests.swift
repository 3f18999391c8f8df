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

    @Test("a right code is confirmed by two signs of whose it is, and probable by one")
    func signs() throws {
        let head =
            "PRIMĂRIA COMUNEI ALFA\nCod fiscal 18547290\n\n\nREFERAT DE NECESITATE\nNr. 3 din 02.03.2020"
        let letterhead = try #require(try extract(head)[.issuerCUI])
        #expect(letterhead.check == .passed && letterhead.state == .probable)
        let both = try extract(
            """
            Furnizor                      Cumpărător
            ALFA TEST SRL                 PRIMĂRIA COMUNEI BETA
            CUI 18547290                  CUI SECOND

            FACTURA
            Nr. 3
            """.replacing("SECOND", with: "22222229"))
        #expect(both[.issuerCUI]?.state == .confirmed)
        #expect(both[.recipientCUI]?.state == .confirmed)
    }

    @Test("on a receipt the beneficiary of the money made the paper")
    func beneficiary() throws {
        let found = try extract(
            """
            CHITANȚĂ
            Nr. 8091

            Plătitor                 Suma
            Ionescu Radu             306,00 lei

            Beneficiar               Cod fiscal
            Primăria comunei Alfa    18547290
            """)
        #expect(found[.issuerCUI]?.value == "18547290")
        #expect(found[.recipientCUI] == nil)
    }
}
