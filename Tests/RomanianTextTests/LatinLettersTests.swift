import Foundation
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

    @Test(
        "the written table says what Unicode says of all letters with marks, ligatures and wide forms"
    )
    func unicode() throws {
        let special = [
            "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h",
            "ı": "i", "þ": "th", "ŧ": "t", "ŋ": "n",
        ]
        let canonical = Array(0x80..<0x250) + Array(0x1E00..<0x1F00)
        for value in canonical + Array(0xFB00...0xFB06) + Array(0xFF10...0xFF5A) {
            let scalar = try #require(Unicode.Scalar(value))
            let lower = scalar.properties.lowercaseMapping
            let text =
                special[String(lower.prefix(1))]
                ?? (value < 0xFB00
                    ? value < 0xC0 ? "" : lower.decomposedStringWithCanonicalMapping
                    : lower.decomposedStringWithCompatibilityMapping)
            let letters = Array(text.utf8.prefix(2)).prefix { byte in
                (0x61...0x7A).contains(byte) || value >= 0xFF10 && (0x30...0x39).contains(byte)
            }
            let plain = LatinLetters.plain(scalar)
            let expected = letters.first.map {
                PlainLetters(first: $0, second: letters.count > 1 ? letters[1] : 0)
            }
            #expect(plain == expected, "U+\(String(value, radix: 16)) \(scalar)")
        }
    }
}
