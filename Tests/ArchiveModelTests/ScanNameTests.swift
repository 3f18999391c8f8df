import ArchiveModel
import Testing

@Suite struct ScanNameTests {
    @Test(
        "an ordinary name is shown as it is", arguments: ["a.tif", "Hotărâre nr. 37 (semnată).pdf"])
    func ordinary(_ text: String) {
        let name = ScanName(text)
        #expect(name.isText)
        #expect(name.text == text)
        #expect(name.display == text)
        #expect(name.bytes == Array(text.utf8))
    }

    @Test("bytes that are no UTF-8 are written as escapes")
    func invalidBytes() {
        // "hotărâre" in CP-1250.
        let name = ScanName(bytes: Array("hot".utf8) + [0xE3, 0x72, 0xE2] + Array("re.tif".utf8))
        #expect(!name.isText)
        #expect(name.text == #"hot\xe3r\xe2re.tif"#)
        #expect(name.display == #"hot\xe3r\xe2re.tif"#)
    }

    @Test("names that differ in one invalid byte stay different")
    func invalidBytesDiffer() {
        #expect(ScanName(bytes: [0xFF]) != ScanName(bytes: [0xFE]))
        #expect(ScanName(bytes: [0xFF]).text != ScanName(bytes: [0xFE]).text)
    }

    @Test(
        "nothing in a name acts on the terminal that shows it",
        arguments: [
            ("a\nb.tif", #"a\nb.tif"#), ("a\r.tif", #"a\r.tif"#), ("a\tb", #"a\tb"#),
            ("\u{1B}[31mroșu", #"\u{1b}[31mroșu"#), ("a\u{202E}fit.exe", #"a\u{202e}fit.exe"#),
            ("a\u{200B}b", #"a\u{200b}b"#), ("a\u{2028}b", #"a\u{2028}b"#),
            ("a\u{9B}2J", #"a\u{9b}2J"#), ("\u{FEFF}a", #"\u{feff}a"#), ("a\u{7F}", #"a\u{7f}"#),
        ])
    func hostile(_ text: String, _ shown: String) {
        #expect(ScanName(text).display == shown)
        #expect(ScanName(text).text == text)
    }

    @Test("control characters between invalid bytes are escaped for the terminal as well")
    func hostileInvalid() {
        let name = ScanName(bytes: [0x1B, 0x5B, 0x41, 0xFF, 0x0A])
        #expect(name.display == #"\x1b[A\xff\x0a"#)
        #expect(name.display.unicodeScalars.allSatisfy(TerminalText.isSafe))
    }

    @Test("every single byte can be shown")
    func everyByte() {
        for byte in UInt8.min...UInt8.max {
            let shown = ScanName(bytes: [0x61, byte]).display
            #expect(shown.unicodeScalars.allSatisfy(TerminalText.isSafe), "byte \(byte)")
            #expect(shown.hasPrefix("a") && shown.utf8.count >= 2, "byte \(byte)")
        }
    }
}
