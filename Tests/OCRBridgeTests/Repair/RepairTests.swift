import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import OCRBridge

@Suite("Repair of single words")
struct WordRepairTests {
    private static let words: Set<String> = [
        "Ion", "Ionescu", "lei", "la", "Iulian", "primarul", "municipiul", "organului",
        "înregistrat",
        "plată", "piată", "Șoimului", "hotărâre", "taxă", "tarla", "numărul", "dare", "clare",
        "ședință",
    ]
    private let repair = WordRepair(
        vocabulary: Vocabulary { Self.words.contains($0) }, confusions: .builtIn)

    private func repaired(
        _ text: String, _ confidence: Double = 0.5, hasMarks: Bool = true
    ) -> Word? {
        repair.repaired(drawn(text, confidence: confidence), hasMarks: hasMarks)?.word
    }

    @Test(
        "a misread word becomes the one word of the dictionary that it can be",
        arguments: [
            ("lon", "Ion"), ("lonescu,", "Ionescu,"), ("(lulian)", "(Iulian)"),
            ("Ion-lulian", "Ion-Iulian"),
            ("$oimului,", "Șoimului,"), ("MUNICIFIUL", "MUNICIPIUL"), ("orpanului", "organului"),
            ("inregistrat", "înregistrat"), ("pIată", "plată"), ("prirnarul", "primarul"),
            ("sedinta", "ședință"),
        ])
    func repairs(_ read: String, _ printed: String) {
        let word = repaired(read)
        #expect(word?.text == printed)
        #expect(word?.raw == read)
        #expect(word?.confidence == Confidence(0.5))
    }

    @Test(
        "figures, addresses, words, short words and what could be several words are left alone",
        arguments: [
            "lei", "LEI", "la", "l0n", "lon1", "12.lon", "lon@primarie.ro", "www.lon.ro", "xyzzy",
            "-", "",
            "Tarla", "tarlaua", "clate", "Lei", "leiI", "hotărâri", "INREGISTRAT", "Inregistrat",
            "l", "—",
        ])
    func leaves(_ read: String) {
        #expect(repaired(read) == nil)
    }

    @Test("letters that look alike are traded only in words read with little confidence")
    func confidence() {
        #expect(repaired("orpanului", 0.9) == nil)
        #expect(repaired("inregistrat", 0.9) == nil)
        #expect(repaired("lon", 0.95)?.text == "Ion")
    }

    @Test("one letter of a long word may be any other, when only one word results")
    func oneLetter() {
        let words: Set = [
            "compartimentului", "cheltuiala", "Mehedinți", "obligația", "obligațiile", "primarului",
            "contract", "încasarea", "încasarei", "registrul", "registru",
        ]
        let repair = WordRepair(
            vocabulary: Vocabulary { words.contains($0) }, confusions: .builtIn)
        func repaired(_ text: String, _ confidence: Double = 0.5) -> String? {
            repair.repaired(drawn(text, confidence: confidence), hasMarks: false)?.word.text
        }
        #expect(repaired("vompartimentului,") == "compartimentului,")
        #expect(repaired("Chekfuiala") == nil && repaired("Cheftuiala") == "Cheltuiala")
        #expect(repaired("OBLIGAȚIHLE") == "OBLIGAȚIILE")
        #expect(repaired("Menedinți") == "Mehedinți")
        // Too sure, too unsure, too short; a letter too many; the last letter; a vowel; marks alone; two words.
        for (text, confidence) in [
            ("vompartimentului", 0.8), ("vompartimentului", 0.1), ("comtract", 0.5),
            ("primarrului", 0.5), ("registruz", 0.5), ("primarulei", 0.5), ("obligatiile", 0.5),
            ("încasareq", 0.5),
        ] {
            #expect(repaired(text, confidence) == nil, "\(text)")
        }
    }

    @Test("marks are added only where letters around have them")
    func marks() {
        #expect(repaired("inregistrat", hasMarks: false) == nil)
    }

    @Test(
        "a word of the program's own list gets its marks, though the dictionary has it without as well",
        arguments: [
            ("achizitia", "achiziția"), ("fară", "fără"), ("Intocmit.", "Întocmit."), ("si", "și"),
            ("JUDETUL", "JUDEȚUL"), ("Dambovita", "Dâmbovița"), ("Gospodàrire", "Gospodărire"),
            ("înregistrațe", "înregistrate"), ("angajamēntului", "angajamentului"),
        ])
    func ownWords(_ read: String, _ printed: String) {
        let dictionary: Set = ["achizitia", "fară", "Intocmit", "si", "judetul", "angajament"]
        let repair = WordRepair(
            vocabulary: Vocabulary(
                own: OwnWords(
                    """
                    # a comment
                    achiziția
                    fără
                    întocmit
                    și
                    județul
                    Dâmbovița
                    gospodărire
                    înregistrate
                    angajamentului
                    """)
            ) { dictionary.contains($0) }, confusions: .builtIn)
        func repaired(_ confidence: Double, _ hasMarks: Bool = true) -> Word? {
            repair.repaired(drawn(read, confidence: confidence), hasMarks: hasMarks)?.word
        }
        #expect(repaired(0.8)?.text == printed)
        #expect(repaired(0.8)?.raw == read)
        #expect(repaired(0.9) == nil && repaired(0.8, false) == nil)
    }

    @Test(
        "words of the list, their endings, words in two spellings and lost marks stay",
        arguments: [
            "plata", "plată", "taxa", "taxă", "statul", "prețuri", "Statul", "STATUL", "primeste",
            "ședința",
        ])
    func ownWordsStay(_ read: String) {
        let own = OwnWords(
            "plata\nplăți\ntaxă\nstatul\nștatul\npreturi\nprimește\nprimeșțe\nsedinta")
        let repair = WordRepair(
            vocabulary: Vocabulary(own: own) { ["taxa", "prețuri", "ședința"].contains($0) },
            confusions: .builtIn)
        #expect(repair.repaired(drawn(read), hasMarks: true) == nil)
    }

    @Test("a name of the list that was read with l is none, though the dictionary has it")
    func names() {
        let vocabulary = Vocabulary(own: OwnWords("Ioana")) { ["loana", "la", "Ion"].contains($0) }
        let repair = WordRepair(vocabulary: vocabulary, confusions: .builtIn)
        let word = repair.repaired(drawn("loana-la", confidence: 0.92), hasMarks: false)?.word
        #expect(word?.text == "Ioana-la" && word?.raw == "loana-la")
        #expect(vocabulary.knows("la") && !vocabulary.knows("loana") && vocabulary.knows("Ioana"))
    }

    @Test("the program's list is sound: letters and hyphens, composed, with comma, each word once")
    func list() {
        let lines = String(decoding: PackageResources.words_txt, as: UTF8.self)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(Set(lines).count == lines.count && lines.count > 900)
        for line in lines {
            #expect(line.allSatisfy { $0.isLetter || $0 == "-" }, "\(line)")
            #expect(RomanianSpelling.normalized(String(line)) == line, "\(line)")
        }
        let words = OwnWords.builtIn
        #expect(words.contains("chitanță") && words.contains("mături") && words.contains("Sălaj"))
        #expect(words.marked("obligatiile", mayLose: false) == "obligațiile")
        for word in ["statul", "primarii", "taxa", "sa", "ca", "restante", "urgenta", "noua"] {
            #expect(words.marked(word, mayLose: false) == nil, "\(word)")
        }
    }

    @Test("the dictionary's cedilla and the system's comma are one")
    func cedilla() {
        let vocabulary = Vocabulary { ["şedinţă", "plaţi", "soluții"].contains($0) }
        for word in ["ședință", "Ședință", "ȘEDINȚĂ", "plați", "soluții"] {
            #expect(vocabulary.knows(word) && vocabulary.vouches(for: word), "\(word)")
        }
        #expect(!vocabulary.knows("sedință") && !vocabulary.vouches(for: "șEdință"))
    }
}

@Suite("Repair of spaces between words")
struct SpacingRepairTests {
    private static let words: Set<String> = [
        "Costica", "taxă", "încasare", "dispune", "de", "la", "mal", "urmare", "urmarea",
    ]
    private let vocabulary = Vocabulary { Self.words.contains($0) }

    /// Repairs a line of words; `_` in a text is a wide gap in the picture of its word.
    private func repaired(_ texts: [String], gaps: [Int]) -> TextLine {
        var drawing = PageDrawing(width: 2000, height: 100)
        var line = TextLine(words: [], block: 0)
        var x = 20
        for (index, text) in texts.enumerated() {
            let start = x
            for letter in text {
                if letter == "_" {
                    x += 14
                    continue
                }
                drawing.fill(BoundingBox(left: x, top: 30, right: x + 16, bottom: 60))
                x += 20
            }
            line.words.append(
                Word(
                    text: text.filter { $0 != "_" },
                    box: BoundingBox(left: start, top: 28, right: x - 4, bottom: 62),
                    confidence: Confidence(0.8 - Double(index) / 100)))
            x += index < gaps.count ? gaps[index] - 4 : 0
        }
        let repair = SpacingRepair(vocabulary: vocabulary, ink: InkGaps(in: drawing.image()))
        return repair.repaired(line).line
    }

    @Test("pieces as near as letters that make a word are joined")
    func joins() {
        let line = repaired(["BANU", "COST", "ICA", "MARIA"], gaps: [20, 5, 20])
        #expect(line.words.map(\.text) == ["BANU", "COSTICA", "MARIA"])
        #expect(line.words[1].raw == "COST ICA")
        #expect(line.words[1].confidence == Confidence(0.78))
        #expect(line.words[1].box.left == 116 && line.words[1].box.width == 7 * 20 + 1 - 4)
    }

    @Test("a mark goes to the word that it stands at")
    func marks() {
        let line = repaired(["DISPUNE", ":"], gaps: [5])
        #expect(line.words.map(\.text) == ["DISPUNE:"])
        #expect(line.words[0].raw == "DISPUNE :")
        #expect(repaired(["DISPUNE", ":"], gaps: [20]).words.count == 2)
    }

    @Test("a mark within the box of its word goes to it, but never to a figure")
    func overlappingMark() {
        #expect(repaired(["DISPUNE", ":"], gaps: [-6]).words.map(\.text) == ["DISPUNE:"])
        #expect(repaired(["1234567", ":"], gaps: [5]).words.count == 2)
    }

    @Test("pieces with a space between them, two words, and figures stay apart")
    func staysApart() {
        #expect(repaired(["COST", "ICA", "MARIA"], gaps: [20, 20]).words.count == 3)
        #expect(repaired(["de", "la", "mal"], gaps: [5, 20]).words.count == 3)
        #expect(repaired(["COST", "12", "MARIA"], gaps: [5, 20]).words.count == 3)
        #expect(repaired(["urmare", "a", "mal"], gaps: [5, 20]).words.count == 3)
    }

    @Test("a word with a wide gap between two words of the dictionary is parted there")
    func parts() {
        let line = repaired(["pentru", "Încasare_taxă,"], gaps: [20])
        #expect(line.words.map(\.text) == ["pentru", "Încasare", "taxă,"])
        #expect(line.words.map(\.raw) == [nil, "Încasaretaxă,", ""])
        #expect(line.words[1].box.right == line.words[2].box.left)
    }

    @Test("a word without a gap, or with it at another place, stays whole")
    func staysWhole() {
        #expect(repaired(["pentru", "Încasaretaxă"], gaps: [20]).words.count == 2)
        #expect(repaired(["pentru", "Înc_asaretaxă"], gaps: [20]).words.count == 2)
        #expect(repaired(["pentru", "Încasare_taxo"], gaps: [20]).words.count == 2)
    }
}

@Suite("Words broken at the end of a line")
struct HyphenFinderTests {
    private static let words: Set<String> = [
        "angajament", "angaja", "mai", "nu", "numai", "un", "primar", "decizie", "vice", "lege",
        "dulce",
    ]
    private let finder = HyphenFinder(vocabulary: Vocabulary { Self.words.contains($0) })

    private func wholes(
        _ first: String, _ second: String, block: Int = 0, down: Int = 0
    ) -> [String?] {
        var lines = [
            TextLine(words: [drawn("x"), drawn(first)], block: 0),
            TextLine(words: [drawn(second), drawn("y")], block: block),
        ]
        for index in 0...1 {
            lines[1].words[index].box.top += down
            lines[1].words[index].box.bottom += down
        }
        let marked = finder.marked(lines)
        #expect(marked.map(\.text) == lines.map(\.text))
        #expect(marked[0].words[0].hyphenation == nil && marked[1].words[1].hyphenation == nil)
        return [marked[0].words[1].hyphenation, marked[1].words[0].hyphenation].map { $0?.whole }
    }

    @Test(
        "a word that goes on in the next line is recorded with both parts",
        arguments: [
            ("angaja-", "mentului", "angajamentului"), ("(Angaja-", "mentului),", "Angajamentului"),
            ("de-", "cizie.", "decizie"), ("xyz\u{AD}", "zyx", "xyzzyx"),
            ("angaja¬", "mentul", "angajamentul"),
        ])
    func found(_ first: String, _ second: String, _ whole: String) {
        #expect(wholes(first, second) == [whole, whole])
    }

    @Test(
        "hyphens that belong to the spelling, names, figures and two words are not",
        arguments: [
            ("nu-", "mai"), ("într-", "un"), ("s-", "a"), ("12-", "2014"), ("Ana-", "Maria"),
            ("vice-", "primar"), ("angaja", "mentului"), ("-", "mentului"), ("angaja-", "12"),
            ("dulce--", "lege"), (String(repeating: "x", count: 1000) + "-", "zyx"),
        ])
    func notFound(_ first: String, _ second: String) {
        #expect(wholes(first, second) == [nil, nil])
    }

    @Test("a word goes on in another block only where its line stands right below")
    func otherBlock() {
        #expect(wholes("angaja-", "mentului", block: 1) == [nil, nil])
        let whole = "angajamentului"
        #expect(wholes("angaja-", "mentului", block: 1, down: 60) == [whole, whole])
        #expect(wholes("angaja-", "mentului", block: 1, down: 100) == [nil, nil])
    }
}

@Suite("Repair of a page")
struct PageRepairTests {
    @Test("the engine's own dictionary answers without the old engine")
    func dictionary() throws {
        let line = TextLine(
            words: ["Domnul", "lonescu", "lon-lulian", "12.lon", "Brânzaș"].map {
                drawn($0, confidence: 0.9)
            },
            block: 0)
        let page = RecognizedPage(width: 900, height: 100, lines: [line], engine: "test")
        let image = PageDrawing(width: 900, height: 100).image()
        let refined = try romanianRecognizer().repaired(
            page, of: CleanedPage(untouched: image))
        let (reading, step) = (refined.reading, refined.step)
        #expect(reading.text == "Domnul Ionescu Ion-Iulian 12.lon Brânzaș\n")
        #expect(reading.words.map(\.raw) == [nil, "lonescu", "lon-lulian", nil, nil])
        #expect(step?.name == "repair" && step?.changed == true)
        #expect(step?.measured["sure"] == 2 && step?.measured["likely"] == 0)
    }

    @Test("neither part of a word broken at a line end is taken for a misread word")
    func brokenWords() {
        let lines = [
            TextLine(words: [drawn("lon-")], block: 0),
            TextLine(words: [drawn("lonescu")], block: 0),
        ]
        let page = RecognizedPage(width: 900, height: 100, lines: lines, engine: "test")
        let repair = PageRepair(Vocabulary { ["Ion", "Ionescu"].contains($0) })
        let image = PageDrawing(width: 900, height: 100).image()
        let reading = repair.repaired(page, in: image).reading
        #expect(reading.text == page.text)
        #expect(reading.words.allSatisfy { $0.raw == nil })
    }

    @Test(
        "a quotation mark that never closes is dropped, one that closes stays, figures are left alone"
    )
    func quotes() {
        func texts(_ texts: [String]) -> [String] {
            let line = TextLine(words: texts.map { drawn($0) }, block: 0)
            let page = RecognizedPage(width: 900, height: 100, lines: [line], engine: "test")
            let image = PageDrawing(width: 900, height: 100).image()
            let result = PageRepair(Vocabulary { _ in true }).repaired(page, in: image)
            for (word, text) in zip(result.reading.words, texts) where word.text != text {
                #expect(word.raw == text && result.step?.measured["quotes"] == 1)
            }
            return result.reading.words.map(\.text)
        }
        #expect(texts(["\"mun.", "Calea", "Mare"]) == ["mun.", "Calea", "Mare"])
        #expect(texts(["„mun.", "Calea", "Mare”,"]) == ["„mun.", "Calea", "Mare”,"])
        #expect(texts(["„mun.", "Calea", "\""]) == ["„mun.", "Calea", "\""])
        #expect(texts(["„mun.”", "Calea"]) == ["„mun.”", "Calea"])
        #expect(texts(["\"21.08.2023", "Calea"]) == ["\"21.08.2023", "Calea"])
    }

    @Test("an empty page is nothing to repair")
    func empty() {
        let page = RecognizedPage(width: 9, height: 9, lines: [], engine: "test")
        let result = PageRepair(Vocabulary { _ in true })
            .repaired(page, in: PageDrawing(width: 9, height: 9).image())
        #expect(result.reading == page && result.step?.changed == false)
    }
}

/// A word somewhere.
private func drawn(_ text: String, confidence: Double = 0.5) -> Word {
    Word(
        text: text, box: BoundingBox(left: 10, top: 10, right: 200, bottom: 50),
        confidence: Confidence(confidence))
}
