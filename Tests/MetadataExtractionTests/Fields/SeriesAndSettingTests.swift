import ArchiveModel
import Testing

@testable import MetadataExtraction

@Suite("Series, and what else stands around a number")
struct SeriesAndSettingTests {
    @Test(
        "series and number of an invoice",
        arguments: [
            ("FACTURA BRD 96858", "BRD", "96858"),
            ("FACTURA  seria AB2 nr. 96858", "AB2", "96858"),
            ("FACTURA  seria 2MB Nr. 13967", nil, "13967"),
        ])
    func invoice(_ title: String, _ series: String?, _ number: String) throws {
        let found = try extract(
            """
                                  \(title)
                                  emisă la 07/12/2016

            TOTAL DE PLATĂ                            1.190,00
            """)
        #expect(found.value("series") == series)
        #expect(found.value("number") == number)
        #expect(found.value("date") == "2016-12-07")
    }

    @Test("a line that goes on with a list of papers gives no own number")
    func references() throws {
        let found = try extract(
            """
            Primăria comunei Exemplu                                     Nr. 389
                                                                 Data 04-04-2018
                                  ORDONANȚARE DE PLATĂ
            Lista documentelor:      factura nr. 53160/26-03-2018, contract
                                     nr. 801/2018, NIR nr. 295
            """)
        #expect(found.value("number") == "389")
        #expect(found.value("date") == "2018-04-04")
    }

    @Test("a gazette has the number of its issue, and is of no known type")
    func gazette() throws {
        let found = try extract(
            """
            Anul 25 - Nr. 91        DECIZII ȘI ALTE ACTE         12 august 2016

                          MONITORUL LOCAL AL COMUNEI EXEMPLU

            Vă rugăm să trimiteți situația bunurilor la primăria comunei.
            """)
        #expect(found.type == nil)
        #expect(found.value("number") == "91")
        #expect(found.value("date") == "2016-08-12")
    }

    @Test("the number of the title that stands once more with the same date is confirmed")
    func repeated() throws {
        let found = try extract(
            """
                          CONTRACT DE PRESTĂRI SERVICII
                          Nr. 1872 din 08.07.2021
            1. PĂRȚILE CONTRACTANTE
            """,
            """
            Nr. 1872 din 08.07.2021
            10. LITIGII
            """)
        #expect(found[.number]?.check == .confirmed)
        #expect(found[.date]?.check == .confirmed)
    }

    @Test("a contract's own number is not given once more as one of the register")
    func contract() throws {
        let found = try extract(
            """
                          CONTRACT DE PRESTĂRI SERVICII
                          Nr. 1872 din 08.07.2021
            1. PĂRȚILE CONTRACTANTE
            """)
        #expect(found.value("number") == "1872")
        #expect(found.value("reg_number") == nil)
    }
}
