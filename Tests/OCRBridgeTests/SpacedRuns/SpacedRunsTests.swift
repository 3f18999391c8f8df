import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import OCRBridge

@Suite("Letter-spaced words that were torn apart")
struct SpacedRunsTests {
    @Test("a heading of two words is read as such, at its place, with the pieces kept")
    func heading() async throws {
        let sheet = try await Sheet(pieces: [
            ["P", "RI", "|", "ĂR", "A"], ["O", "RA", "ȘU", "LUI"],
        ])
        let recognizer = try romanianRecognizer()
        let refined = recognizer.rereadSpacedWords(sheet.reading, of: sheet.page)
        let (reading, step) = (refined.reading, refined.step)
        #expect(reading.lines.map(\.text) == ["12 PRIMĂRIA ORAȘULUI"])
        let words = reading.lines[0].words
        #expect(words.map(\.raw) == [nil, "P RI | ĂR A", "O RA ȘU LUI"])
        for (word, printed) in zip(words.dropFirst(), sheet.printed) {
            #expect(abs(word.box.left - printed.left) < 20, "\(word.box)")
            #expect(abs(word.box.right - printed.right) < 20, "\(word.box)")
            #expect(word.box.top >= printed.top - 40 && word.box.bottom <= printed.bottom + 40)
        }
        #expect(step?.name == "spacedWords" && step?.changed == true)
        #expect(step?.measured == ["runs": 1, "taken": 1])
        #expect(try recognizer.recognize(sheet.page).words.contains { $0.text.contains("A") })
    }

    @Test("what is not about the same letters, has figures or no time stays as it was read")
    func stays() async throws {
        let recognizer = try romanianRecognizer()
        let other = try await Sheet(pieces: [
            ["X", "QW", "Z", "KY", "V"], ["B", "CD", "EF", "GHT"],
        ])
        let kept = recognizer.rereadSpacedWords(other.reading, of: other.page)
        #expect(kept.reading == other.reading && kept.step?.changed == false)
        let figures = try await Sheet(pieces: [
            ["P1", "R2", "M3", "Ă4", "A5"], ["OR", "6", "ȘU", "7I"],
        ])
        let left = recognizer.rereadSpacedWords(figures.reading, of: figures.page)
        #expect(left.reading == figures.reading)
        let sheet = try await Sheet(pieces: [
            ["P", "RI", "|", "ĂR", "A"], ["O", "RA", "ȘU", "LUI"],
        ])
        let hurried = try romanianRecognizer(secondsPerPage: 0)
            .rereadSpacedWords(sheet.reading, of: sheet.page)
        #expect(hurried.reading == sheet.reading)
    }

    @Test(
        "a reading takes the place of pieces only with fewer words, all known, and no letter less")
    func judge() {
        let judge = SpacedReading(
            vocabulary: Vocabulary { ["evidență", "plăți", "verbal", "proces", "la"].contains($0) })
        func words(_ text: String, _ confidence: Double = 0.9) -> [Word] {
            text.split(separator: " ").map {
                Word(
                    text: String($0), box: BoundingBox(left: 0, top: 0, right: 9, bottom: 9),
                    confidence: Confidence(confidence))
            }
        }
        func isBetter(_ second: String, _ first: String, _ confidence: Double = 0.9) -> Bool {
            judge.isBetter(words(second, confidence), than: words(first)[...])
        }
        #expect(isBetter("EVIDENȚĂ", "E VI DEN TA") && isBetter("EVIDENȚĂ", "EV | DENȚĂ"))
        #expect(isBetter("EVIDENȚĂ a plăți:", "EVI DENȚĂ a plăți:"))
        #expect(isBetter("PROCES-VERBAL", "PROC ES-VERBAL") && isBetter("EVIDENȚĂ", "| EVIDENȚĂ"))
        #expect(isBetter("Evidență PLĂȚI", "E v i D EN T A P LĂ IȚI"))
        #expect(!isBetter("EVIDENȚĂ", "EVIDENȚĂ A"))
        #expect(!isBetter("PROCES EVIDENȚĂ PLĂȚI", "PROCES EVIDENȚĂ A PLĂȚI"))
        #expect(!isBetter("EVIDENTT", "E VIDENȚĂ") && !isBetter("LA", "L A"))
        #expect(!isBetter("EVIDENȚĂ", "E VIDENȚĂ", 0.5) && !isBetter("", "E VI"))
        #expect(!isBetter("PLĂȚI EVIDENȚĂ", "EVI DENȚĂ PLĂȚI"))
        #expect(!isBetter("EVIDENȚĂ2", "EVI DENȚĂ"))
    }

    @Test("words with ordinary gaps are no run, whatever they are")
    func ordinary() {
        var drawing = PageDrawing(width: 900, height: 100)
        var line = TextLine(words: [], block: 0)
        var x = 20
        for text in ["SC", "ABC", "IT", "X", "GRUP"] {
            let left = x
            for _ in text {
                drawing.fill(BoundingBox(left: x, top: 30, right: x + 16, bottom: 60))
                x += 20
            }
            let box = BoundingBox(left: left, top: 30, right: x - 4, bottom: 60)
            line.words.append(Word(text: text, box: box, confidence: Confidence(0.9)))
            x += 12
        }
        #expect(SpacedRuns(ink: InkGaps(in: drawing.image())).runs(of: [line]).isEmpty)
    }

    @Test("closed gaps keep the space between words, and each column knows where it was")
    func closedGaps() throws {
        var drawing = PageDrawing(width: 1000, height: 60)
        // Two words of three letters: 30 between letters, 90 between words.
        for left in [100, 150, 200, 310, 360, 410] {
            drawing.fill(BoundingBox(left: left, top: 10, right: left + 20, bottom: 50))
        }
        let box = BoundingBox(left: 90, top: 0, right: 440, bottom: 60)
        let image = drawing.image()
        let closed = try #require(ClosedGaps(box, of: image, ink: InkGaps(in: image), margin: 5))
        let all = BoundingBox(left: 0, top: 0, right: closed.image.width, bottom: 70)
        #expect(InkGaps(in: closed.image).gaps(in: all).map(\.count) == [7, 7, 27, 7, 7])
        #expect(closed.columns.count == closed.image.width)
        #expect(closed.columns.first == 90 && closed.columns.last == 439)
        #expect(closed.columns == closed.columns.sorted())
        let near = BoundingBox(left: 100, top: 0, right: 130, bottom: 60)
        #expect(ClosedGaps(near, of: image, ink: InkGaps(in: image), margin: 5) == nil)
    }
}

/// A sheet with two words of a scan, their letters set far apart, and a reading of it.
private struct Sheet {
    private static let gap = 22
    let page: CleanedPage
    let reading: RecognizedPage
    /// Where the two words stand.
    let printed: [BoundingBox]

    /// The pieces take one letter of the words after the other, as many as they have characters, and what
    /// is left at the end of a word is in no piece.
    init(pieces: [[String]]) async throws {
        let scan = try await Fixtures.image(TruthPage.load("S0005").file)
        let truth = try TruthPage.load("S0005")
        let boxes = try ["PRIMĂRIA", "ORAȘULUI"].map { text in
            try #require(truth.words.first { $0.t == text }).box()
        }
        let (width, top) = (1600, 60)
        let rows = (boxes.map(\.height).max() ?? 0) + 16
        var pixels = [UInt8](repeating: 255, count: width * (rows + 2 * top))
        var words = [
            Word(
                text: "12", box: BoundingBox(left: 10, top: top, right: 60, bottom: top + rows),
                confidence: Confidence(0.9))
        ]
        var printed: [BoundingBox] = []
        var x = 140
        let ink = InkGaps(in: scan)
        for (box, pieces) in zip(boxes, pieces) {
            let gaps = ink.gaps(in: box)
            let edges = [box.left] + gaps.flatMap { [$0.lowerBound, $0.upperBound] } + [box.right]
            var marks: [BoundingBox] = []
            for index in stride(from: 0, to: edges.count, by: 2) {
                for row in -8..<rows - 8 {
                    for column in edges[index]..<edges[index + 1] {
                        pixels[(top + 8 + row) * width + x + column - edges[index]] =
                            scan.pixels[(box.top + row) * scan.width + column]
                    }
                }
                let right = x + edges[index + 1] - edges[index]
                marks.append(BoundingBox(left: x, top: top, right: right, bottom: top + rows - 8))
                x = right + Self.gap
            }
            var next = 0
            for piece in pieces where next < marks.count {
                let end = min(marks.count, next + piece.count)
                let box = try #require(BoundingBox.enclosing(marks[next..<end]))
                words.append(Word(text: piece, box: box, confidence: Confidence(0.9)))
                next = end
            }
            printed.append(try #require(BoundingBox.enclosing(marks)))
            x += 2 * Self.gap
        }
        self.printed = printed
        page = CleanedPage(
            untouched: PageImage(
                width: width, height: rows + 2 * top, samples: .gray, pixels: pixels,
                resolution: nil))
        reading = RecognizedPage(
            width: width, height: page.image.height, lines: [TextLine(words: words, block: 0)],
            engine: "test")
    }
}
