import RomanianText
import Testing

@Suite("Numbers of the trade register")
struct TradeRegisterNumberTests {
    @Test(
        "the new form has a check digit",
        arguments: [
            "J2012000750528", "J2007007766403", "J1992002621040", "J1994000536225",
            "J1993001036400", "J2017016329409", "J2007000919293", "J2024039063003",
            "J2025083844000", "J2025027781008", "J2026033223007", "J2016012984401",
        ])
    func current(_ text: String) { #expect(TradeRegisterNumber(text)?.current == text) }

    @Test(
        "other forms, counties, years and check digits are none",
        arguments: [
            "J2012000750529", "J22/1515", "X22/1515/2007", "J41/15/2007", "J22/0/2007",
            "J22/15/1989", "J201200075052", "", "J",
        ])
    func invalid(_ text: String) { #expect(TradeRegisterNumber(text) == nil) }

    @Test("each form leads to the other")
    func converted() {
        #expect(TradeRegisterNumber("J52/750/2012")?.current == "J2012000750528")
        #expect(TradeRegisterNumber("J52/750/22.11.2012")?.former == "J52/750/2012")
        #expect(TradeRegisterNumber("J2012000750528")?.former == "J52/750/2012")
        #expect(TradeRegisterNumber("J2025083844000")?.former == nil)
    }
}
