import ArchiveModel
import Foundation
import Testing

@Suite struct BarcodeTests {
    private let box = BoundingBox(left: 10, top: 20, right: 310, bottom: 120)

    @Test("a code is written and read again as it was")
    func roundTrip() throws {
        let code = Barcode(.code128, text: "ARH-SEP", box: box)
        let read = try JSONDecoder().decode(Barcode.self, from: JSONEncoder().encode(code))
        #expect(read == code)
        #expect(!read.isCut)
    }

    @Test("a text that is too long is cut, and says so after it was written and read")
    func longText() throws {
        let code = Barcode(.qr, text: String(repeating: "ț", count: 4_000), box: box)
        #expect(code.text == String(repeating: "ț", count: Barcode.mostCharacters))
        #expect(code.isCut)
        let read = try JSONDecoder().decode(Barcode.self, from: JSONEncoder().encode(code))
        #expect(read == code)
    }

    @Test("a text that a record holds and that is too long is cut as well")
    func longRecord() throws {
        let long = String(repeating: "7", count: 5_000)
        let json =
            #"{"symbology":"qr","text":"\#(long)","#
            + #""box":{"left":0,"top":0,"right":9,"bottom":9}}"#
        let read = try JSONDecoder().decode(Barcode.self, from: Data(json.utf8))
        #expect(read.text.count == Barcode.mostCharacters)
        #expect(read.isCut)
    }

    @Test("the six patterns between documents are patches, and nothing else is")
    func patches() {
        #expect(Barcode.Symbology.allCases.count(where: \.isPatch) == 6)
        #expect(Barcode.Symbology.patchT.isPatch)
        #expect(!Barcode.Symbology.qr.isPatch)
    }
}
