import ArchiveModel
import DomainTables
import Testing

@Suite("The table of fields")
struct FieldTableTests {
    private func table(_ rows: String) throws -> FieldTable {
        try FieldTable.read(Array("version: 1\nvalid_from: 2026-01-01\nfields:\n\(rows)".utf8))
    }

    @Test("it says of each field what it is")
    func builtIn() throws {
        let table = FieldTable.builtIn
        #expect(table.fields.count == 15)
        let code = try #require(table[.issuerCUI])
        #expect(code.kind == .fiscalCode && code.check == .checkDigit && code.filter == .cui)
        #expect(code.romanianTitle == "Codul fiscal al emitentului" && !code.isList)
        #expect(table[.registerDate]?.kind == .date && table[.series]?.filter == nil)
        #expect(table.validFrom == CalendarDate(year: 2026, month: 12, day: 1))
        let numbers = try #require(table[.personalNumbers])
        #expect(numbers.isList && numbers.isPersonal && numbers.isMasked && numbers.kind == .cnp)
        #expect(table[.accounts]?.isMasked == false && table[.issuerName]?.isPersonal == true)
        #expect(table[FieldName(rawValue: "invented")] == nil)
    }

    @Test(
        "a field is known by its names, whatever their case and marks",
        arguments: [
            ("Număr", "number"), ("data-inregistrarii", "reg_date"), ("SUMA", "total_amount"),
            ("cui furnizor", "issuer_cui"), ("valuta", "currency"), ("culoare", nil),
        ] as [(String, String?)])
    func named(_ typed: String, _ name: String?) {
        #expect(FieldTable.builtIn.named(typed)?.name.rawValue == name)
    }

    @Test("an archive without the table has the built-in one, and an edited one counts")
    func read() throws {
        #expect(try FieldTable.read(nil).fields == FieldTable.builtIn.fields)
        let own = try table(
            "  - {name: parcel, title: {ro: Parcela, en: Parcel}, kind: text, list: true,"
                + " personal: true, typed: [tarla]}")
        let field = try #require(own.named("Tarla"))
        #expect(field.name.rawValue == "parcel" && field.isList && field.isPersonal)
        #expect(own.nearest(to: "parcela") == "parcel")
    }

    @Test(
        "a mistake is named with its line",
        arguments: [
            ("  - {name: a, title: {ro: A, en: A}, kind: texts}", "rules-wrong-value", 4),
            ("  - {name: A b, title: {ro: A, en: A}, kind: text}", "rules-wrong-value", 4),
            ("  - name: a\n    titel: x", "rules-unknown-key", 5),
            ("  - {name: a, title: {ro: A}, kind: text}", "rules-missing-key", 4),
            (
                "  - {name: a, title: {ro: A, en: A}, kind: text}\n"
                    + "  - {name: b, title: {ro: A, en: A}, kind: text, typed: [a]}",
                "rules-duplicate-code", 5
            ),
        ])
    func mistakes(_ rows: String, _ code: String, _ line: Int) throws {
        let error = #expect(throws: TableError.self) { try table(rows) }
        #expect(error?.codeName == code && error?.file == "fields.yaml")
        #expect(error?.line == line)
    }

    @Test("titles are read without the rules of the types, whatever is wrong with those")
    func titles() throws {
        let table = "version: 1\ntypes:\n  - {code: A, title: Aviz, anchors: ['!']}"
        #expect(try DocumentTitles.read(Array(table.utf8)) == ["A": "Aviz"])
        let error = #expect(throws: TableError.self) {
            try DocumentTitles.read(Array("version: 1\ntypes:\n  - {code: A}".utf8))
        }
        #expect(error?.line == 3)
    }

    @Test("the day from which a table is used must be a day")
    func validFrom() throws {
        let error = #expect(throws: TableError.self) {
            try FieldTable.read(Array("version: 1\nvalid_from: soon\nfields: []".utf8))
        }
        #expect(error?.line == 2)
    }
}
