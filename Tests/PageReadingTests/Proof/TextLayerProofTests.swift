import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import OCRBridge
import ScanDecoding
import Testing

@testable import PageReading

@Suite("Text layers held against what recognition reads")
struct TextLayerProofTests {
    private static let lines = [
        "PRIMARIA ORASULUI CETATEA TEILOR", "Factura nr. 48205 din 17.06.2024",
        "Cod fiscal 95001010, cont RO49 TREZ 1234 5678 9015",
        "Lucrari de reparatii la acoperisul scolii generale", "Valoare 12.350,80 lei",
        "Scadenta la 30.09.2024, penalitati 0,15 la suta pe zi",
        "Beneficiarul confirma receptia lucrarilor fara obiectiuni",
    ]
    private let folder: TemporaryFolder
    private let reader: PageReader

    init() throws {
        folder = try TemporaryFolder()
        reader = PageReader(
            cleaner: PageCleaner(),
            recognizer: try TesseractRecognizer.load(
                languages: ["ron"], data: try TesseractData.find(preferred: nil),
                secondReading: "Latin", secondsPerPage: 60),
            // What cannot be drawn in time is not held against the page.
            limits: DecodeLimits(maxPixels: 200_000_000, maxPages: 100, seconds: 1200))
    }

    @Test("a sound layer is believed, its words that were read are as good as certain")
    func sound() async throws {
        let page = try await read(.typed(Self.lines))
        let text = try #require(page.recognized)
        #expect(page.doubts.isEmpty)
        #expect(text.engine == "pdf text layer")
        #expect(text.text.contains("Factura nr. 48205 din 17.06.2024"))
        #expect(text.words.contains { $0.confidence.value == 0.99 })
        #expect(text.words.allSatisfy { $0.confidence.value <= 0.99 })
    }

    @Test(
        "figures that are copied out as others are read from the picture, and a person is told",
        arguments: [["5": "8", "8": "5"], ["1": "7", "7": "1"], ["0": "6", "6": "0"]]
            as [[Character: Character]])
    func onePair(_ copied: [Character: Character]) async throws {
        let page = try await read(.typed(Self.lines, copied: copied))
        #expect(page.doubts.map(\.code) == ["text-layer-disagrees"])
        let text = try #require(page.recognized).text
        #expect(text.contains("48205"))
        #expect(text.contains("17.06.2024"))
    }

    @Test("letters that are copied out as others are found out as well")
    func letters() async throws {
        let turned: [Character: Character] = ["a": "o", "o": "a", "r": "t", "t": "r"]
        let page = try await read(.typed(Self.lines, copied: turned))
        #expect(page.doubts.map(\.code) == ["text-layer-disagrees"])
        #expect(try #require(page.recognized).text.contains("Beneficiarul confirma"))
    }

    @Test("small print, and a page that is shown turned, are held against the page too")
    func smallAndTurned() async throws {
        let small = try await read(.typed(Self.lines, size: 7, copied: ["2": "3", "3": "2"]))
        #expect(small.doubts.map(\.code) == ["text-layer-disagrees"])
        var turned = SmallPDF()
        let font = turned.helvetica(copied: ["4": "9", "9": "4"])
        let content = Self.lines.enumerated().map { index, line in
            "BT /F1 11 Tf 0 1 -1 0 \(60 + 20 * index) 60 Tm (\(line)) Tj ET"
        }.joined(separator: "\n")
        turned.page(content, resources: "/Font << /F1 \(font) 0 R >>", entries: "/Rotate 90")
        #expect(try await read(turned).doubts.map(\.code) == ["text-layer-disagrees"])
    }

    @Test("a layer that nothing could be held against is not as good as certain")
    func unproven() throws {
        let words = ["Factura", "48205"].enumerated().map { index, text in
            Word(
                text: text,
                box: BoundingBox(left: 300 * index, top: 0, right: 300 * index + 200, bottom: 42),
                confidence: Confidence(0.99))
        }
        let layer = RecognizedPage(
            width: 2479, height: 3508, lines: [TextLine(words: words, block: 0)], engine: "layer")
        let proof = try TextLayerProof.prove(
            DecodedLayer(text: layer, picture: nil), by: FixedRecognizer([:]))
        #expect(!proof.isContradicted)
        #expect(proof.weighed(layer).words.allSatisfy { $0.confidence.value == 0.9 })
    }

    @Test("letters and figures of one shape are the same, others are not")
    func shapes() {
        #expect(ProofLetters.figures("B0-l2S") == ProofLetters.figures("8O12 5"))
        #expect(ProofLetters.figures("12.350,80") != ProofLetters.figures("12.380,50"))
        #expect(ProofLetters.letters("Ședință") == ProofLetters.letters("SEDINTA"))
        #expect(ProofLetters.differInFigures("12350", and: "12380"))
        #expect(!ProofLetters.differInFigures("12350", and: "1235"))
    }

    private func read(_ pdf: SmallPDF) async throws -> ProcessedPage {
        let path = try folder.write("page.pdf", pdf.bytes)
        return await reader.read(page: 1, ofScan: path, format: .pdf)
    }
}
