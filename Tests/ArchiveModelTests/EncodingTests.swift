import ArchiveModel
import Testing

@Suite("Bytes as text")
struct EncodingTests {
    @Test("two hexadecimal digits stand for each byte, in small or capital letters")
    func hexadecimal() {
        #expect(Hexadecimal.text(of: [0x00, 0x0A, 0x9F, 0xFF]) == "000a9fff")
        #expect(Hexadecimal.text(of: [0x00, 0x0A, 0x9F, 0xFF], letters: .capital) == "000A9FFF")
        #expect(Hexadecimal.text(of: []) == "")
    }

    @Test("a percent-encoding keeps what its use allows, and never a byte beyond ASCII")
    func percent() {
        let capital = PercentEncoding(letters: .capital) { $0 != UInt8(ascii: "/") }
        let small = PercentEncoding(letters: .small) { $0.isASCIILetter || $0.isASCIIDigit }
        #expect(capital.encode("a/é".utf8) == "a%2F%C3%A9")
        #expect(small.encode("a-Z9/é".utf8) == "a%2dZ9%2f%c3%a9")
        #expect(PercentEncoding.escape("a.".utf8) == "%61%2E")
    }

    @Test("only ASCII digits and letters are such")
    func kinds() {
        let digits = (UInt8.min...UInt8.max).filter(\.isASCIIDigit)
        let letters = (UInt8.min...UInt8.max).filter(\.isASCIILetter)
        #expect(String(decoding: digits, as: UTF8.self) == "0123456789")
        #expect(
            String(decoding: letters, as: UTF8.self)
                == "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        #expect("0f".utf8.allSatisfy(\.isLowerHexDigit) && !UInt8(ascii: "F").isLowerHexDigit)
        #expect("0F".utf8.allSatisfy(\.isUpperHexDigit) && !UInt8(ascii: "f").isUpperHexDigit)
    }
}
