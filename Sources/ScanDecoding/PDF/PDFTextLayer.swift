import ArchiveModel
import Foundation
import FoundationXML

/// Reads the layout that `pdftotext -bbox-layout` prints: pages, blocks, lines and words with boxes.
final class PDFTextLayer: NSObject, XMLParserDelegate {
    /// Resolution of the recognized page, as if it had been scanned.
    static let dotsPerInch = 300.0
    /// Pixels of the recognized page per point.
    private static let scale = dotsPerInch / 72

    private var size: (width: Int, height: Int)?
    private var lines: [TextLine] = []
    private var words: [Word] = []
    private var block = -1
    private var box: BoundingBox?
    private var text = ""

    /// The first page of a layout; nil if it is not well formed, as with control characters from
    /// fonts without a sound encoding.
    static func page(fromLayout layout: [UInt8]) -> RecognizedPage? {
        let reader = PDFTextLayer()
        let parser = XMLParser(data: Data(layout))
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        guard parser.parse(), let size = reader.size else { return nil }
        return RecognizedPage(
            width: size.width, height: size.height, lines: reader.lines, engine: "pdf text layer")
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        func pixels(_ name: String) -> Int {
            let points = attributes[name].flatMap(Double.init) ?? 0
            return points.isFinite && abs(points) < 1e6 ? Int(points * Self.scale) : 0
        }
        switch element {
        case "page": size = (max(1, pixels("width")), max(1, pixels("height")))
        case "block": block += 1
        case "word":
            text = ""
            box = BoundingBox(
                left: pixels("xMin"), top: pixels("yMin"), right: pixels("xMax"),
                bottom: pixels("yMax"))
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) {
        if box != nil { text += characters }
    }

    func parser(
        _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        switch element {
        case "word":
            if let box, !text.isEmpty {
                words.append(
                    Word(
                        text: RomanianSpelling.normalized(text), box: box,
                        confidence: Confidence(0.99))
                )
            }
            box = nil
        case "line":
            if !words.isEmpty { lines.append(TextLine(words: words, block: max(0, block))) }
            words = []
        default: break
        }
    }
}
