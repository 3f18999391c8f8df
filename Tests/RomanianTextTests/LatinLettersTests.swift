import RomanianText
import Testing

@Suite("Plain letters")
struct LatinLettersTests {
    private func folded(_ text: String) -> String {
        String(decoding: Fold.bytes(of: text), as: UTF8.self)
    }

    @Test(
        "marked letters of the neighbours become the letter below the mark",
        arguments: [
            ("àáâãäåāăąǎÀÁÂÃÄÅĀĂĄǍ", "a"), ("çćĉċčÇĆĈĊČ", "c"), ("ďđĎĐ", "d"),
            ("èéêëēĕėęěÈÉÊËĒĔĖĘĚ", "e"), ("ĝğġģĜĞĠĢ", "g"), ("ĥħĤĦ", "h"),
            ("ìíîïĩīĭįıÌÍÎÏĨĪĬĮİ", "i"), ("ĵĴ", "j"), ("ķĶ", "k"), ("ĺļľŀłĹĻĽĿŁ", "l"),
            ("ñńņňÑŃŅŇ", "n"), ("òóôõöøōŏőÒÓÔÕÖØŌŎŐ", "o"), ("ŕŗřŔŖŘ", "r"),
            ("śŝşšșŚŜŞŠȘºª", "s"), ("ţťŧțŢŤŦȚþÞ", "t"), ("ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ", "u"),
            ("ŵŴ", "w"), ("ýÿŷÝŶŸ", "y"), ("źżžŹŻŽ", "z"),
        ])
    func bases(_ letters: String, _ base: String) {
        for letter in letters { #expect(folded(String(letter)) == base, "\(letter)") }
    }

    @Test("fields know the letters that search knows: ligatures, wide forms, double letters")
    func shared() {
        #expect(folded("ﬁscal ﬂux") == "fiscal flux")
        #expect(folded("Straße œuvre ạ") == "strasse oeuvre a")
        #expect(folded("ＣＵＩ １２") == "cui 12")
    }

    @Test("the thorn is a wrongly read ț for fields, and th for search")
    func thorn() {
        #expect(folded("preþ") == "pret")
        #expect(LatinLetters.plain("þ") == PlainLetters(first: 0x74, second: 0x68))
        #expect(LatinLetters.plain("º") == nil)
    }
}
