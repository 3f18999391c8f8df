import ArchiveModel
import Testing

@Suite struct TerminalTextTests {
    @Test("letters, marks, digits and currency pass unchanged")
    func ordinary() {
        let text = "Ședința țării – 1.250,00 €, „acte” A\u{306} 文"
        #expect(TerminalText.sanitized(text) == text)
    }

    @Test(
        "characters that act instead of being shown are unsafe",
        arguments: [
            "\u{0}", "\u{7}", "\u{1B}", "\u{85}", "\u{AD}", "\u{200F}", "\u{202A}", "\u{2066}",
            "\u{2029}", "\u{E000}", "\u{E0041}",
        ] as [Unicode.Scalar])
    func unsafe(_ scalar: Unicode.Scalar) {
        #expect(!TerminalText.isSafe(scalar))
        #expect(TerminalText.sanitized("a\(scalar)b").hasPrefix(#"a\u{"#))
    }

    @Test("sanitized text stays what it is when sanitized again")
    func idempotent() {
        let once = TerminalText.sanitized("a\u{1B}]0;x\u{7}\r\n\u{202E}b")
        #expect(once == #"a\u{1b}]0;x\u{7}\r\n\u{202e}b"#)
        #expect(TerminalText.sanitized(once) == once)
    }
}
