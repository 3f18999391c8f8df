import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import OCRBridge
import Testing

@Suite("Cells of tables that are read alone")
struct CellReadingTests {
    /// Words of a heading, cell by cell, as they are printed on a sheet of the sample batch.
    private static let heading = [
        ["art.", "achiziții"], ["privind", "publice,"],
        ["referatul", "compartimentului", "pentru"],
        ["vedere"], ["temeiul", "având"], ["Primarul", "orașului", "domnul"],
        ["Codul", "administrativ,"],
    ]

    @Test("the lines of a heading at half a line's offset are read, from the top")
    func staggeredHeading() async throws {
        let page = try await Self.headingPage()
        let recognizer = try romanianRecognizer()
        let read = try recognizer.recognize(page)
        let mixed = Self.doubted(read, without: ["privind", "publice,", "vedere"])
        let result = recognizer.rereadCells(mixed, of: page)
        let printed = Self.heading.flatMap(\.self)
        #expect(Self.missing(printed, in: mixed).count >= 3)
        #expect(Self.missing(printed, in: result.text).count <= 1)
        #expect(
            result.text.lines.map(\.text).prefix(2) == [
                "referatul Primarul", "art. privind temeiul Codul",
            ])
        #expect(result.cellsRead >= result.cellsReplaced && result.cellsReplaced >= 2)
        for word in result.text.words {
            #expect(word.box.left >= 0 && word.box.right <= page.image.width)
            #expect(word.box.width > 0 && word.box.height > 0)
        }
        // The engine reads whole pages as before.
        #expect(try recognizer.recognize(page) == read)
    }

    @Test("words of a skewed table that were run together come apart, and its rows stay whole")
    func wholeRows() async throws {
        let truth = try TruthPage.load("S0006")
        let (page, reading) = try await readBatchPage(truth)
        let result = try romanianRecognizer().rereadCells(reading, of: page)
        let rows = [
            "Nr. Denumirea bunurilor U.M. Facturat Primit Preț unitar Valoare",
            "1 Hârtie pentru copiator A4 top 120 120 21,50 2.580,00",
            "2 Dosar din carton cu șină buc. 400 400 1,85 740,00",
            "3 Biblioraft 75 mm, albastru buc. 60 60 9,40 564,00",
            "4 Toner negru buc. 8 8 187,00 1.496,00",
        ]
        let before = reading.lines.map(\.text)
        let after = result.text.lines.map(\.text)
        let whole = rows.count { after.contains($0) }
        #expect(whole >= 4 && whole > rows.count { before.contains($0) }, "\(after)")
    }

    @Test("a page without tables and a page without time stay as they were read")
    func untouched() async throws {
        var page = try await Self.headingPage()
        let reading = try romanianRecognizer().recognize(page)
        let hurried = try romanianRecognizer(secondsPerPage: 0).rereadCells(reading, of: page)
        #expect(hurried == CellReading(text: reading))
        page.cells = []
        #expect(try romanianRecognizer().rereadCells(reading, of: page).text == reading)
    }

    /// A reading as of a worse scan: nothing in it is sure, and some words were lost.
    private static func doubted(
        _ reading: RecognizedPage, without lost: Set<String>
    ) -> RecognizedPage {
        var result = reading
        result.lines = reading.lines.compactMap { line in
            let words = line.words.filter { !lost.contains($0.text) }.map { word in
                Word(text: word.text, box: word.box, confidence: Confidence(0.5))
            }
            return words.isEmpty ? nil : TextLine(words: words, block: line.block)
        }
        return result
    }

    private static func missing(_ words: [String], in reading: RecognizedPage) -> [String] {
        let read = Set(reading.words.map(\.text))
        return words.filter { !read.contains($0) }
    }

    /// A sheet with the heading's words cut out of a scan, each cell's lines centred in its cell.
    private static func headingPage() async throws -> CleanedPage {
        let truth = try TruthPage.load("S0005")
        let scan = try await Fixtures.image(truth.file)
        let boxes = Dictionary(truth.words.map { ($0.t, $0.box()) }) { first, _ in first }
        let (width, height, pitch, gap, middle) = (2_200, 600, 46, 36, 300)
        var pixels = [UInt8](repeating: 255, count: width * height)
        var cells: [BoundingBox] = []
        var left = 150
        for lines in heading {
            let found = try lines.map { try #require(boxes[$0]) }
            let right = left + gap + (found.map(\.width).max() ?? 0)
            for (number, word) in found.enumerated() {
                let x = (left + right - word.width) / 2
                let y = middle - lines.count * pitch / 2 + number * pitch
                // Four rows above the box and eight below it for commas and the like.
                for row in -4..<word.height + 8 {
                    for column in 0..<word.width {
                        let ink = scan.pixels[(word.top + row) * scan.width + word.left + column]
                        let place = (y + 4 + row) * width + x + column
                        pixels[place] = min(pixels[place], ink)
                    }
                }
            }
            cells.append(
                BoundingBox(left: left + 2, top: middle - 80, right: right - 2, bottom: middle + 90)
            )
            left = right
        }
        var page = CleanedPage(
            untouched: PageImage(
                width: width, height: height, samples: .gray, pixels: pixels, resolution: nil))
        page.cells = cells
        return page
    }
}
