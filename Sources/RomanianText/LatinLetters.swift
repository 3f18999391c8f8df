/// One or two plain letters or digits that stand for a letter of the Latin script.
package struct PlainLetters: Equatable, Sendable {
    /// The first, as ASCII.
    package let first: UInt8
    /// The second; 0 if there is only one.
    package let second: UInt8

    /// Makes letters of their ASCII codes.
    package init(first: UInt8, second: UInt8 = 0) {
        self.first = first
        self.second = second
    }
}

/// The one table of the plain forms of Latin letters, for use when case and marks do not count.
///
/// Extraction, index and queries all fold with it, so that each finds the words of the others.
package enum LatinLetters {
    /// The plain form of a letter outside ASCII, in lower case; nil for anything that is not a
    /// letter of the Latin script.
    ///
    /// Ligatures (ﬁ, ﬂ) and wide forms, which occur in the text layers of PDF files, are letters
    /// too.
    package static func plain(_ scalar: Unicode.Scalar) -> PlainLetters? {
        switch scalar.value {
        case 0xC0..<0x250: letter(scalar, at: Int(scalar.value) - 0xC0)
        case 0x1E00..<0x1F00: letter(scalar, at: Int(scalar.value) - 0x1E00 + 0x250 - 0xC0)
        case 0xFB00...0xFB06: ligature(scalar)
        case 0xFF10...0xFF5A: wide(scalar)
        default: nil
        }
    }

    private static func letter(_ scalar: Unicode.Scalar, at place: Int) -> PlainLetters? {
        switch table.utf8Start[place] {
        case UInt8(ascii: "."): nil
        case UInt8(ascii: "?"): double(scalar)
        case let letter: PlainLetters(first: letter)
        }
    }

    /// Letters that stand for two.
    private static func double(_ scalar: Unicode.Scalar) -> PlainLetters? {
        switch scalar {
        case "Æ", "æ": PlainLetters("a", "e")
        case "Œ", "œ": PlainLetters("o", "e")
        case "ß", "ẞ": PlainLetters("s", "s")
        case "Þ", "þ": PlainLetters("t", "h")
        default: nil
        }
    }

    /// The first two letters of a ligature.
    private static func ligature(_ scalar: Unicode.Scalar) -> PlainLetters? {
        switch scalar {
        case "ﬀ", "ﬃ", "ﬄ": PlainLetters("f", "f")
        case "ﬁ": PlainLetters("f", "i")
        case "ﬂ": PlainLetters("f", "l")
        case "ﬅ", "ﬆ": PlainLetters("s", "t")
        default: nil
        }
    }

    /// The ASCII letter or digit of a wide form.
    private static func wide(_ scalar: Unicode.Scalar) -> PlainLetters? {
        let plain = UInt8(scalar.value - 0xFF10) + UInt8(ascii: "0")
        let lower = (0x41...0x5A).contains(plain) ? plain + 0x20 : plain
        return Fold.isLetterOrDigit(lower) ? PlainLetters(first: lower) : nil
    }

    /// The plain forms of U+00C0 to U+024F and U+1E00 to U+1EFF, 64 per line; `.` is not an ASCII
    /// letter with a mark, `?` stands for two letters.
    ///
    /// Written out, since every search needs it: letting Foundation decompose the letters costs
    /// milliseconds and a megabyte. A test compares it with Foundation.
    private static let table: StaticString = """
        aaaaaa?ceeeeiiiidnooooo.ouuuuy??aaaaaa?ceeeeiiiidnooooo.ouuuuy?y\
        aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllll.\
        .llnnnnnn.nnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.\
        ................................oo.............uu...............\
        .............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa....\
        aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............\
        ................\
        aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
        mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
        wwwwwwwwwwxxxxyyzzzzzzhtwy....?.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
        eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......
        """
}

extension PlainLetters {
    fileprivate init(_ first: Character, _ second: Character) {
        self.init(first: first.asciiValue ?? 0, second: second.asciiValue ?? 0)
    }
}
