import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ScanDecoding

@Suite("The worth of a PDF's text layer")
struct TextLayerTests {
    private static let sentence = """
        Consiliul local al comunei, întrunit în ședință ordinară, având în vedere raportul \
        compartimentului de specialitate și avizul comisiei pentru buget, hotărăște aprobarea \
        bugetului local pe anul 2024, iar sumele pentru învățământ și sănătate se asigură din \
        veniturile proprii și din cotele defalcate în condițiile legii
        """

    /// How tools damage text on its way into a PDF.
    private static let damages: [(String, @Sendable (String) -> String, TextLayerFlaw?)] = [
        ("whole", { $0 }, nil),
        (
            "typed without diacritics", { $0.folding(options: .diacriticInsensitive, locale: nil) },
            nil
        ),
        ("with figures and questions", { $0 + " cine? 12 m 3 t nr. 5 a) b) 2024" }, nil),
        ("CP1250 as CP1252", { mapped($0, "ășțĂȘȚ", "ãºþÃªÞ") }, .wrongCodePage),
        ("UTF-8 as CP1252", { mapped($0, ["ă": "Äƒ", "ș": "È™", "ț": "È›"]) }, .wrongCodePage),
        ("lost to blanks", { mapped($0, "ăâîșț", "     ") }, .lostLetters),
        ("lost to question marks", { mapped($0, "ăâîșț", "?????") }, .lostLetters),
        ("lost to boxes", { mapped($0, "ăâîșț", "□□□□□") }, .lostLetters),
        ("lost", { $0.filter { !"ăâîșț".contains($0) } }, .lostLetters),
        ("of other letters", { turned($0, by: 7) }, .noLanguage),
        ("of glyph numbers", { shifted($0, by: -29) }, .noLanguage),
        ("letter by letter", { $0.map { "\($0) " }.joined() }, .letterSpaced),
        ("of private characters", { shifted($0, by: 0xE000) }, .oddCharacters),
        ("in Cyrillic", { _ in "договор аренды земли сельскохозяйственного" }, .oddCharacters),
        ("of two words", { _ in "Anexa 1" }, .tooFewWords),
        ("in one piece", { $0.filter { $0 != " " } + " a b" }, .letterSpaced),
    ]

    @Test("damage is told from text", arguments: damages.indices)
    func damage(_ index: Int) throws {
        let (name, damage, flaw) = Self.damages[index]
        let page = try Self.page(damage(Self.sentence))
        #expect(TextLayerQuality(of: page).flaw == flaw, "\(name)")
    }

    @Test(
        "other languages, tables and forms are text",
        arguments: [
            "The council of the commune has seen the report and approves the budget of the year",
            "A helyi tanács rendes ülésén megvitatta és elfogadta a költségvetést az idei évre",
            "Nr. crt. Denumire U.M. Cant. Preț 1 Cherestea fag mc 12 13,50 2 Scândură brad mc 4 9,20",
            "Popescu Ion Ionescu Maria Țurlea Gheorghe Mărgineanu Ana str. Gării nr. 5 ap. 12 jud. Argeș",
            "https://www.example.ro/cautare?an=2024&tip=hcl registratura@example.ro tel. 0248/123456 str. Gării nr. 5",
        ])
    func sound(_ text: String) throws {
        #expect(TextLayerQuality(of: try Self.page(text)).flaw == nil)
    }

    @Test("two layers upon each other are no text")
    func overlapping() throws {
        var page = try Self.page(Self.sentence)
        page.lines += page.lines.map { line in
            TextLine(
                words: line.words.map {
                    Word(text: $0.text, box: $0.box.moved(3, 2), confidence: $0.confidence)
                }, block: 1)
        }
        #expect(TextLayerQuality(of: page).flaw == .overlapping)
    }

    @Test("a heading spaced letter by letter is joined by its gaps")
    func spaced() {
        let page = Self.spaced("HOTĂRÂRE PRIVIND BUGETUL", gap: 12, wordGap: 40)
        let (joined, letters) = LetterSpacing.joined(page)
        #expect(joined.lines.map(\.text) == ["HOTĂRÂRE PRIVIND BUGETUL"])
        #expect(letters == 19)
        #expect(joined.lines[0].box == page.lines[0].box)
    }

    @Test("the heads of columns stay letters of their own")
    func columns() {
        let page = Self.spaced("ABCDEF", gap: 300, wordGap: 300)
        #expect(LetterSpacing.joined(page).letters == 0)
        let initials = Self.spaced("ABC", gap: 12, wordGap: 40)
        #expect(LetterSpacing.joined(initials).letters == 0)
    }

    @Test("words that the page does not show are unseen")
    func unseen() throws {
        let page = try Self.page(Self.sentence)
        #expect(try #require(TextLayerSight(of: page, on: Self.picture(of: page))).flaw == nil)
        let white = PageDrawing(width: 1190, height: 1684).image(dotsPerInch: 144)
        #expect(try #require(TextLayerSight(of: page, on: white)).flaw == .unseen)
    }

    @Test("print that no word covers makes a layer incomplete, an emblem does not")
    func incomplete() throws {
        let page = try Self.page(Self.sentence)
        let half = RecognizedPage(
            width: page.width, height: page.height,
            lines: Array(page.lines.prefix(page.lines.count / 2)), engine: page.engine)
        let picture = Self.picture(of: page)
        #expect(try #require(TextLayerSight(of: half, on: picture)).flaw == .incomplete)
        let emblem = Self.picture(of: page, extraMarks: 12)
        #expect(try #require(TextLayerSight(of: page, on: emblem)).flaw == nil)
    }

    @Test("pictures in strips make a scan, whose densest picture gives the resolution")
    func strips() throws {
        let strip = "1 0 image 1654 234 gray 1 8 jpeg no 5 0 200 200 4K 1%"
        let mask = "1 9 stencil 2480 3508 - 1 1 jbig2 no 6 0 300 300 4K 1%"
        let paper = "1 8 image 827 1169 rgb 3 8 jpeg no 7 0 100 100 4K 1%"
        let size = "Page 1 size: 595 x 842 pts (A4)"
        func info(_ pictures: [String]) throws -> PDFPageInfo {
            try #require(
                PDFPageInfo(information: size, listing: pictures.joined(separator: "\n")))
        }
        #expect(try info([strip]).isScan == false)
        #expect(try info([String](repeating: strip, count: 10)).scanResolution?.vertical == 200)
        #expect(try info([paper, mask]).scanResolution?.vertical == 300)
        #expect(try info([]).pictureShare == 0)
    }

    @Test("the verdict is recorded with the page")
    func recorded() async throws {
        let sound = try await decodeFirstPage(Fixtures.format("pdf-text.pdf")).page
        #expect(sound.steps.first?.name == "textLayer")
        #expect(sound.steps.first?.measured["accepted"] == 1)
        #expect(sound.warnings.isEmpty)
        let poor = try await decodeFirstPage(Fixtures.format("pdf-text-private.pdf")).page
        #expect(poor.steps.first?.measured["accepted"] == 0)
        #expect(poor.warnings.contains { $0.contains("the PDF's own text was not used") })
    }

    // MARK: pages

    private static func mapped(_ text: String, _ old: String, _ new: String) -> String {
        mapped(text, Dictionary(uniqueKeysWithValues: zip(old, new.map(String.init))))
    }

    private static func mapped(_ text: String, _ table: [Character: String]) -> String {
        text.map { table[$0] ?? String($0) }.joined()
    }

    /// Each letter moved on in the alphabet.
    private static func turned(_ text: String, by count: UInt32) -> String {
        let plain = text.folding(options: .diacriticInsensitive, locale: nil).lowercased()
        return String(
            String.UnicodeScalarView(
                plain.unicodeScalars.map { scalar in
                    guard (97...122).contains(scalar.value) else { return scalar }
                    return Unicode.Scalar((scalar.value - 97 + count) % 26 + 97) ?? scalar
                }))
    }

    /// Each letter moved on in Unicode.
    private static func shifted(_ text: String, by count: Int) -> String {
        let plain = text.folding(options: .diacriticInsensitive, locale: nil)
        return String(
            String.UnicodeScalarView(
                plain.unicodeScalars.map { scalar in
                    scalar == " "
                        ? scalar : Unicode.Scalar(UInt32(Int(scalar.value) + count)) ?? scalar
                }))
    }

    /// An A4 page of 300 dots per inch with the text in lines of eight words.
    private static func page(_ text: String) throws -> RecognizedPage {
        let words = text.split(separator: " ").map(String.init)
        var lines: [TextLine] = []
        for start in stride(from: 0, to: words.count, by: 8) {
            var left = 250
            let top = 300 + lines.count * 70
            let line = words[start..<min(start + 8, words.count)].map { word in
                let box = BoundingBox(
                    left: left, top: top, right: left + 22 * word.count, bottom: top + 42)
                left = box.right + 20
                return Word(text: word, box: box, confidence: Confidence(0.99))
            }
            lines.append(TextLine(words: line, block: 0))
        }
        return RecognizedPage(width: 2479, height: 3508, lines: lines, engine: "pdf text layer")
    }

    /// One line whose letters stand apart.
    private static func spaced(_ text: String, gap: Int, wordGap: Int) -> RecognizedPage {
        var left = 300
        var words: [Word] = []
        for character in text {
            if character == " " {
                left += wordGap - gap
                continue
            }
            let box = BoundingBox(left: left, top: 300, right: left + 30, bottom: 342)
            words.append(Word(text: String(character), box: box, confidence: Confidence(0.99)))
            left = box.right + gap
        }
        return RecognizedPage(
            width: 2479, height: 3508, lines: [TextLine(words: words, block: 0)],
            engine: "pdf text layer")
    }

    /// The page as it is drawn at 144 dots per inch: a small block for each letter.
    private static func picture(of page: RecognizedPage, extraMarks: Int = 0) -> PageImage {
        var drawing = PageDrawing(width: 1190, height: 1684)
        for word in page.words {
            let count = word.text.count
            for index in 0..<count {
                let left = (word.box.left + index * word.box.width / count) * 12 / 25
                let top = word.box.top * 12 / 25
                drawing.fill(
                    BoundingBox(left: left + 1, top: top + 4, right: left + 8, bottom: top + 16))
            }
        }
        for index in 0..<extraMarks {
            let (x, y) = (100 + 20 * index, 1200)
            drawing.fill(BoundingBox(left: x, top: y, right: x + 9, bottom: y + 9))
        }
        return drawing.image(dotsPerInch: 144)
    }
}

extension BoundingBox {
    fileprivate func moved(_ across: Int, _ down: Int) -> BoundingBox {
        BoundingBox(
            left: left + across, top: top + down, right: right + across, bottom: bottom + down)
    }
}
