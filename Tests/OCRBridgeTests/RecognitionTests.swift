import ArchiveModel
import ArchiveTestSupport
import OCRBridge
import Testing

@Suite struct RecognitionTests {
    @Test(
        "few characters of a page of the batch are misread",
        arguments: [
            // Document, page, turn, bound of the character error rate.
            ("S0001", 1, 0, 0.02), ("S0005", 1, 0, 0.02), ("S0008", 1, 180, 0.03),
        ])
    func errorRate(_ document: String, _ number: Int, _ turn: Int, _ bound: Double) async throws {
        let truth = try TruthPage.load(document, page: number)
        let (page, reading) = try await readBatchPage(truth, turn: turn)
        let rate = min(
            characterErrorRate(of: reading.text, truth: truth.text),
            characterErrorRate(of: reading.text, truth: truth.textRows))
        #expect(rate < bound)
        expectConformance(of: reading, on: page)
    }

    @Test("most words of a skewed table are read, in whatever order its cells come")
    func skewedTable() async throws {
        let truth = try TruthPage.load("S0006")
        let read = Set(try await readBatchPage(truth).reading.words.map(\.text))
        let missed = truth.words.filter { !read.contains($0.t) }
        #expect(missed.count * 5 < truth.words.count, "\(missed.map(\.t))")
    }

    @Test(
        "words stand on the scan where they were printed",
        arguments: [("S0005", 0, 6), ("S0006", 0, 12), ("S0008", 180, 6), ("S0013", 270, 8)])
    func boxes(_ document: String, _ turn: Int, _ tolerance: Int) async throws {
        let truth = try TruthPage.load(document)
        let image = try await Fixtures.image(truth.file)
        let (page, reading) = try await readBatchPage(truth, turn: turn)
        // Words that stand on the page once can be matched by their text alone.
        let printed = Self.unique(truth.words.map { ($0.t, $0.box()) })
        let read = Self.unique(
            reading.words.map {
                let box = page.transform.boxOnScan(
                    $0.box, scanWidth: image.width, scanHeight: image.height)
                return ($0.text, box)
            })
        let distances = printed.compactMap { text, box in read[text].map { $0.distance(to: box) } }
        #expect(distances.count * 2 > printed.count)
        #expect(distances.count { $0 > tolerance } * 20 <= distances.count, "\(distances.sorted())")
    }

    @Test("Romanian letters come with comma below, never with a cedilla")
    func noCedilla() async throws {
        let (_, reading) = try await readBatchPage(try TruthPage.load("S0001"))
        let scalars = reading.text.unicodeScalars
        #expect(scalars.contains { "șțȘȚ".unicodeScalars.contains($0) })
        #expect(!scalars.contains { "şţŞŢ".unicodeScalars.contains($0) })
        #expect(reading.text == RomanianSpelling.normalized(reading.text))
    }

    @Test("one engine reads page after page and gives the same each time")
    func repeatable() async throws {
        let recognizer = try romanianRecognizer()
        let page = CleanedPage(
            untouched: try await Fixtures.image("lot_0001/20240318_0003.tif"))
        let first = try recognizer.recognize(page)
        let blank = CleanedPage(untouched: PageDrawing(width: 500, height: 500).image())
        #expect(try recognizer.recognize(blank).lines.isEmpty)
        #expect(try recognizer.recognize(page) == first)
        #expect(first.lines.count > 5)
    }

    @Test("an empty page has no lines", arguments: [0, 128, 255] as [UInt8])
    func emptyPage(_ paper: UInt8) throws {
        let sheet = PageDrawing(width: 1_240, height: 1_754, paper: paper).image()
        let reading = try romanianRecognizer().recognize(CleanedPage(untouched: sheet))
        #expect(reading.lines.isEmpty)
        #expect(reading.text.isEmpty)
        #expect(reading.confidence == Confidence(0))
    }

    @Test(
        "images of absurd size are read without a crash",
        arguments: [(1, 1), (1, 3_000), (3_000, 1)])
    func absurdSize(_ width: Int, _ height: Int) throws {
        let sheet = PageDrawing(width: width, height: height, paper: 0).image()
        let page = CleanedPage(untouched: sheet, dotsPerInch: 1)
        let reading = try romanianRecognizer().recognize(page)
        #expect(reading.width == width && reading.height == height)
        expectConformance(of: reading, on: page)
    }

    @Test("a page for which there is no time is given up")
    func noTime() throws {
        let recognizer = try romanianRecognizer(secondsPerPage: 0)
        var noise = PageDrawing(width: 800, height: 800)
        noise.sprinkle(dots: 40_000)
        let error = try #require(throws: OCRError.self) {
            try recognizer.recognize(CleanedPage(untouched: noise.image()))
        }
        #expect(error.code == .pageTooSlow)
        #expect(error.asFailure.code == "page-too-slow")
        #expect(error.exitStatus == .failed)
    }

    @Test("the engine says what it is")
    func engineName() throws {
        let page = CleanedPage(untouched: PageDrawing(width: 200, height: 100).image())
        let reading = try romanianRecognizer().recognize(page)
        #expect(reading.engine == "tesseract \(TesseractRecognizer.libraryVersion) ron")
    }

    @Test("the stand-in of other tests keeps the promises of a recognizer")
    func fixedRecognizer() throws {
        let page = CleanedPage(untouched: PageDrawing(width: 200, height: 100).image())
        let recognizer = FixedRecognizer([0: .init("hotărâre nr. 37", confidence: 0.9)])
        expectConformance(of: try recognizer.recognize(page, as: .first).text, on: page)
    }

    /// What every recognizer promises, whatever it reads.
    private func expectConformance(of reading: RecognizedPage, on page: CleanedPage) {
        #expect(reading.width == page.image.width && reading.height == page.image.height)
        #expect(!reading.engine.isEmpty)
        #expect(reading.lines.allSatisfy { !$0.words.isEmpty })
        #expect(reading.lines.map(\.block) == reading.lines.map(\.block).sorted())
        for word in reading.words {
            #expect(!word.text.isEmpty && !word.text.contains(where: \.isWhitespace))
            #expect(word.text == RomanianSpelling.normalized(word.text))
            #expect(word.box.left >= 0 && word.box.right <= reading.width, "\(word)")
            #expect(word.box.top >= 0 && word.box.bottom <= reading.height, "\(word)")
            #expect(word.box.width > 0 && word.box.height > 0, "\(word)")
        }
    }

    private static func unique(_ words: [(String, BoundingBox)]) -> [String: BoundingBox] {
        Dictionary(grouping: words, by: \.0).filter { $0.value.count == 1 && $0.key.count > 3 }
            .compactMapValues { $0.first?.1 }
    }
}
