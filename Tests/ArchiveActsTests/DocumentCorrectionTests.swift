import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Catalogue
import Testing

@Suite struct DocumentCorrectionTests {
    private let temporary: TemporaryIndex
    private let document: DocumentID

    init() throws {
        temporary = try TemporaryIndex()
        document = try temporary.add(
            "apa gaz", type: "FACT", date: "2021-03-12", number: "1270")
    }

    private func correct(
        types: [String] = [], _ fields: [String: String?]
    ) throws -> DocumentCorrection.Outcome {
        try DocumentCorrection(temporary.archive).carryOut(
            DocumentCorrection.Request(
                document: document.text, types: types,
                fields: fields.map { TypedChanges.Field(name: $0.key, value: $0.value) }),
            by: temporary.user)
    }

    private func code(types: [String] = [], _ fields: [String: String?]) throws -> String? {
        do {
            _ = try correct(types: types, fields)
            return nil
        } catch let error as ActError {
            return error.codeName
        }
    }

    private func value(_ name: FieldName) throws -> String? {
        try temporary.listing.document(document)?.extracted[name]?.value
    }

    @Test("values are stored in the form of records, under the names of records, and found at once")
    func form() throws {
        let outcome = try correct(types: ["hcl"], ["data": "21.02.2024"])
        #expect(outcome.document == document)
        #expect(Set(outcome.corrections.map(\.name)) == ["type", "date"])
        #expect(try value(.date) == "2024-02-21")
        #expect(try temporary.find("type:HCL date:2024") == [document])
    }

    @Test(
        "nothing is changed when one of several things is wrong",
        arguments: [
            "colour": "field-unknown", "date": "field-value-invalid",
        ])
    func allOrNothing(name: String, expected: String) throws {
        #expect(try code(["number": "7", name: "yesterday"]) == expected)
        #expect(try value(.number) == "1270")
        #expect(try temporary.corrections.all(of: document).isEmpty)
        #expect(try code(types: ["NOSUCH"], [:]) == "type-unknown")
    }

    @Test("a correction to what is there already is none")
    func same() throws {
        #expect(try correct(["number": "1270"]).corrections.isEmpty)
    }

    @Test(
        "the currency beside an amount is stored as the currency, and must not contradict one that is typed"
    )
    func currency() throws {
        _ = try correct(["total_amount": "1.234,50 EUR"])
        #expect(try value(.totalAmount) == "1234.50")
        #expect(try value(.currency) == "EUR")
        let contradiction = ["total_amount": "10,00 EUR", "currency": "RON"]
        #expect(try code(contradiction) == "field-value-invalid")
        #expect(try value(.totalAmount) == "1234.50")
    }

    @Test("a fiscal code with a wrong check digit is taken, and said to be doubtful")
    func doubtful() throws {
        let outcome = try correct(["issuer_cui": "95001011"])
        #expect(outcome.doubtful == ["issuer_cui"])
        #expect(try value(.issuerCUI) == "95001011")
    }

    @Test("a field that is taken away is not there any more, and no query finds it")
    func cleared() throws {
        #expect(try correct(["number": nil]).corrections.map(\.value) == [nil])
        #expect(try value(.number) == nil)
        #expect(try temporary.find("nr:1270").isEmpty)
    }
}
