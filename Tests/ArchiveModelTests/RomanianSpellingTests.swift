import ArchiveModel
import Testing

@Suite struct RomanianSpellingTests {
    @Test(
        "one letter has one spelling",
        arguments: [
            ("şi ţara, ŞI ŢARA", "și țara, ȘI ȚARA"),
            ("s\u{326}i t\u{326}ara", "și țara"), ("s\u{327}i T\u{327}ara", "și Țara"),
            ("ha\u{302}rtie, va\u{306}zut, i\u{302}n", "hârtie, văzut, în"),
            ("și țara", "și țara"), ("façade, Čapek", "façade, Čapek"), ("ASCII 123", "ASCII 123"),
            ("", ""),
        ])
    func spelling(_ written: String, _ expected: String) {
        let normalized = RomanianSpelling.normalized(written)
        #expect(Array(normalized.unicodeScalars) == Array(expected.unicodeScalars))
        #expect(RomanianSpelling.normalized(normalized) == normalized)
    }
}
