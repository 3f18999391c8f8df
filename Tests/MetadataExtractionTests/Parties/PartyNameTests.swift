import ArchiveModel
import Testing

@testable import MetadataExtraction

@Suite("Names and addresses of parties")
struct PartyNameTests {
    private func check(_ page: String, _ expected: [String: String?]) throws {
        let found = try extract(page)
        for (name, value) in expected { #expect(found.value(name) == value, "\(name)") }
    }

    @Test("two blocks of an invoice, with labels in the same cell")
    func invoice() throws {
        try check(
            """
            Furnizor: S.C. ALFA TEST S.R.L.               Cumpărător: Orașul Exemplu
            Reg. com.: J40/1/2006                         C.I.F.: 4297983
            C.I.F.: RO18547290                            Sediul: Str. Mare nr. 1, oraș Exemplu
            Sediul: mun. Probă, Bd. Unirii nr. 3, bl. M6,
            jud. Sălaj

            FACTURA FISCALĂ
            Seria CE Nr. 34820
            """,
            [
                "issuer_name": "S.C. ALFA TEST S.R.L.", "recipient_name": "Orașul Exemplu",
                "issuer_address": "mun. Probă, Bd. Unirii nr. 3, bl. M6, jud. Sălaj",
                "recipient_address": "Str. Mare nr. 1, oraș Exemplu",
            ])
    }

    @Test("names below their headings, and addresses without a label")
    func headings() throws {
        try check(
            """
            FACTURĂ
            Seria ZM numărul 60866, din data de 16/11/2018
            FURNIZOR                                 CUMPĂRĂTOR
            Alfa Probă SRL                           Primăria comunei Exemplu
            C.I.F. RO18547290                        C.I.F. 4297983
            Exemplu, str. Viilor nr. 67              Str. Lânii nr. 12, Exemplu, jud. Arad
            """,
            [
                "issuer_name": "Alfa Probă SRL", "recipient_name": "Primăria comunei Exemplu",
                "issuer_address": "Exemplu, str. Viilor nr. 67",
                "recipient_address": "Str. Lânii nr. 12, Exemplu, jud. Arad",
                "recipient_cui": "4297983",
            ])
    }

    @Test("a contract names its parties one after the other, in sentences over several lines")
    func contract() throws {
        try check(
            """
            CONTRACT DE PRESTĂRI SERVICII
            Nr. 1872 din 08/07/2021
            1.1. Orașul Exemplu, cu sediul în Bd. Mare nr. 26, oraș Exemplu, jud. Satu Mare, cod
            fiscal 4297983, reprezentată prin Pop Ana, în calitate de achizitor,
            și
            1.2. ALFA Test P.F.A., cu sediul în oraș Probă, Str. Plopilor nr. 13, jud.
            Constanța, cod fiscal RO18547290, în calitate de prestator
            """,
            [
                "issuer_name": "Orașul Exemplu", "recipient_name": "ALFA Test P.F.A.",
                "issuer_cui": "4297983", "recipient_cui": "18547290",
                "recipient_address": "oraș Probă, Str. Plopilor nr. 13, jud. Constanța",
            ])
    }

    @Test("a request is of the citizen, and the institution receives it")
    func request() throws {
        try check(
            """
            Primăria orașului Exemplu
            Nr. 16779 / 3 ianuarie 2020

                            CERERE
            Subsemnatul(a) Pop Ion-Vasile, domiciliat(ă) în Exemplu, str. Fagului nr.
            138, având CNP 3100312220016, vă rog să aprobați tăierea a doi plopi.
            """,
            [
                "issuer_name": "Pop Ion-Vasile", "recipient_name": "Primăria orașului Exemplu",
                "issuer_address": "Exemplu, str. Fagului nr. 138", "recipient_address": nil,
                "cnps": "3100312220016",
            ])
    }

    @Test("a letterhead of two columns, and a firm to which the paper goes")
    func letter() throws {
        try check(
            """
            Primăria comunei Exemplu               Str. Mare nr. 59, Exemplu, jud. Arad
            Nr. 22100 din 14 noiembrie 2023

            Către: Alfa Probă S.R.L.
            Probă, str. Dogarilor nr. 6, bl. C4, ap. 28

            Referitor la: cererea de racordare
            """,
            [
                "issuer_name": "Primăria comunei Exemplu", "recipient_name": "Alfa Probă S.R.L.",
                "issuer_address": "Str. Mare nr. 59, Exemplu, jud. Arad",
                "recipient_address": "Probă, str. Dogarilor nr. 6, bl. C4, ap. 28",
            ])
    }

    @Test("nobody is invented: papers of one party, and who only signed, give no recipient")
    func nobody() throws {
        try check(
            """
            CONSILIUL LOCAL AL COMUNEI EXEMPLU
                     HOTĂRÂREA NR. 3
            din 01.02.2020
            Beneficiar,                  Contrasemnează,
            Pop Ana                      Pop Ion
            """,
            [
                "issuer_name": "CONSILIUL LOCAL AL COMUNEI EXEMPLU", "recipient_name": nil,
                "issuer_address": nil, "recipient_address": nil,
            ])
        try check(
            """
                     PROCES-VERBAL DE RECEPȚIE
            nr. 493 din 07.02.2022
            Comisia a verificat lucrările executate de Alfa Probă S.A. și a constatat că sunt bune.

            Președinte,      Membru,      Executant,
            Pop Ana          Pop Ion      Pop Vasile
            """, ["recipient_name": "Alfa Probă S.A."])
    }

    @Test("evidence names the words and the place of a name")
    func evidence() throws {
        let field = try #require(
            try extract("FACTURĂ\nNr. 3\nFurnizor: Alfa Probă SRL, CUI 18547290")[.issuerName])
        #expect(field.evidence?.raw == "Alfa Probă SRL,")
        #expect(field.rule == "name.label" && field.check == .none)
        #expect(field.evidence?.box.left == 300)
    }
}
