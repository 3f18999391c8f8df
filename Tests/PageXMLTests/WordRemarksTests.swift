import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import Catalogue
@testable import DurableFiles
@testable import PageXML

@Suite("Raw readings, broken words and handwriting")
struct WordRemarksTests {
    let folder = ALTOFolder()

    private static let page = RecognizedPage.withRemarks

    private func xml(_ page: RecognizedPage) throws -> String {
        let file = try folder.write(
            [ProcessedPage(number: 1, verdict: .done, recognized: page)], engines: [page.engine])
        let gzip = try GzipReader(file)
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = try bytes.withUnsafeMutableBytes { try gzip.read(into: $0) }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    @Test("all of it comes back from ALTO")
    func roundTrip() throws {
        #expect(try folder.roundTrip(Self.page) == Self.page)
    }

    @Test("ALTO says it with its own elements")
    func elements() throws {
        let xml = try xml(Self.page)
        for piece in [
            "<Tags><OtherTag ID=\"handwriting\" LABEL=\"handwriting\"/></Tags>\n<Layout>",
            "><ALTERNATIVE PURPOSE=\"raw\">lon</ALTERNATIVE></String>",
            "SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"angajamentului\"/>\n<HYP CONTENT=\"-\"/>\n</TextLine>",
            "SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"angajamentului\"",
            "TAGREFS=\"handwriting\"/>", "<String CONTENT=\"angaja\"",
        ] { #expect(xml.contains(piece), "\(piece)") }
    }

    @Test("a first part without a hyphen, or within its line, comes back as well")
    func oddParts() throws {
        var page = Self.page
        page.lines[0].words[2].text = "angaja"
        page.lines[1].words[1].text = "taxa-"
        page.lines[1].words[1].hyphenation = Hyphenation(part: .first, whole: "taxalunii")
        page.lines[2].words[1].text = "-"
        page.lines[2].words[1].hyphenation = Hyphenation(part: .first, whole: "\"<&>\n")
        #expect(try folder.roundTrip(page) == page)
    }

    @Test("raw readings with characters that XML marks or lacks are kept as far as XML can")
    func oddRaw() throws {
        var page = Self.page
        page.lines[0].words[1].raw = "]]>&amp;\t\r\n<\"'"
        #expect(try folder.roundTrip(page) == page)
        page.lines[0].words[1].raw = "a\0b"
        page.lines[0].words[2].hyphenation?.whole = "x\u{FFFE}"
        let again = try #require(try folder.roundTrip(page))
        #expect(again.lines[0].words[1].raw == "a\u{FFFD}b")
        #expect(again.lines[0].words[2].hyphenation?.whole == "x\u{FFFD}")
        #expect(again == page.withXMLText && again == again.withXMLText)
        page.lines[0].words[1].raw = String(repeating: "ș", count: 200_000)
        let cut = try #require(try folder.roundTrip(page))
        #expect(cut == page.withXMLText)
        #expect(cut.lines[0].words[1].raw?.utf8.count == ALTOFormat.longestText)
    }

    @Test("the catalogue's rows keep it, and rows of earlier versions are read")
    func packed() throws {
        let json = try StoredJSON.encode(PackedReading(Self.page))
        let again: PackedReading = try StoredJSON.decode(json)
        #expect(again.page == Self.page)
        let old: PackedReading = try StoredJSON.decode(
            #"{"engine":"e","height":9,"lines":[[0,["lei",1,2,3,4,9375]]],"width":8}"#)
        let word = Word(
            text: "lei", box: BoundingBox(left: 1, top: 2, right: 3, bottom: 4),
            confidence: Confidence(0.9375))
        #expect(old.page.lines == [TextLine(words: [word], block: 0)])
        let plain = try StoredJSON.encode(PackedReading(old.page))
        #expect(plain == #"{"engine":"e","height":9,"lines":[[0,["lei",1,2,3,4,9375]]],"width":8}"#)
    }

    @Test(
        "what archivectl does not write is refused",
        arguments: [
            ("PURPOSE=\"raw\"", "PURPOSE=\"modern\""), ("HypPart2", "Abbreviation"),
            ("TAGREFS=\"handwriting\"", "TAGREFS=\"stamp\""), ("SUBS_CONTENT", "SUBS_OTHER"),
            ("<TextLine ", "<HYP CONTENT=\"-\"/><TextLine "),
            ("</TextLine>", "<HYP CONTENT=\"-\"/></TextLine>"),
            ("</ALTERNATIVE>", "</ALTERNATIVE><ALTERNATIVE PURPOSE=\"raw\">x</ALTERNATIVE>"),
        ])
    func refused(_ sound: String, _ broken: String) throws {
        let text = try xml(Self.page).replacingOccurrences(of: sound, with: broken)
        let file = try folder.file(try ALTOFolder.gzip(text))
        let error = storeError { try ALTOReader.forEachPage(at: file) { _, _ in } }
        #expect(error?.code == .altoDamaged)
    }
}
