import ArchiveModel
import Testing

@testable import MetadataExtraction

/// A letter with its own number, and the stamp of the register at several places.
@Suite("Stamps of registers")
struct RegisterStampTests {
    /// Where the stamp stands.
    enum Place: CaseIterable {
        case top, right, foot
    }

    /// The lines of stamps; all say 90417 and 21 May 2024.
    static let stamps = [
        ["INTRARE Nr. 90417 / 21.05.2024"],
        ["Intrat sub nr. 90417 din 21.05.2024"],
        ["ÎNREGISTRAT SUB NR. 90417", "DATA 21.05.2024"],
        ["PRIMĂRIA EXEMPLU", "REGISTRATURĂ", "INTRARE Nr. 90417", "Ziua 21 Luna 05 Anul 2024"],
        ["REGISTRATURĂ GENERALĂ", "Nr. 90417", "Data 21.05.2024"],
        ["REGISTRATURĂ - INTRARE", "Nr. 90417", "din 21 mai 2024"],
        ["INTRARE", "90417", "21.05.2024"],
        ["INTRARE / IEȘIRE", "Nr. 90417", "21 V 2024"],
        ["Nr. înreg. 90417/21.05.2024"],
        ["Nr. de înregistrare: 90417", "Data înregistrării: 21.05.2024"],
        ["INTRARE 21.05.2024", "Nr. 90417"],
        ["REGISTRATURĂ INTRARE", "Data 21.05.2024", "Nr. 90417"],
        ["Înregistrat la Primăria Exemplu", "sub nr. 90417 din 21.05.2024"],
        ["REGISTRATURĂ", "Nr. ....90417....", "Ziua 21 luna V anul 2024"],
    ]

    private func letter(_ stamp: [String], at place: Place, own: String) throws -> ExtractedDocument
    {
        let head = ["JUDEȚUL EXEMPLU", "ORAȘUL EXEMPLU", "Str. Plopului nr. 4", "Serviciul Tehnic"]
        let wide = String(repeating: " ", count: 55)
        let body = [
            "", "                         ADRESĂ", "", "Către: Societatea Alfa Test S.R.L.", "",
            "Vă comunicăm că lucrările de reparații la acoperișul școlii generale au",
            "fost terminate, iar recepția va avea loc la sediul primăriei.", "",
            "Primar,", "Ion Unu",
        ]
        let lines: [String] =
            switch place {
            case .top: stamp.map { wide + $0 } + ["", ""] + head + ["", own] + body
            case .right:
                head.indices.map { index in
                    let line = head[index]
                    guard stamp.indices.contains(index) else { return line }
                    return line + wide.dropFirst(line.count) + stamp[index]
                } + ["", own] + body
            case .foot: head + ["", own] + body + ["", "", "", ""] + stamp.map { wide + $0 }
            }
        return try extract(lines.joined(separator: "\n"))
    }

    @Test(
        "the stamp's number and date are the register's, the letter's own remain",
        arguments: stamps.indices, Place.allCases)
    func letters(_ index: Int, _ place: Place) throws {
        for own in ["Nr. 5801 din 14.05.2024", "Nr. 5801/14.05.2024", "Nr. 5801 / 14 mai 2024"] {
            let found = try letter(Self.stamps[index], at: place, own: own)
            #expect(found.value("number") == "5801")
            #expect(found.value("date") == "2024-05-14")
            #expect(found.value("reg_number") == "90417")
            #expect(found.value("reg_date") == "2024-05-21")
        }
    }

    @Test("what went out has the register's number as its own")
    func outgoing() throws {
        let found = try extract(
            """
            ORAȘUL EXEMPLU
            Nr. ieșire 5583 / 11.06.2024
            Nr. intrare 5411 / 07.06.2024

                              ADRESĂ

            Ca răspuns la adresa dumneavoastră, vă comunicăm că lucrările sunt gata.
            """)
        #expect(found.value("number") == "5583")
        #expect(found.value("date") == "2024-06-11")
        let alone = try extract(
            """
            ORAȘUL EXEMPLU
            IEȘIRE Nr. 5583 din 11.06.2024

                              ADRESĂ

            Vă comunicăm că lucrările sunt gata.
            """)
        #expect(alone.value("number") == "5583")
        #expect(alone.value("date") == "2024-06-11")
        #expect(alone.value("reg_number") == "5583")
    }

    @Test("a letter without a number takes none, and no date, from the stamp of who received it")
    func incomingAlone() throws {
        let found = try extract(
            """
                                                    REGISTRATURĂ
                                                    INTRARE Nr. 90417
                                                    Data 21.05.2024

            ALFA TEST SRL
                              ADRESĂ

            Vă comunicăm că lucrările sunt gata.
            """)
        #expect(found.value("number") == nil)
        #expect(found.value("date") == nil)
        #expect(found.value("reg_number") == "90417")
        #expect(found.value("reg_date") == "2024-05-21")
    }

    @Test("a request has the number that the register gave it, and its own date")
    func request() throws {
        let found = try extract(
            """
                                                    REGISTRATURA - INTRARE
                                                    Nr. 90417
                                                    Data 21.05.2024

                              CERERE

            Subsemnatul Ion Unu, domiciliat în str. Plopului nr. 17, posesor al seria TZ
            nr. 824307, solicit un certificat.

            Data 20.05.2024                    Semnătura
            """)
        #expect(found.value("number") == "90417")
        #expect(found.value("reg_number") == "90417")
        #expect(found.value("reg_date") == "2024-05-21")
        #expect(found.value("date") == "2024-05-20")
    }

    @Test(
        "prose about a register is no stamp",
        arguments: [
            "Ca urmare a cererii înregistrate sub nr. 35867 din 22.07.2019, vă comunicăm",
            "înregistrată la Registrul Comerțului sub nr. J13/3109/2013, cod fiscal",
            "- expunerea de motive a primarului, înregistrată sub nr. 38140/2015;",
            "cererea dumneavoastră înregistrată sub nr. 5411 din 07.06.2024",
            "Intrarea Plopilor nr. 5", "organizează manifestări cu intrare liberă 250 de locuri",
            "Înregistrat la Judecătoria Exemplu sub nr. 1234/245/2020",
        ])
    func prose(_ line: String) throws {
        let found = try extract(
            """
            ORAȘUL EXEMPLU
            Nr. 5801 din 14.05.2024

                              RĂSPUNS

            \(line)
            și vă mulțumim pentru înțelegere.
            """)
        #expect(found.value("number") == "5801")
        #expect(found.value("reg_number").map { $0 == "5801" } ?? true)
    }
}
