import ArchiveModel
import Testing

@testable import MetadataExtraction

@Suite("Which number is the paper's own")
struct OwnNumberTests {
    @Test(
        "a number is kept whether or not its date is understood",
        arguments: [
            ("Nr. 466 din 31.02.2024", "466", nil), ("Nr. 467/2024", "467", nil),
            ("Nr. 468 din 05.03.2204", "468", nil), ("Nr. 469 / 12 Brumar 1990", "469", nil),
            ("Nr. 470 din ??.05.1990", "470", nil),
            ("Nr. 456 din 12.III.1974", "456", "1974-03-12"),
            ("Nr. 472, luni, 3 iunie 2024", "472", "2024-06-03"),
            ("Nr. 473, vineri 14 noi. 2008", "473", "2008-11-14"),
            ("Nr. 465 / 8 mai '96", "465", "1996-05-08"),
            ("Nr. 470 din întâi septembrie 1999", "470", "1999-09-01"),
            ("No. 475 / 3.XI.1938", "475", "1938-11-03"),
            ("№ 476 din 03.11.1978", "476", "1978-11-03"),
            ("N° 477 din 03.11.1978", "477", "1978-11-03"),
            ("Ne 478 din 03.11.1978", "478", "1978-11-03"),
            ("nr.1.281 din 03.11.1978", "1281", "1978-11-03"),
            ("Nr. 82 bis din 03.11.1978", "82 bis", "1978-11-03"),
            ("Nr. 82-bis/03.11.1978", "82 bis", "1978-11-03"),
            ("Nr. 83bis/03.11.1978", "83 bis", "1978-11-03"),
            ("Nr. 84A/03.11.1978", "84A", "1978-11-03"),
            ("Nr. 85/DGE/03.11.1978", "85", "1978-11-03"),
        ] as [(String, String, String?)])
    func numbers(_ line: String, _ number: String, _ date: String?) throws {
        let found = try extract(
            """
            ORAȘUL EXEMPLU
            \(line)

                                   ADRESĂ

            Vă comunicăm că lucrările au fost terminate, iar recepția va avea loc
            la sediul primăriei, în prezența constructorului.
            """)
        #expect(found.value("number") == number)
        #expect(found.value("date") == date)
    }

    @Test(
        "a title that stands in no table carries its number and date",
        arguments: [
            "AUTORIZAȚIE DE CONSTRUIRE", "Autorizație de construire", "CERTIFICAT DE URBANISM",
            "Protocol", "DECIZIA", "CONVENȚIE", "Raport de activitate", "ACORD UNIC",
            "Program anual", "MEMORIU", "ADEVERINȚĂ", "Certificat de producător",
        ])
    func headings(_ title: String) throws {
        for (index, middle) in ["Nr. 412 din", "nr. 412/", "NR. 412 DIN", "nr.412 -"].enumerated() {
            for date in ["12 martie 1962", "12.03.1962", "12.III.1962"] {
                let left = String(repeating: " ", count: index.isMultiple(of: 2) ? 30 : 0)
                let found = try extract(
                    """
                    ORAȘUL EXEMPLU


                    \(left)\(title) \(middle) \(date)


                    Prin prezenta se face cunoscut că terenul din strada Plopului nr. 17
                    se află în proprietatea publică a orașului.
                    """)
                #expect(found.value("number") == "412", "\(title) \(middle) \(date)")
                #expect(found.value("date") == "1962-03-12", "\(title) \(middle) \(date)")
            }
        }
    }

    @Test(
        "what prose, laws, houses, accounts and institutions number is not the paper's",
        arguments: [
            "conform contractului nr. 5/2020", "Conform contractului nr. 5 din 12.03.2020",
            "Contractului de servicii nr. 5 din 12.03.2020", "În baza HCL nr. 5 din 12.03.2020",
            "În temeiul Legii nr. 273/29.06.2006 privind finanțele publice,",
            "Referitor la adresa dvs. nr. 992 din 04.06.2024", "La nr. dvs. 991 din 03.06.2024",
            "Urmare cererii nr. 992 din 04.06.2024", "str. ...... Plopului ...... nr. ..17..",
            "str. Plopului        nr. 17", "Strada Lungă nr. 5, ap. 2", "sat Poiana, nr. 45",
            "Cont nr. 12345", "rolul nr. ...... 88213 ......", "Telefon nr. 0233111222",
            "ȘCOALA GIMNAZIALĂ NR. 5", "Grădinița cu program prelungit nr. 23", "Nr. crt. 1",
            "Dosar nr. 1234/245/2020", "Pagina nr. 3",
            "Nr. dvs. 991 din 03.06.2024", "Aprobat prin O.M.F.P. nr. 2634/2015",
        ])
    func foreign(_ line: String) throws {
        let found = try extract(
            """
            ORAȘUL EXEMPLU
            \(line)

                                   COMUNICARE

            Vă comunicăm că lucrările au fost terminate, iar recepția va avea loc
            la sediul primăriei, în prezența constructorului.
            """)
        #expect(found.value("number") == nil)
    }

    @Test("a till receipt is known by its foot, and gives its total")
    func receipt() throws {
        let found = try extract(
            """
            MAGAZIN ALFA TEST SRL
            STR. PLOPULUI NR. 11, EXEMPLU
            C.I.F.: R018547290
            1.000 BUC x 20,00
            HARTIE COPIATOR A4          20,00 B
            1.000 BUC x 5,50
            DOSAR PLIC                   5,50 B
            TOTAL LEI                   25,50
            DIN CARE TVA B 9%            2,11
            BON FISCAL NR. 0331
            DATA: 17-05-2024 ORA: 12:41:07
            CASA 02  OP. 14
            """)
        #expect(found.type == DocumentType(rawValue: "CHIT"))
        #expect(found.value("total_amount") == "25.50")
        #expect(found.value("issuer_cui") == "18547290")
        #expect(found.value("date") == "2024-05-17")
    }

    @Test("a house number after dot leaders is no number of the paper")
    func houseOfForm() throws {
        let found = try extract(
            """
                                   CERERE

            Subsemnatul ....... Octavian Unu ....... domiciliat în localitatea .....
            str.    ....Plopului....    nr. ..17..
            solicit eliberarea certificatului.

            Data ....22.03.2024....          Semnătura
            """)
        #expect(found.value("number") == nil)
        #expect(found.value("reg_number") == nil)
        #expect(found.value("date") == "2024-03-22")
    }

    @Test(
        "series and number glued together are parted",
        arguments: ["PV-0006008", "PV0006008", "PV 0006008", "PV/0006008"])
    func glued(_ number: String) throws {
        for label in ["Factura nr.", "Factura Nr.", "Seria și nr."] {
            let found = try extract(
                """
                               FACTURĂ FISCALĂ
                \(label) \(number)/14.05.2024

                Furnizor: ALFA TEST SRL
                C.I.F. RO18547290
                Total de plată      77,35
                """)
            #expect(found.value("number") == "0006008", "\(label)")
            #expect(found.value("series") == "PV", "\(label)")
            #expect(found.value("date") == "2024-05-14", "\(label)")
        }
    }
}
