import ArchiveModel
import Testing

@testable import MetadataExtraction

@Suite("Personal numbers and accounts of a paper")
struct IdentifierFieldTests {
    private func fields(_ name: FieldName, _ page: String) throws -> [ExtractedField] {
        try extract(page).fields.filter { $0.name == name }
    }

    @Test("each number of a payroll is a field, in the order of the rows, and once")
    func column() throws {
        let found = try fields(
            .personalNumbers,
            """
            STAT DE PLATĂ
            Nume          CNP                 Net
            Pop Ana       3100312220016       1.200,00
            Pop Ion       3100312220024       1.300,00
            Pop Ana       3100312220016       100,00
            """)
        #expect(found.map(\.value) == ["3100312220016", "3100312220024"])
        #expect(found.allSatisfy { $0.check == .confirmed && $0.rule == "cnp.label" })
    }

    @Test("a labelled number with a wrong check digit is kept and flagged, a bare one is none")
    func failed() throws {
        let found = try fields(.personalNumbers, "ADEVERINȚĂ\nPop Ana, CNP 3100312220017")
        #expect(found.map(\.check) == [.failed])
        #expect(try fields(.personalNumbers, "ADEVERINȚĂ\nCod 3100312220017").isEmpty)
        #expect(try fields(.personalNumbers, "FACTURĂ\nEAN 5941234567899").isEmpty)
    }

    @Test("letters among digits are repaired where the check digit then is right; raw text stays")
    func repaired() throws {
        let found = try fields(.personalNumbers, "ADEVERINȚĂ\nCNP: 31OO312220016")
        #expect(found.map(\.value) == ["3100312220016"])
        #expect(found.first?.evidence?.raw == "31OO312220016")
    }

    @Test("accounts are found in groups, behind labels and in sentences, and once")
    func accounts() throws {
        let found = try fields(
            .accounts,
            """
            FACTURĂ
            Cont RO49 AAAA 1B31 0075 9384 0000   Banca Probă
            în conturile: clădiri R038TREZ52121E300530XXXX; teren RO41TREZ24A650401200130X.
            Cont RO49AAAA1B31007593840000, C.I.F. RO18547290
            """)
        #expect(
            found.map(\.value) == [
                "RO49AAAA1B31007593840000", "RO38TREZ52121E300530XXXX",
                "RO41TREZ24A650401200130X",
            ])
        #expect(found.allSatisfy { $0.check == .confirmed })
    }

    @Test(
        "an account with wrong check digits is kept as printed, unless the right one is there, too")
    func wrongAccount() throws {
        let found = try fields(.accounts, "FACTURĂ\nCont RO76INGB0000999910114316")
        #expect(found.map(\.value) == ["RO76INGB0000999910114316"])
        #expect(found.first?.check == .failed)
        let both = try fields(
            .accounts,
            "FACTURĂ\nCont RO76INGB0000999910114316\nCont RO76INGB0000999910114315")
        #expect(both.map(\.value) == ["RO76INGB0000999910114315"])
    }
}
