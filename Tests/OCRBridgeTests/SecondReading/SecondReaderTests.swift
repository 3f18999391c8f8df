import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import OCRBridge

@Suite("The second reading")
struct SecondReaderTests {
    @Test(
        "a blurred page has fewer errors after words in doubt were read again", arguments: [3, 4])
    func blurredPage(_ radius: Int) async throws {
        let truth = try TruthPage.load("S0003")
        let page = CleanedPage(
            untouched: try await Fixtures.image(truth.file).blurred(radius), dotsPerInch: 200)
        let first = try romanianRecognizer().recognize(page)
        let refined = try Self.reader().reconsidered(first, of: page, within: 120)
        let (second, step) = (refined.reading, refined.step)
        let before = characterErrorRate(of: first.text, truth: truth.text)
        let after = characterErrorRate(of: second.text, truth: truth.text)
        #expect(after < 0.95 * before, "\(before) \(after)")
        let measured = try #require(step).measured
        #expect(step?.name == "secondReading" && step?.changed == true)
        #expect(try #require(measured["taken"]) >= 3)
        #expect(measured["spans"] == Double(DoubtfulSpans.spans(of: first.lines).count))
        #expect(second.engine == first.engine + ", Latin")
        #expect(second.words.allSatisfy(Self.isOn(page)))
        #expect(second.lines.map(\.block) == first.lines.map(\.block))
        for (line, was) in zip(second.lines, first.lines) {
            #expect(line.box.union(was.box).distance(to: was.box) <= 12, "\(line.box) \(was.box)")
        }
    }

    @Test("words come to stand where they were read the second time")
    func places() async throws {
        let (page, words) = try await Self.line()
        let reading = Self.reading(words.map { ($0.text + "x", $0.box, 0.3) }, on: page)
        let refined = try Self.reader().reconsidered(reading, of: page, within: 60)
        let (result, step) = (refined.reading, refined.step)
        #expect(result.text == "Registrul general 2024\n")
        #expect(step?.measured == ["spans": 1, "taken": 3])
        #expect(result.lines.map(\.block) == [4])
        for (word, printed) in zip(result.words, words) {
            #expect(word.box.distance(to: printed.box) <= 3, "\(word.box) \(printed.box)")
            #expect(word.confidence.value > 0.8)
        }
    }

    @Test("print that touches all edges of the page is read, and its boxes stay on the page")
    func edges() async throws {
        let (whole, words) = try await Self.line()
        let ink = try #require(BoundingBox.enclosing(words.map(\.box)))
        let page = CleanedPage(untouched: whole.image.part(ink, margin: 0), dotsPerInch: 200)
        let box = BoundingBox(left: -5, top: -5, right: ink.width + 5, bottom: ink.height + 5)
        let result = try Self.reader().reconsidered(
            Self.reading([("Rcgistrul", box, 0.2)], on: page), of: page, within: 60
        ).reading
        #expect(result.text == "Registrul general 2024\n")
        #expect(result.words.allSatisfy(Self.isOn(page)))
    }

    @Test("a box that reaches into the white around a part is cut, and one that lies in it is nil")
    func cutting() {
        let part = BoundingBox(left: 100, top: 50, right: 200, bottom: 80)
        func moved(_ left: Int, _ top: Int, _ right: Int, _ bottom: Int) -> BoundingBox? {
            let box = BoundingBox(left: left, top: top, right: right, bottom: bottom)
            let word = Word(text: "taxa", box: box, confidence: Confidence(0.9))
            return SecondReader.moved(word, by: (90, 40), into: part)?.box
        }
        #expect(moved(20, 15, 60, 35) == BoundingBox(left: 110, top: 55, right: 150, bottom: 75))
        #expect(moved(0, 0, 120, 50) == part)
        #expect(moved(2, 12, 10, 38) == nil)
        #expect(moved(20, 40, 60, 48) == nil)
    }

    @Test("a limit of time may be of any size that the settings allow")
    func longTime() async throws {
        let (page, words) = try await Self.line()
        let recognizer = try romanianRecognizer(
            secondReading: "Latin", secondsPerPage: 1_000_000_000_000)
        #expect(try recognizer.recognize(page).text == "Registrul general 2024\n")
        let reading = Self.reading(words.map { ($0.text + "x", $0.box, 0.3) }, on: page)
        #expect(
            recognizer.reconsidered(reading, of: page).reading.text == "Registrul general 2024\n")
    }

    @Test("a good page is not read again, whatever doubts are left on it")
    func goodPage() async throws {
        let (page, words) = try await Self.line()
        let reading = Self.reading(
            [
                ("adeverință", words[0].box, 0.98), ("genera1", words[1].box, 0.8),
                ("2O", words[2].box, 0.6),
            ], on: page)
        #expect(reading.meanWordConfidence.value < 0.92)
        let reader = try Self.reader()
        #expect(reader.reconsidered(reading, of: page, within: 60).step != nil)
        var better = reading
        better.lines[0].words[1].confidence = Confidence(0.98)
        #expect(better.meanWordConfidence.value >= 0.92)
        let refined = reader.reconsidered(better, of: page, within: 60)
        let (result, step) = (refined.reading, refined.step)
        #expect(result == better)
        #expect(step == nil)
    }

    @Test("where the second reading finds nothing all stays, and the engine is not named")
    func nothingFound() throws {
        let page = CleanedPage(untouched: PageDrawing(width: 600, height: 200).image())
        let box = BoundingBox(left: 100, top: 80, right: 300, bottom: 120)
        let reading = Self.reading([("Total", box, 0.3)], on: page)
        let refined = try Self.reader().reconsidered(reading, of: page, within: 60)
        let (result, step) = (refined.reading, refined.step)
        #expect(result == reading)
        #expect(
            step
                == ProcessingStep(
                    name: "secondReading", measured: ["spans": 1, "taken": 0], changed: false))
    }

    @Test("without time nothing is read, and no record made")
    func noTime() async throws {
        let (page, words) = try await Self.line()
        let reading = Self.reading(words.map { ($0.text, $0.box, 0.3) }, on: page)
        for seconds in [0, -3] {
            let refined = try Self.reader().reconsidered(
                reading, of: page, within: seconds)
            let (result, step) = (refined.reading, refined.step)
            #expect(result == reading)
            #expect(step == nil)
        }
    }

    @Test(
        "boxes that are empty, off the page or higher than a line are passed over",
        arguments: [
            (0, 0, 0, 0), (700, 50, 900, 90), (-300, 50, -100, 90), (50, 300, 90, 330),
            (50, -90, 90, -50), (700, 300, 900, 330), (300, 90, 100, 50), (599, 199, 600, 200),
            (0, 0, 600, 200),
        ])
    func oddBoxes(_ left: Int, _ top: Int, _ right: Int, _ bottom: Int) async throws {
        let (page, _) = try await Self.line()
        let box = BoundingBox(left: left, top: top, right: right, bottom: bottom)
        let reading = Self.reading([("Total", box, 0.3)], on: page)
        let result = try Self.reader().reconsidered(reading, of: page, within: 60).reading
        #expect(result == reading)
    }

    @Test("the first engine reads on as before, and dirt is dropped at the end only")
    func enginesApart() async throws {
        let (page, words) = try await Self.line()
        let recognizer = try romanianRecognizer(secondReading: "Latin")
        let first = try recognizer.recognize(page)
        let off = BoundingBox(left: 20, top: 5, right: 60, bottom: 15)
        let dirty = Self.reading(
            words.map { ($0.text + "x", $0.box, 0.3) } + [("tatl", off, 0.25)], on: page)
        let clean = recognizer.reconsidered(dirty, of: page).reading
        #expect(clean.text.contains("Registrul general 2024") && !clean.text.contains("tatl"))
        #expect(try recognizer.recognize(page) == first)
    }

    @Test("without a second model words in doubt stay as they are")
    func none() async throws {
        let (page, words) = try await Self.line()
        let reading = Self.reading(words.map { ($0.text + "x", $0.box, 0.35) }, on: page)
        let refined = try romanianRecognizer().reconsidered(reading, of: page)
        let (result, step) = (refined.reading, refined.step)
        #expect(result == reading)
        #expect(step == nil)
    }

    @Test("a second model that is missing or damaged is told before any page is read")
    func unusableModel() throws {
        let data = try TesseractData.find(preferred: nil)
        let missing = #expect(throws: OCRError.self) {
            try TesseractRecognizer.load(
                languages: ["ron"], data: data, secondReading: "Cyrillic", secondsPerPage: 60)
        }
        #expect(missing?.code == .languageMissing)
        #expect(missing?.message.hasSuffix("tesseract-ocr-script-cyrl") == true)
        let file = try FileHandle(
            forReadingFrom: URL(fileURLWithPath: data.folder + "/Latin.traineddata"))
        let begin = try #require(try file.read(upToCount: 1_000_000))
        for content in [Array("no model at all".utf8), Array(begin)] {
            let folder = try TemporaryFolder()
            try folder.write("Latin.traineddata", content)
            let damaged = #expect(throws: OCRError.self) {
                try SecondReader.load(
                    language: "Latin", data: TesseractData.find(preferred: folder.path))
            }
            #expect(damaged?.code == .engineUnusable)
        }
    }

    /// The model of the product.
    private static func reader() throws -> SecondReader {
        try SecondReader.load(language: "Latin", data: TesseractData.find(preferred: nil))
    }

    /// A sheet with one line of three words, and where they are.
    private static func line() async throws -> (page: CleanedPage, words: [Word]) {
        let image = try await Fixtures.image(format: "png-grey.png")
        let page = CleanedPage(untouched: image, dotsPerInch: 200)
        let words = Array(try romanianRecognizer().recognize(page).words)
        #expect(words.map(\.text) == ["Registrul", "general", "2024"])
        return (page, words)
    }

    private static func reading(
        _ words: [(text: String, box: BoundingBox, confidence: Double)], on page: CleanedPage
    ) -> RecognizedPage {
        let words = words.map {
            Word(text: $0.text, box: $0.box, confidence: Confidence($0.confidence))
        }
        return RecognizedPage(
            width: page.image.width, height: page.image.height,
            lines: [TextLine(words: words, block: 4)], engine: "test")
    }

    private static func isOn(_ page: CleanedPage) -> (Word) -> Bool {
        { word in
            word.box.left >= 0 && word.box.top >= 0 && word.box.width > 0 && word.box.height > 0
                && word.box.right <= page.image.width && word.box.bottom <= page.image.height
        }
    }
}

@Suite("Parts of a picture")
struct PagePartTests {
    @Test("a part has the pixels of its box, and white around them")
    func part() {
        var drawing = PageDrawing(width: 7, height: 5, paper: 100)
        drawing.fill(BoundingBox(left: 6, top: 4, right: 7, bottom: 5), 1)
        drawing.fill(BoundingBox(left: 5, top: 3, right: 6, bottom: 4), 2)
        let box = BoundingBox(left: 5, top: 3, right: 7, bottom: 5)
        let part = drawing.image().part(box, margin: 1)
        #expect(part.width == 4 && part.height == 4 && part.samples == .gray)
        #expect(
            part.pixels == [
                255, 255, 255, 255,
                255, 2, 100, 255,
                255, 100, 1, 255,
                255, 255, 255, 255,
            ])
        #expect(drawing.image().part(box, margin: 0).pixels == [2, 100, 100, 1])
    }
}

extension PageImage {
    /// The same picture with each pixel the mean of those around.
    fileprivate func blurred(_ radius: Int) -> PageImage {
        var result = pixels
        for y in 0..<height {
            for x in 0..<width {
                var (sum, count) = (0, 0)
                for row in max(0, y - radius)...min(height - 1, y + radius) {
                    for column in max(0, x - radius)...min(width - 1, x + radius) {
                        sum += Int(pixels[row * width + column])
                        count += 1
                    }
                }
                result[y * width + x] = UInt8(sum / count)
            }
        }
        return PageImage(
            width: width, height: height, samples: .gray, pixels: result, resolution: nil)
    }
}
