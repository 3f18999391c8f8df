import ArchiveModel
import DomainTables
import Testing

@testable import MetadataExtraction

@Suite("Types")
struct TypeTests {
    @Test(
        "an annex that names its paper is of its type and has its number, whatever it is called itself"
    )
    func annex() throws {
        let found = try extract(
            """
            Consiliul Local Exemplu - Anexa nr. 2 la Hotărârea nr. 153 din 03.07.2024

                          DISPOZIȚII GENERALE
            Împotriva procesului-verbal se face plângere la judecătoria competentă.
            Primarul aduce la îndeplinire prezentul regulament.
            """)
        #expect(found.type?.rawValue == "HCL")
        #expect(found.value("number") == "153")
        #expect(found.value("date") == "2024-07-03")
    }

    @Test("a paper that calls itself something that no rule knows is no letter")
    func otherHeading() throws {
        let found = try extract(
            """
                                                    AVERTISMENT
                                              nr. 2443 din 29-09-2023

            Primăria orașului Exemplu
            Vă rugăm să ne trimiteți situația bunurilor aflate în folosință gratuită.
            """)
        #expect(found.type == nil)
        #expect(found.value("number") == "2443")
        #expect(found.value("reg_number") == nil)
    }

    @Test("what speaks for each type is told, the likeliest first")
    func candidates() throws {
        let page = DrawnPage(
            """
                                  DISPOZIȚIA NR. 948
            Primarul comunei Exemplu, având în vedere referatul de necesitate, DISPUNE:
            """
        ).page
        let address = PageAddress(
            scan: try #require(ContentDigest(hex: String(repeating: "5c", count: 64))), number: 1)
        let found = try MetadataExtractor(rules: MetadataRules())
            .typeCandidates(from: [AddressedPage(address: address, reading: page)])
        #expect(found.first?.type.rawValue == "DISP")
        #expect(found.first?.reasons == [.title, .capitals])
        #expect(found.map(\.score) == found.map(\.score).sorted(by: >))
        #expect(Set(found.map(\.type)).count == found.count)
    }

    @Test(
        "further titles of known types",
        arguments: [
            ("EXECUȚIA CHELTUIELILOR PE CAPITOLE", "CEX"), ("OFERTĂ DE PREȚ NR. 857", "DEV"),
            ("MANDAT DE ÎNCASARE", "CHIT"), ("H O T Ă R Â R E A  nr. 12", "HCL"),
        ])
    func titles(_ title: String, _ type: String) throws {
        let found = try extract(
            """
            Primăria orașului Exemplu
                                  \(title)

            la data de 30 septembrie 2022
            """)
        #expect(found.type?.rawValue == type)
    }
}
