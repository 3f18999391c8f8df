import ArchiveModel
import Testing

@testable import MetadataExtraction

@Suite("Totals")
struct TotalTests {
    @Test("the head of a column does not give the first row's amount for the total")
    func columnHead() throws {
        let found = try extract(
            """
            Primăria comunei Exemplu
            Nr. 5181 din 17.10.2023
                                  REFERAT DE NECESITATE
            Pentru aceasta este nevoie de:
            Denumire              U.M.    Cantitate   Preț estimat   Valoare
            Vopsea marcaj         bid.    8           252,92         2.023,36
            Semințe gazon         kg      10          40,13            401,30
            Coli de desen         set     3           25,45             76,35
            Total estimat                                            2.501,01
            """)
        #expect(found.value("total_amount") == "2501.01")
        #expect(found[.totalAmount]?.check == .confirmed)
    }

    @Test("a net amount and its VAT confirm a total")
    func tax() throws {
        let found = try extract(
            """
                                  FACTURA FISCALA
                              Seria AB nr. 4521
                              Data: 12.03.2020

            Total fără TVA                            1.000,00
            TVA 19%                                     190,00
            TOTAL DE PLATĂ                            1.190,00
            """)
        #expect(found.value("total_amount") == "1190.00")
        #expect(found[.totalAmount]?.check == .confirmed)
    }

    @Test("an amount whose bani were cut off is left out", arguments: ["11.096,", "11.096, lei"])
    func cut(_ amount: String) throws {
        let found = try extract(
            """
                                  FACTURA FISCALA
                              Seria AB nr. 4521
                              Data: 12.03.2020

            TOTAL DE PLATĂ                            \(amount)
            """)
        #expect(found.value("total_amount") == nil)
    }

    @Test("an amount that a gap tears apart is left out")
    func torn() throws {
        let found = try extract(
            """
                                  CHITANȚĂ
                              Seria AB nr. 4521
                              Data: 12.03.2020
            Am primit de la Octavian Unu suma de 1.39 3,00 lei
            """)
        #expect(found.value("total_amount") == nil)
    }

    @Test("decimals may stand apart from their comma on a till receipt")
    func gap() throws {
        let found = try extract(
            """
            MAGAZIN ALFA TEST SRL
            1.000 BUC x 880,84
            HARTIE COPIATOR A4          880,84 A
            TOTAL LEI                   880, 84
            TVA A 19%                   140, 64
            BON: 0170    31-12-2020 09:21
            BON FISCAL
            """)
        #expect(found.type == DocumentType(rawValue: "CHIT"))
        #expect(found.value("total_amount") == "880.84")
        #expect(found.value("number") == "0170")
        #expect(found.value("date") == "2020-12-31")
    }

    @Test("several slips on one sheet share the date, but neither number nor total")
    func slips() throws {
        let found = try extract(
            """
            TOTAL LEI                   880,84          TOTAL LEI
            TVA A 19%                   140,64          TVA A 19%
            BON: 0170    31-12-2020 09:21               BON: 0188    31-12-2020 10:11
            BON FISCAL                                  BON FISCAL
            """)
        #expect(found.value("date") == "2020-12-31")
        #expect(found.value("number") == nil)
        #expect(found.value("total_amount") == nil)
    }

    @Test("what a decision grants stands behind its words, not in its grounds")
    func grant() throws {
        let text = { (granted: String) in
            """
                                  DISPOZIȚIA NR. 948
                                  din 11.01.2019
            Primarul comunei Exemplu, având în vedere:
            - Suma de 860 lei, reprezentând contravaloarea materialelor, a fost virată.
                                  DISPUNE:
            Art. 1. Se acordă un ajutor de urgență\(granted).
            """
        }
        #expect(try extract(text("")).value("total_amount") == nil)
        #expect(try extract(text(" în cuantum de 500 lei")).value("total_amount") == "500.00")
    }

    @Test("words that say another amount make the figures doubtful")
    func contradicted() throws {
        let found = try extract(
            """
                                  CHITANȚĂ
                              Seria AB nr. 4521
                              Data: 12.03.2020
            Am primit suma de 3.155,00 lei, adică trei mii două sute cincizeci și cinci lei
            """)
        let total = try #require(found[.totalAmount])
        #expect(total.check == .failed)
        #expect(total.state == .doubtful)
    }

    @Test("the words of a label may stand behind a wide gap")
    func gapInLabel() throws {
        let found = try extract(
            """
                                  FACTURA FISCALA
                              Seria AB nr. 4521
                              Data: 12.03.2020

            TOTAL    PLATĂ (lei)                      1.190,00
            """)
        #expect(found.value("total_amount") == "1190.00")
    }
}
