import ArchiveModel
import ArchiveTestSupport
import Foundation
import ImageCleanup
import ScanDecoding
import Testing

@testable import OCRBridge

/// Quantities and row numbers: figures that stand alone in a column of their own.
@Suite struct ShortEntryTests {
    private static let words = [
        "scaun", "birou", "dulap", "masa", "lampa", "rafturi", "calculator", "imprimanta",
        "telefon", "cuier", "fereastra", "panou",
    ]

    /// A list in print, a word and a quantity a row, in pixels.
    private static func list(of quantities: [String]) async throws -> PageImage {
        var pdf = SmallPDF()
        let font = pdf.helvetica()
        let rows = zip(words, quantities).enumerated().map { row, entry in
            let y = 740 - 24 * row
            return "BT /F1 11 Tf 80 \(y) Td (\(entry.0)) Tj ET "
                + "BT /F1 11 Tf 430 \(y) Td (\(entry.1)) Tj ET"
        }
        pdf.page(rows.joined(separator: "\n"), resources: "/Font << /F1 \(font) 0 R >>")
        let folder = try TemporaryFolder()
        let path = folder.path + "/list.pdf"
        try Data(pdf.bytes).write(to: URL(fileURLWithPath: path))
        let page = try await ScanDecoder(path: path, limits: Fixtures.limits)
            .decode(page: 1, format: .pdf, drawn: true)
        guard case .image(let decoded) = page.page else { throw CancellationError() }
        return decoded.image
    }

    @Test("a column of single figures is read, each in its row")
    func quantities() async throws {
        let quantities = Self.words.indices.map { String(1 + $0 * 5 % 9) }
        let image = try await Self.list(of: quantities)
        let page = try PageCleaner().prepare(image).finished(rotationDegrees: 0)
        let recognizer = try romanianRecognizer()
        let reading = try recognizer.recognize(page)
        let unread = try UnreadInk.find(on: page, besides: reading.words.map(\.box))
        let lines = recognizer.complete(reading, of: page, at: unread.lines).lines.map(\.text)
        let right = zip(Self.words, quantities).count { lines.contains("\($0) \($1)") }
        #expect(right >= Self.words.count - 1)
    }

    @Test("a short entry joins the row beside it, a longer one and one between rows do not")
    func rows() {
        func line(_ text: String, left: Int, top: Int, width: Int = 80) -> TextLine {
            let box = BoundingBox(left: left, top: top, right: left + width, bottom: top + 30)
            return TextLine(
                words: [Word(text: text, box: box, confidence: Confidence(0.9))], block: 0)
        }
        let read = RecognizedPage(
            width: 900, height: 900,
            lines: [line("scaun", left: 100, top: 100), line("birou", left: 100, top: 160)],
            engine: "test")
        let found = [
            line("7", left: 500, top: 102, width: 15), line("4512", left: 500, top: 160),
            line("3", left: 500, top: 300, width: 15), line("1", left: 20, top: 161, width: 15),
        ]
        let lines = Completion(read).adding(found).lines.map(\.text)
        #expect(lines == ["scaun 7", "1 birou", "4512", "3"])
    }
}
