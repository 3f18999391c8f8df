import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import Catalogue
@testable import DurableFiles
@testable import PageXML

@Suite("Recognised text as gzipped ALTO")
struct ALTOTests {
    let folder = ALTOFolder()

    @Test("A page that is read again is the page that was written")
    func roundTrip() throws {
        let page = RecognizedPage(
            width: 2480, height: 3508,
            lines: [
                .line("PRIMĂRIA ORAȘULUI", block: 0), .line("Nr. 1.234", block: 1),
                .line("ștampilă", block: 2), .line("din 12.03.2021", block: 1),
                .line("Ședință și hotărâre", block: 1), .line("subsol", block: -7),
            ], engine: "tesseract 5.3.0 ron")
        #expect(try folder.roundTrip(page) == page)
    }

    @Test("Boxes are exact, also those outside the page and inside out", arguments: [0, 1 << 31])
    func boxes(edge: Int) throws {
        let boxes = [
            BoundingBox(left: -edge, top: -edge, right: edge, bottom: edge),
            BoundingBox(left: edge, top: 7, right: -edge, bottom: 3),
        ]
        let words = boxes.map { Word(text: "x", box: $0, confidence: Confidence(1)) }
        let page = RecognizedPage(
            width: 1, height: 1, lines: [TextLine(words: words, block: 0)], engine: "e")
        #expect(try folder.roundTrip(page) == page)
    }

    @Test("A confidence comes back as the catalogue rounds it")
    func confidence() throws {
        let values = [0, 0.00004, 0.00005, 0.1, 0.33333, 0.43, 0.9999, 0.99996, 1]
        let words = values.map {
            Word(
                text: "x", box: BoundingBox(left: 0, top: 0, right: 1, bottom: 1),
                confidence: Confidence($0))
        }
        let page = RecognizedPage(
            width: 9, height: 9, lines: [TextLine(words: words, block: 0)], engine: "e")
        let catalogued: PackedReading = try StoredJSON.decode(
            try StoredJSON.encode(PackedReading(page)))
        #expect(try folder.roundTrip(page) == catalogued.page)
    }

    @Test(
        "Characters with a meaning in XML come back to the last scalar",
        arguments: [
            "\"<&>'", "&amp;", "]]>", "<!--", "😀👩‍👩‍👧", "e\u{301}", "é", "ș", "s\u{326}",
            "\u{7F}\u{85}\u{2028}",
            "a\tb\nc\rd\r\ne", " ", "", "\u{FEFF}", "\u{1FFFE}", "\u{EFFFF}", "ﬁ", "\u{FFFD}",
        ])
    func oddCharacters(text: String) throws {
        let page = RecognizedPage(
            width: 5, height: 5, lines: [.line(of: [text, "x"])], engine: "engine \(text)")
        let again = try #require(try folder.roundTrip(page))
        #expect(again == page)
        #expect(Array(again.lines[0].words[0].text.utf8) == Array(text.utf8))
        #expect(Array(again.engine.utf8) == Array(page.engine.utf8))
    }

    @Test("What XML cannot hold is replaced, the same before writing and by the writer")
    func forbiddenCharacters() throws {
        let text = "a\0b\u{1}c\u{1F}d\u{FFFE}e\u{FFFF}f\u{B}g"
        let page = RecognizedPage(
            width: 5, height: 5,
            lines: [.line(of: [text]), TextLine(words: [], block: 3)], engine: "e\u{8}")
        let clean = page.withXMLText
        #expect(
            clean.lines[0].words[0].text
                == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}f\u{FFFD}g")
        #expect(clean.engine == "e\u{FFFD}")
        #expect(clean.lines.count == 1)
        #expect(clean.withXMLText == clean)
        #expect(try folder.roundTrip(page) == clean)
    }

    @Test("A word of a megabyte becomes several and loses nothing")
    func longWord() throws {
        let text = String(repeating: "<ș>", count: 300_000)
        let page = RecognizedPage(
            width: 5, height: 5, lines: [.line(of: [text])], engine: "e")
        let again = try #require(try folder.roundTrip(page))
        #expect(again == page.withXMLText)
        #expect(again.lines[0].words.map(\.text).joined() == text)
        #expect(again.lines[0].words.count > 10)
    }

    @Test("Pages without text and an empty page are told apart")
    func pagesWithoutText() throws {
        let empty = RecognizedPage(width: 3, height: 4, lines: [], engine: "e")
        let failure = Failure(code: "page-time", message: "The page took too long.")
        let pages = [
            ProcessedPage(number: 1, verdict: .blank),
            ProcessedPage(number: 2, verdict: .failed, failure: failure),
            ProcessedPage(number: 5, verdict: .done, recognized: empty),
            ProcessedPage(number: 6, verdict: .blank, recognized: empty),
        ]
        let read = try folder.read(try folder.write(pages))
        #expect(read.map(\.number) == [1, 2, 5, 6])
        #expect(read.map(\.page) == [nil, nil, empty, nil])
    }

    @Test("A thousand pages of two engines come back one by one")
    func manyPages() throws {
        func page(_ number: Int) -> RecognizedPage? {
            guard number % 9 != 0 else { return nil }
            let lines = (0..<12).map {
                TextLine.line("rândul \($0) al paginii \(number) din dosar", block: $0 / 5)
            }
            return RecognizedPage(
                width: 2480, height: 3508, lines: lines, engine: "engine \(number % 2)")
        }
        let pages = (1...1_000).lazy.map {
            ProcessedPage(
                number: $0, verdict: page($0) == nil ? .blank : .done, recognized: page($0))
        }
        let path = try folder.write(pages, engines: ["engine 1", "engine 0", "engine 1"])
        var next = 1
        try ALTOReader.forEachPage(at: path) { number, read in
            #expect(number == next)
            #expect(read == page(number))
            next += 1
        }
        #expect(next == 1_001)
    }

    @Test("The same pages give the same bytes, without a time in them")
    func determinism() throws {
        let page = ProcessedPage.reading("unu doi trei", number: 1)
        let first = try ALTOFolder.bytes(of: [page], engines: ["test", "other"])
        let second = try ALTOFolder.bytes(of: [page], engines: ["test", "other"])
        #expect(first == second)
        #expect(Array(first[4..<8]) == [0, 0, 0, 0])
    }

    @Test("The head names the scan, with what is no text written as percents")
    func head() throws {
        let name = ScanName(bytes: Array("a%ș\u{7}".utf8))
        #expect(XMLBuffer.percentEncoded(name) == "a%25ș%07")
        #expect(XMLBuffer.percentEncoded(ScanName(bytes: [0x61, 0xFE, 0x25, 0x20])) == "a%FE%25 ")
        #expect(XMLBuffer.percentEncoded(ScanName("x\u{FFFF}")) == "x%EF%BF%BF")
    }
}

@Suite("Writing ALTO in the wrong way")
struct ALTOMisuseTests {
    @Test("Pages out of order, an unknown engine, boxes beyond reach and no pages are refused")
    func refusals() throws {
        let good = ProcessedPage.reading("x", number: 2)
        let far = ProcessedPage(
            number: 3, verdict: .done,
            recognized: RecognizedPage(
                width: 1, height: 1,
                lines: [
                    TextLine(
                        words: [
                            Word(
                                text: "x",
                                box: BoundingBox(left: .min, top: 0, right: .max, bottom: 1),
                                confidence: Confidence(1))
                        ], block: 0)
                ], engine: "test"))
        let cases: [([ProcessedPage], [String])] = [
            ([good, good], ["test"]), ([good], ["other"]), ([far], ["test"]), ([], ["test"]),
            ([good], [String(repeating: "x", count: 1 << 17)]),
        ]
        for (pages, engines) in cases {
            let error = storeError { _ = try ALTOFolder.bytes(of: pages, engines: engines) }
            #expect(error?.code == .altoRefused)
        }
    }

    @Test("A page with more words than a page can have is refused")
    func tooManyWords() throws {
        let box = BoundingBox(left: 0, top: 0, right: 1, bottom: 1)
        let word = Word(text: "a", box: box, confidence: Confidence(1))
        let words = Array(repeating: word, count: ALTOFormat.mostWords + 1)
        let page = RecognizedPage(
            width: 1, height: 1, lines: [TextLine(words: words, block: 0)], engine: "test")
        let error = storeError {
            _ = try ALTOFolder.bytes(
                of: [ProcessedPage(number: 1, verdict: .done, recognized: page)],
                engines: ["test"])
        }
        #expect(error?.code == .altoRefused)
    }

    @Test("An error of the sink comes out as it is")
    func sinkFails() throws {
        struct DiskFull: Error {}
        let writer = try ALTOWriter(scan: .example(engines: ["test"])) { _ in throw DiskFull() }
        try writer.write(.reading("x", number: 1))
        #expect(throws: DiskFull.self) { try writer.finish() }
    }

    @Test("A finished file takes no more pages")
    func finished() throws {
        let writer = try ALTOWriter(scan: .example(engines: ["test"])) { _ in }
        try writer.write(.reading("x", number: 1))
        try writer.finish()
        #expect(storeError { try writer.finish() }?.code == .altoRefused)
        #expect(
            storeError { try writer.write(.reading("x", number: 2)) }?.code == .altoRefused)
    }
}
