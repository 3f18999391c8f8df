import ArchiveModel
import Testing

@testable import MetadataExtraction

@Suite("Misread labels and negative amounts")
struct MisreadLabelTests {
    private func letter(_ line: String) throws -> ExtractedDocument {
        try extract(
            """
            ORAȘUL EXEMPLU
            \(line)

            Nr. 45 din 12.03.2024
                              ADRESĂ

            Vă comunicăm că lucrările sunt gata.
            """)
    }

    @Test(
        "a label with letters misread keeps its code when the check digit is right",
        arguments: [
            "C.L.E.", "C.L.F.", "C.I.E.", "C.1.F.", "CLF", "CIE", "G.I.F.", "C.I.P.", "C.V.I.",
            "C.U.L.", "GUI", "Cod fiscal", "C0d fiscol", "Cod flscai",
            "Cod de inregistrare fiscaia",
            "Cad de înreqistrare fiscală", "Codul fiseal", "C.U.I", "CIF:",
        ])
    func labels(_ label: String) throws {
        for code in [
            "18547290", "RO18547290", "RO 18547290", "R018547290", "RQ18547290", "R0 18547290",
        ] {
            let found = try letter("\(label) \(code)")
            #expect(found.value("issuer_cui") == "18547290", "\(label) \(code)")
        }
    }

    @Test(
        "a misread label proves nothing when the check digit is wrong or the word is another",
        arguments: [
            "C.L.E. 18547291", "Tel. 18547290", "Cod poștal 18547290", "ele 185", "Cont 18547290",
            "Nr. 18547290", "ORI 18547291",
        ])
    func others(_ line: String) throws {
        #expect(try letter(line).value("issuer_cui") == nil)
    }

    private func invoice(_ total: [String], word: String = "FACTURĂ FISCALĂ") throws -> String? {
        try extract(
            """
                          \(word)
            Seria TE Nr. 77   Data: 02.04.2024
            Furnizor: ALFA TEST SRL
            C.I.F. RO18547290

            \(total.joined(separator: "\n"))
            """
        ).value("total_amount")
    }

    @Test("totals below nothing are negative in each form")
    func negative() throws {
        #expect(try invoice(["Total de plată          -119,00"]) == "-119.00")
        #expect(try invoice(["Total de plată: -1.119,00 lei"]) == "-1119.00")
        #expect(try invoice(["Total de plată          −119,00"]) == "-119.00")
        for form in ["119,00-", "(119,00)", "- 119,00"] {
            let storno = ["Factură storno la factura 12", "Total de plată          \(form)"]
            #expect(try invoice(storno) == "-119.00", "\(form)")
        }
    }

    @Test("dashes and brackets around other totals make them no less")
    func protected() throws {
        #expect(try invoice(["Total de plată          -119,00-"]) == "119.00")
        #expect(try invoice(["Total de plată          =119,00="]) == "119.00")
        #expect(try invoice(["Total de plată          119,00-"]) == "119.00")
        #expect(try invoice(["Total de plată (cu TVA) - 119,00 lei"]) == "119.00")
    }

    @Test("a total on the line below its label is read, wherever it stands there")
    func below() throws {
        let right = String(repeating: " ", count: 50)
        #expect(try invoice(["TOTAL DE PLATĂ", right + "2.380,00"]) == "2380.00")
        #expect(try invoice(["TOTAL DE PLATĂ", "2.380,00 lei"]) == "2380.00")
        #expect(try invoice(["TOTAL DE PLATĂ", "din care TVA" + right + "380,00"]) == nil)
    }
}
