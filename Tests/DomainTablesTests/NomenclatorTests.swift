import ArchiveModel
import DomainTables
import Testing

@Suite("Nomenclators")
struct NomenclatorTests {
    private let day = CalendarDate(iso: "2023-01-01")

    private func csv(_ text: String) throws -> Nomenclator {
        try .read(csv: Array(text.utf8), file: "n.csv", validFrom: #require(day))
    }

    private func error(_ text: String) -> TableError? {
        do {
            _ = try csv(text)
            return nil
        } catch {
            return error as? TableError
        }
    }

    @Test(
        "a table is read with each of the usual separators, with quotation marks, marks and line ends"
    )
    func reads() throws {
        let texts = [
            "Indicativ;Denumirea dosarului;Termen de păstrare;Observații\r\nII.C.7;\"Facturi; \"\"vechi\"\"\";10 ani;\r\n",
            "\u{FEFF}code,title,term\nII.C.7,\"Facturi; \"\"vechi\"\"\",10\n",
            "INDICATIVUL\tDENUMIREA\tTERMEN\nII.C.7\t\"Facturi; \"\"vechi\"\"\"\t10 ANI",
        ]
        for text in texts {
            let row = try #require(try csv(text)["II.C.7"])
            #expect(row.title == #"Facturi; "vechi""# && row.term.text == "10 ani", "\(text)")
            #expect(row.notes == nil)
        }
    }

    @Test("headings within the table are left out, and directorate and service are put together")
    func headings() throws {
        let table = try csv(
            """
            Direcția;Serviciul;Indicativ;Denumirea;Termen
            ;;;DIRECȚIA ECONOMICĂ;
            Economică;Buget;II.C.7;"Facturi
            de utilități";P

            Economică;;II.C.8;Chirii;5 ani C.S.
            """)
        #expect(table.rows.map(\.code) == ["II.C.7", "II.C.8"])
        #expect(table.rows.map(\.department) == ["Economică / Buget", "Economică"])
        #expect(table.rows[0].title == "Facturi de utilități" && table.rows[0].term == .permanent)
    }

    @Test(
        "two rows for one code are refused by the line of the second, and other mistakes by theirs")
    func mistakes() throws {
        let head = "code;title;term\n"
        let cases = [
            (head + "A;x;5\n\nB;\"y\nz\";5\nA;w;10\n", "rules-duplicate-code", 6),
            (head + "A;x;cândva\n", "rules-wrong-value", 2),
            (head + "A;;5\n", "rules-wrong-value", 2),
            (head + ";x;5\n", "rules-wrong-value", 2),
            ("code;title\nA;x\n", "rules-missing-key", 1),
            (head + "A;\"x;5\n", "rules-not-csv", 2), (head, "rules-missing-key", nil),
            ("", "rules-missing-key", nil),
        ]
        for (text, code, line) in cases {
            let found = error(text)
            #expect(found?.codeName == code && found?.line == line, "\(text)")
        }
        let latin2 = Array(head.utf8) + [0x41, 0x3B, 0xFE, 0x3B, 0x35, 0x0A]
        let found = #expect(throws: TableError.self) {
            _ = try Nomenclator.read(csv: latin2, file: "n.csv", validFrom: #require(day))
        }
        #expect(found?.codeName == "rules-not-csv" && found?.line == 2)
    }

    @Test("an edition is written as a table that reads as the same edition")
    func written() throws {
        var table = try csv(
            "code;title;term;obs\nA;\"x \"\"y\"\" \\ # z\";5 ani de la încetare;n\n")
        table.approvedBy = "Dispoziția 12/2023"
        let read = try Nomenclator.read(yaml: Array(table.yaml.utf8), file: table.file)
        #expect(read == table && table.file == "nomenclator-2023-01-01.yaml")
        let twice = table.yaml + "  - {code: A, title: y, term: P}\n"
        let error = #expect(throws: TableError.self) {
            _ = try Nomenclator.read(yaml: Array(twice.utf8), file: "t")
        }
        #expect(error?.codeName == "rules-duplicate-code" && error?.line == 10)
    }

    @Test("the newest edition that began in a year or before holds for it")
    func editions() throws {
        let texts = [("2015-06-01", "10"), ("2023-01-01", "5"), ("2023-07-01", "3")]
        let all = Nomenclators(
            try texts.map { from, term in
                try .read(
                    csv: Array("code;title;term\nA;x;\(term)\n".utf8), file: "n",
                    validFrom: #require(CalendarDate(iso: from)))
            })
        #expect(all.edition(for: 2014) == nil)
        #expect(all.edition(for: 2022)?["A"]?.term.years == 10)
        #expect(all.edition(for: 2023)?["A"]?.term.years == 3)
        let ground = all.ground(code: "A", year: 2019, ended: nil)
        #expect(ground?.end == CalendarDate(iso: "2030-01-01").map(RetentionEnd.on))
        #expect(all.ground(code: "B", year: 2019, ended: nil) == nil)
    }
}
