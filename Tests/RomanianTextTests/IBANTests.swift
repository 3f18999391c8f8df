import RomanianText
import Testing

@Suite("Bank accounts")
struct IBANTests {
    @Test(
        "right check digits are confirmed",
        arguments: [
            "RO49AAAA1B31007593840000", "RO76INGB0000999910114315", "RO14TREZ23A650302100101X",
            "RO41TREZ24A650401200130X", "RO38TREZ52121E300530XXXX", "RO91TREZ52121E999996XXXX",
            "RO62TREZ5215005XXX018003", "RO30TREZ24A510103200101X", "RO80TREZ40621A070101XXXX",
            "RO76TREZ999500901XXXXXXX", "RO20TREZ0212035010102XXX",
        ])
    func valid(_ account: String) { #expect(IBAN.isValid(account)) }

    @Test(
        "wrong ones and other forms are not",
        arguments: [
            "RO49AAAA1B31007593840001", "RO49AAAA1B3100759384000", "ro49AAAA1B31007593840000",
            "RO4XAAAA1B31007593840000", "RO49AAA11B31007593840000", "",
        ])
    func invalid(_ account: String) { #expect(!IBAN.isValid(account)) }

    @Test("an account is taken with spaces, in small letters too")
    func canonical() {
        #expect(IBAN.canonical("ro49 aaaa 1b31 0075 9384 0000") == "RO49AAAA1B31007593840000")
        #expect(IBAN.canonical("RO49AAAA1B310075938400") == nil)
        #expect(IBAN.canonical("RO49/AAAA1B31007593840000") == nil)
    }

    @Test(
        "an account of the treasury tells its budget",
        arguments: [
            ("RO38TREZ52121E300530XXXX", "521", "21E", "30.05.30"),
            ("RO41TREZ24A650401200130X", nil, "24A", "65.04.01.20.01.30"),
            ("RO76TREZ999500901XXXXXXX", "999", "500901", nil),
        ] as [(String, String?, String, String?)])
    func treasury(_ account: String, _ unit: String?, _ number: String, _ indicator: String?) {
        let found = TreasuryAccount(iban: account)
        #expect(found?.unit == unit && found?.account == number)
        #expect(found?.indicator == indicator)
        #expect(TreasuryAccount(iban: "RO76INGB0000999910114315") == nil)
    }

    private func read(_ text: String) -> IBANRepair.Reading? {
        IBANRepair(banks: ["TREZ", "INGB"]).read(Fold.letters(of: text)[...])
    }

    @Test("misread letters become digits only where the check digits then are right")
    func repaired() {
        #expect(read("R076INGB0000999910114315")?.value == "RO76INGB0000999910114315")
        #expect(read("RO76INGB0O00999910114315")?.isValid == true)
        #expect(read("RO41TREZ24A650401200130")?.value == "RO41TREZ24A650401200130X")
        #expect(read("RO38TREZ52121E300530XXXXX")?.isValid == true)
    }

    @Test("a wrong digit may be printed so, and is never repaired")
    func printed() {
        let wrong = read("RO76INGB0000999910114316")
        #expect(wrong?.value == "RO76INGB0000999910114316" && wrong?.isValid == false)
        #expect(read("RO49AAAA1B3100759384000S")?.isValid == false)
    }
}
