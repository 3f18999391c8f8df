import ArchiveModel
import DocumentAssembly
import DomainTables
import RomanianText
import Testing

struct EvidenceReaderTests {
    @Test("the first page of a paper shows letterhead, number and title")
    func firstPage() throws {
        let evidence = try SyntheticPage.first("REFERAT DE NECESITATE", number: 4711).evidence
        #expect(evidence.title == .certain)
        #expect(evidence.hasLetterhead)
        #expect(evidence.hasNumberLine)
        #expect(evidence.numbers.contains(4711))
        #expect(!evidence.isAnnex)
        #expect(evidence.number == nil)
    }

    @Test("prose from the first line on is neither title nor letterhead")
    func prose() throws {
        let evidence = try SyntheticPage.prose().evidence
        #expect(evidence.title == .none)
        #expect(!evidence.hasLetterhead)
        #expect(evidence.beginsWithProse)
        #expect(!evidence.beginsInsideSentence)
        #expect(evidence.isFull)
        #expect(!evidence.hasSignatures)
    }

    @Test("a title inside a sentence is no title")
    func mention() throws {
        var page = SyntheticPage()
        page.add(
            "contractul de prestări servicii se încheie pe un an și poate fi prelungit o dată.")
        #expect(try page.evidence.title == .none)
        #expect(try page.evidence.beginsInsideSentence)
    }

    @Test(
        "the number of a page is read at its foot or its top, with and without a word",
        arguments: [
            ("pag. 1 din 3", 1, 3), ("Pagina 2 din 2", 2, 2), ("Pagina 4", 4, nil),
            ("2/5", 2, 5), ("3 din 7", 3, 7), ("- 6 -", 6, nil), ("fila 3/4", 3, 4),
            ("12/03/2024 16:32 0213577259 PRIMĂRIA VALEA MICĂ PAG. 01/02", 1, 2),
        ] as [(String, Int, Int?)])
    func pageNumber(text: String, number: Int, total: Int?) throws {
        #expect(
            try SyntheticPage.prose(foot: text).evidence.number == PageNumber(number, of: total))
    }

    @Test(
        "other numbers are not those of pages",
        arguments: ["Nr. 12 din 30", "12.03.2024", "pagina 5 din 3", "0 din 3", "total 14", "pag."])
    func otherNumber(text: String) throws {
        #expect(try SyntheticPage.prose(foot: text).evidence.number == nil)
    }

    @Test("an annex names the numbers of its paper")
    func annex() throws {
        var page = SyntheticPage()
        page.add("Anexa nr. 1 la Hotărârea nr. 172 din 27.11.2017")
        page.addCentred("TARIFE DE FOLOSIRE")
        let evidence = try page.evidence
        #expect(evidence.isAnnex)
        #expect(evidence.annexNumbers.contains(172))
    }

    @Test("signatures are found among the last lines")
    func signatures() throws {
        let evidence = try SyntheticPage.prose(isSigned: true).evidence
        #expect(evidence.hasSignatures)
        #expect(evidence.endsEarly)
    }

    @Test("a sentence that the foot breaks off is seen")
    func brokenSentence() throws {
        var page = SyntheticPage()
        page.addProse(
            downTo: 0.9,
            last: "Prezenta se comunică celor interesați prin afișare la sediul instituției și pe")
        #expect(try page.evidence.endsInsideSentence)
        #expect(try !SyntheticPage.prose().evidence.endsInsideSentence)
    }

    @Test("a page without words tells its size only")
    func empty() throws {
        let evidence = try SyntheticPage().evidence
        #expect(!evidence.hasText)
        #expect(evidence.width == SyntheticPage.width)
        var bare = PageEvidence()
        bare.width = SyntheticPage.width
        bare.height = SyntheticPage.height
        #expect(evidence == bare)
    }

    @Test(
        "a page of a hundred thousand words, of words without end and boxes without bounds is read")
    func hostile() throws {
        let box = BoundingBox(left: .min, top: .min, right: .max, bottom: .max)
        let word = Word(
            text: String(repeating: "pag. 1 din ", count: 500), box: box,
            confidence: Confidence(0))
        let line = TextLine(words: Array(repeating: word, count: 1000), block: 0)
        let page = RecognizedPage(
            width: .max, height: .min, lines: Array(repeating: line, count: 100), engine: "")
        let evidence = EvidenceReader(rules: try MetadataRules()).evidence(of: page)
        #expect(evidence.hasText)
    }
}

struct PartNumberTests {
    private func part(_ text: String) throws -> PartNumber? {
        var page = SyntheticPage()
        page.add(text)
        return try page.evidence.firstParts.first
    }

    @Test(
        "numbered parts are read at the beginning of a line",
        arguments: [
            ("Art. 6. Se aprobă", [6]), ("6.2. Autorizația este nominală", [6, 2]),
            ("Capitolul IV. Plata", [4]), ("12 Tub corugat Dn 200", [12]), ("3) altele", [3]),
        ])
    func read(text: String, path: [Int]) throws {
        #expect(try part(text)?.path == path)
    }

    @Test(
        "dates, amounts and sentences are not numbered",
        arguments: ["12.03.2024 București", "1.250,00 lei", "Se aprobă", "40500 lei"])
    func nothing(text: String) throws {
        #expect(try part(text) == nil)
    }

    @Test("the next number of the same kind follows, in the same part or a new one")
    func follows() {
        let article = PartNumber.Kind.named(Array("art".utf8))
        #expect(PartNumber(article, [6]).follows(PartNumber(article, [5])))
        #expect(PartNumber(.paragraph, [8, 2]).follows(PartNumber(.paragraph, [8, 1])))
        #expect(PartNumber(.paragraph, [9]).follows(PartNumber(.paragraph, [8, 4])))
        #expect(PartNumber(.paragraph, [9, 1]).follows(PartNumber(.paragraph, [8, 4])))
        #expect(PartNumber(.paragraph, [9, 1]).follows(PartNumber(.paragraph, [9])))
        #expect(!PartNumber(.paragraph, [6]).follows(PartNumber(article, [5])))
        #expect(!PartNumber(article, [1]).follows(PartNumber(article, [5])))
        #expect(!PartNumber(article, [7]).follows(PartNumber(article, [5])))
    }
}
