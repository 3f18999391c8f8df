import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import DurableFiles
@testable import PageXML

@Suite("Damaged files of recognised text")
struct ALTODamageTests {
    let folder = ALTOFolder()
    let sound: [UInt8]

    init() throws {
        sound = try ALTOFolder.bytes(
            of: [.reading("unu doi trei", number: 1), .reading(nil, number: 2)], engines: ["test"])
    }

    /// The code of what reading the bytes throws.
    private func code(_ bytes: some Sequence<UInt8>) throws -> ErrorCode? {
        let file = try folder.file(bytes)
        return storeError { try ALTOReader.forEachPage(at: file) { _, _ in } }?.code
    }

    /// A file with this in its layout; what is sound for the rest.
    private func alto(
        _ layout: String, unit: String = "pixel", namespace: String = ALTOFormat.namespace,
        prolog: String = "", root: String = "alto"
    ) throws -> [UInt8] {
        try ALTOFolder.gzip(
            """
            <?xml version="1.0" encoding="UTF-8"?>\(prolog)
            <\(root) xmlns="\(namespace)"><Description><MeasurementUnit>\(unit)</MeasurementUnit>
            <Processing ID="engine1"><processingSoftware><softwareName>e</softwareName>
            </processingSoftware></Processing></Description><Layout>\(layout)</Layout></\(root)>
            """)
    }

    private func word(_ attributes: String) -> String {
        """
        <Page ID="p1" PHYSICAL_IMG_NR="1" WIDTH="9" HEIGHT="9" PROCESSING="engine1"><PrintSpace>
        <TextBlock ID="p1.b0"><TextLine><String \(attributes)/></TextLine></TextBlock>
        </PrintSpace></Page>
        """
    }

    @Test("A file cut anywhere is damaged")
    func truncated() throws {
        for length in 0..<sound.count {
            #expect(try code(sound.prefix(length)) == .altoDamaged, "cut at \(length)")
        }
        #expect(try code(sound) == nil)
    }

    @Test("Any bit that is wrong behind the gzip header is noticed")
    func flippedBits() throws {
        // The byte before the eight of checksum and length ends in bits that fill it up and mean nothing.
        for place in 10..<sound.count where place != sound.count - 9 {
            var bytes = sound
            bytes[place] ^= 1 << (place % 8)
            #expect(try code(bytes) == .altoDamaged, "byte \(place)")
        }
    }

    @Test("A file that is missing, no gzip, or followed by something is damaged")
    func notGzip() throws {
        #expect(try code(Array("<alto/>".utf8)) == .altoDamaged)
        #expect(try code(sound + [0]) == .altoDamaged)
        #expect(try code(sound + sound) == .altoDamaged)
        #expect(try code(ALTOFolder.gzip("")) == .altoDamaged)
        let missing = folder.path + "/missing"
        #expect(
            storeError { try ALTOReader.forEachPage(at: missing) { _, _ in } }?.code
                == .altoDamaged)
    }

    @Test("A file that cannot be read is no damage, and links are not followed")
    func unreadable() throws {
        #expect(
            storeError { try ALTOReader.forEachPage(at: folder.path) { _, _ in } }?.code
                == .archiveFailed)
        let link = folder.path + "/link"
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: try folder.file(sound))
        #expect(
            storeError { try ALTOReader.forEachPage(at: link) { _, _ in } }?.code
                == .partForeign)
    }

    @Test("The file that the other cases spoil is sound")
    func soundExample() throws {
        let words = "CONTENT=\"a\" HPOS=\"1\" VPOS=\"2\" WIDTH=\"3\" HEIGHT=\"4\" WC=\"0.5\""
        let pages = try folder.read(try folder.file(try alto(word(words))))
        #expect(pages.first?.page?.text == "a\n")
        #expect(
            pages.first?.page?.lines[0].words[0].box
                == BoundingBox(left: 1, top: 2, right: 4, bottom: 6))
    }

    @Test(
        "A word without one of its attributes is damage",
        arguments: ["CONTENT", "HPOS", "VPOS", "WIDTH", "HEIGHT", "WC"])
    func missingAttribute(name: String) throws {
        let values = [
            "CONTENT": "a", "HPOS": "1", "VPOS": "2", "WIDTH": "3", "HEIGHT": "4", "WC": "0.5",
        ]
        let rest = values.filter { $0.key != name }.map { "\($0.key)=\"\($0.value)\"" }
        #expect(try code(alto(word(rest.joined(separator: " ")))) == .altoDamaged)
    }

    @Test(
        "Values that no writer of ours gives are damage",
        arguments: [
            "HPOS=\"1.5\" WC=\"0.5\"", "HPOS=\"9223372036854775807\" WC=\"0.5\"",
            "HPOS=\"1\" WC=\"nan\"", "HPOS=\"1\" WC=\"1.01\"", "HPOS=\"1\" WC=\"-0.1\"",
            "HPOS=\"x\" WC=\"0.5\"",
        ])
    func oddValues(attributes: String) throws {
        let text = "CONTENT=\"a\" VPOS=\"2\" WIDTH=\"3\" HEIGHT=\"4\" " + attributes
        #expect(try code(alto(word(text))) == .altoDamaged)
    }

    @Test(
        "A layout that is not ours is damage, so that no text is passed over",
        arguments: [
            "", "<Page ID=\"p1\"/>", "<Page PHYSICAL_IMG_NR=\"0\"/>",
            "<Page PHYSICAL_IMG_NR=\"2\"/><Page PHYSICAL_IMG_NR=\"2\"/>",
            "<Page PHYSICAL_IMG_NR=\"1\"><PrintSpace/></Page>",
            "<Page PHYSICAL_IMG_NR=\"1\"><TopMargin/></Page>",
            "<Page PHYSICAL_IMG_NR=\"1\"><Page PHYSICAL_IMG_NR=\"2\"/></Page>",
            "<Page PHYSICAL_IMG_NR=\"1\"><x:Page xmlns:x=\"urn:other\"/></Page>",
            "<Page PHYSICAL_IMG_NR=\"1\">", "<String/>", "<Page PHYSICAL_IMG_NR=\"1\" ID=\"&x;\"/>",
            """
            <Page PHYSICAL_IMG_NR="1" WIDTH="1" HEIGHT="1" PROCESSING="engine2"><PrintSpace/></Page>
            """,
            """
            <Page PHYSICAL_IMG_NR="1" WIDTH="1" HEIGHT="1" PROCESSING="engine1"><PrintSpace/>
            <PrintSpace/></Page>
            """,
            """
            <Page PHYSICAL_IMG_NR="1" WIDTH="1" HEIGHT="1" PROCESSING="engine1"><PrintSpace>
            <TextBlock ID="p2.b0"/></PrintSpace></Page>
            """,
            """
            <Page PHYSICAL_IMG_NR="1" WIDTH="1" HEIGHT="1" PROCESSING="engine1"><PrintSpace>
            <TextBlock ID="p1.b0"><TextLine/></TextBlock></PrintSpace></Page>
            """,
        ])
    func foreignLayout(layout: String) throws {
        #expect(try code(alto(layout)) == .altoDamaged)
    }

    @Test("Another root, namespace, unit or encoding is damage")
    func foreignHead() throws {
        let page = "<Page PHYSICAL_IMG_NR=\"1\"/>"
        #expect(try code(alto(page)) == nil)
        #expect(try code(alto(page, root: "PcGts")) == .altoDamaged)
        #expect(try code(alto(page, unit: "mm10")) == .altoDamaged)
        let third = "http://www.loc.gov/standards/alto/ns-v3#"
        #expect(try code(alto(page, namespace: third)) == .altoDamaged)
        #expect(try code(alto(page, namespace: "")) == .altoDamaged)
        #expect(
            try code(ALTOFolder.gzip("<alto xmlns=\"\(ALTOFormat.namespace)\">\u{0}"))
                == .altoDamaged)
    }

    @Test("A document type is refused, and so are entities that grow")
    func documentType() throws {
        let page = "<Page PHYSICAL_IMG_NR=\"1\"/>"
        let bomb = """
            <!DOCTYPE alto [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
            """
        for prolog in ["<!DOCTYPE alto>", "<!DOCTYPE alto SYSTEM \"file:///etc/passwd\">", bomb] {
            let file = try folder.file(try alto(page, prolog: prolog))
            let error = storeError { try ALTOReader.forEachPage(at: file) { _, _ in } }
            #expect(error?.code == .altoDamaged)
            #expect(error?.message.contains("document type") == true)
        }
    }

    @Test("Bombs are given up: endless tags and comments, deep nesting, long names of engines")
    func bombs() throws {
        let long = String(repeating: "x", count: 4 << 20)
        #expect(try code(alto("<Page ID=\"\(long)\" PHYSICAL_IMG_NR=\"1\"/>")) == .altoDamaged)
        let page = "<Page PHYSICAL_IMG_NR=\"1\"/>"
        #expect(try code(alto(page, prolog: "<!--\(long)-->")) == .altoDamaged)
        #expect(try code(alto(page, unit: long)) == .altoDamaged)
        let deep = String(repeating: "<a>", count: 100)
        #expect(try code(alto(page, unit: "pixel</MeasurementUnit>\(deep)")) == .altoDamaged)
    }

    @Test("A page with more words than a page can have is given up", arguments: [2, 3])
    func tooManyWords(limit: Int) throws {
        let page = RecognizedPage(
            width: 1, height: 1, lines: [.line("a", block: 0), .line("b c", block: 0)], engine: "e")
        let file = try folder.write([ProcessedPage(number: 1, verdict: .done, recognized: page)])
        let gzip = try GzipReader(file)
        var xml = [UInt8](repeating: 0, count: 1 << 16)
        let count = try xml.withUnsafeMutableBytes { try gzip.read(into: $0) }
        var pages: [RecognizedPage?] = []
        let handler = ALTOPageHandler(mostWords: limit) { pages.append($1) }
        let parser = try XMLStreamParser(namespace: ALTOFormat.namespace, handler: handler)
        let parse = {
            try xml[..<count].withUnsafeBytes { try parser.feed($0) }
        }
        if limit < 3 {
            #expect(throws: ALTOFault("page 1 has too many words")) { try parse() }
        } else {
            try parse()
        }
        #expect(pages == (limit < 3 ? [] : [page]))
    }

    @Test("An error of the caller comes out as it is and ends the reading")
    func callerFails() throws {
        struct Enough: Error {}
        let file = try folder.file(sound)
        var calls = 0
        #expect(throws: Enough.self) {
            try ALTOReader.forEachPage(at: file) { _, _ in
                calls += 1
                throw Enough()
            }
        }
        #expect(calls == 1)
    }

    @Test("A damaged file is told by its path and what is wrong, with nothing of its text")
    func message() throws {
        let secret = "CONTENT=\"1800101221144\" HPOS=\"1\""
        let file = try folder.file(try alto(word(secret)))
        let error = storeError { try ALTOReader.forEachPage(at: file) { _, _ in } }
        #expect(error?.subject == file)
        #expect(error?.exitStatus == .damaged)
        #expect(error?.message.contains("VPOS") == true)
        #expect(error?.message.contains("1800101221144") == false)
    }
}
