import ArchiveModel
import RomanianText
import Testing

@Suite("Fiscal codes")
struct FiscalCodeTests {
    @Test(
        "right check digits are confirmed",
        arguments: ["18547290", "4297983", "19", "27", "1234590"])
    func valid(_ code: String) {
        #expect(FiscalCode.isValid(code))
    }

    @Test("wrong ones are not", arguments: ["18547291", "0185", "1", "12345678901", "", "18a"])
    func invalid(_ code: String) {
        #expect(!FiscalCode.isValid(code))
    }

    @Test(
        "digits count with RO, spaces, full stops and hyphens between them, and nothing else",
        arguments: [
            ("RO 18547290", "18547290"), ("185.472-90", "18547290"), ("ro27", "27"),
            ("7", nil), ("12345678901", nil), ("12:34", nil), ("18a47", nil), ("", nil),
        ] as [(String, String?)])
    func typed(_ text: String, _ digits: String?) {
        #expect(FiscalCode.digits(of: text) == digits)
    }
}
