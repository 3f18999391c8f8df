import Testing

@testable import OCFL

@Suite struct JSONReaderTests {
    private func read(_ text: String) -> JSONTree? { try? JSONReader.read(Array(text.utf8)) }

    @Test("escapes become the characters they stand for")
    func escapes() {
        let text = read(#" "a\"\\\/\b\f\n\r\t\u0219\uD83D\uDE00\u0000" "#)?.text
        #expect(text == ByteString("a\"\\/\u{8}\u{C}\n\r\t\u{219}\u{1F600}\0"))
    }

    @Test("members keep their order, and a key that occurs twice is there twice")
    func members() {
        let keys = read(#"{"b":1,"a":[],"b":{"c":null}}"#)?.members?.map(\.key)
        #expect(keys == ["b", "a", "b"])
    }

    @Test("two ways to write one letter stay different")
    func normalization() {
        #expect(read("\"\u{219}\"")?.text != read("\"s\u{326}\"")?.text)
    }

    @Test("integers and truth values are read, other numbers are no integers")
    func literals() {
        #expect(read("-12")?.integer == -12)
        #expect(read("1e5")?.integer == nil)
        #expect(read(String(repeating: "9", count: 4000))?.integer == nil)
        #expect(read("true")?.boolean == true)
        #expect(read("1")?.boolean == nil)
    }

    @Test(
        "what is not JSON is refused",
        arguments: [
            "", " ", "{", "}", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "[1 2]", "01", "1.", "-",
            "+1", ".5", "1e", "tru", "nulll", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\uD800\"",
            "\"\\uD800\\u0041\"", "\"\\uDC00\"", "\"a\nb\"", "'a'", "1 2", "NaN", "\u{FEFF}1",
            "\"a\0b\"", "[1]\0",
        ])
    func refused(text: String) {
        #expect(read(text) == nil)
    }

    @Test("bytes that are no UTF-8 are refused, in strings too")
    func encoding() {
        for bytes in [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
        ] {
            #expect(throws: JSONSyntaxError.self) { try JSONReader.read(bytes.map(UInt8.init)) }
        }
    }

    @Test("nesting has a limit that no inventory reaches")
    func depth() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(read(nested(JSONReader.depthLimit)) != nil)
        #expect(read(nested(JSONReader.depthLimit + 1)) == nil)
        #expect(read(String(repeating: "{\"a\":", count: 500_000)) == nil)
    }

    @Test("text cut at any byte, or with any byte changed, is read or refused, never a crash")
    func mutations() {
        let text = Array(
            #"{"id":"urn:\u0219","m":{"ab":["v1/c","x\n"]},"n":[-1.5e+3,null,true]}"#.utf8)
        var understood = 0
        for index in text.indices {
            #expect(throws: JSONSyntaxError.self) { try JSONReader.read(Array(text[..<index])) }
            for byte in [UInt8(0), 0x22, 0x5C, 0x7B, 0x5D, 0x39, 0x80, 0xFF] {
                var changed = text
                changed[index] = byte
                if (try? JSONReader.read(changed)) != nil { understood += 1 }
            }
        }
        #expect(understood > 0)
    }
}
