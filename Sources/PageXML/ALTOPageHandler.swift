import ArchiveModel

/// Builds pages from the elements of an ALTO file and delivers each when it ends.
///
/// In the layout every element must be one that `ALTOWriter` writes, so that no text is skipped;
/// elsewhere other elements of ALTO are ignored.
final class ALTOPageHandler: XMLStreamHandler {
    typealias Body = (_ number: Int, RecognizedPage?) throws -> Void

    /// Number of the last page that began; 0 before the first.
    private(set) var lastNumber = 0

    private let body: Body
    private let mostWords: Int
    private var path: [ALTOElement] = []
    /// Text of the innermost element, if its text is needed.
    var collected = ""
    private var unit: String?
    private var engines: [String: String] = [:]
    private var engineID = ""
    /// The data of a page's start tag, as far as present.
    private var size: (width: Int?, height: Int?) = (nil, nil)
    private var engine: String?
    private var page: RecognizedPage?
    private var block = 0
    var words: [Word] = []
    private var wordCount = 0

    /// Makes a builder that calls the body with each page; a page with more words is refused.
    init(mostWords: Int = ALTOFormat.mostWords, _ body: @escaping Body) {
        self.body = body
        self.mostWords = mostWords
    }

    /// Throws `ALTOFault` if there was no page.
    func checkIsComplete() throws {
        guard lastNumber > 0 else { throw ALTOFault("it has no page") }
    }

    func start(_ name: String, attributes: XMLAttributes) throws {
        let element = try ALTOElement(name, in: path.last)
        path.append(element)
        switch element {
        case .measurementUnit, .softwareName: collected = ""
        case .processing:
            engineID = try needed(attributes.text("ID"), attribute: "ID", element: "Processing")
        case .layout: try checkUnit()
        case .page: try beginPage(attributes)
        case .printSpace: try beginText()
        case .textBlock: try beginBlock(attributes)
        case .textLine: words = []
        case .string:
            guard wordCount + words.count < mostWords else {
                throw ALTOFault("page \(lastNumber) has too many words")
            }
            words.append(try word(attributes))
        case .alternative: try beginAlternative(attributes)
        case .hyphen: try addHyphen(attributes)
        case .alto, .description, .processingSoftware, .space, .other: break
        }
    }

    func text(_ piece: String) throws {
        switch path.last {
        case .measurementUnit, .softwareName, .alternative: collected += piece
        default: return
        }
        guard collected.utf8.count <= ALTOFormat.longestText else {
            throw ALTOFault("it has an element with too much text")
        }
    }

    func end() throws {
        switch path.removeLast() {
        case .measurementUnit: unit = collected
        case .softwareName: engines[engineID] = collected
        case .alternative: words[words.count - 1].raw = collected
        case .textLine: try endLine()
        case .page: try body(lastNumber, page)
        default: break
        }
    }

    private func checkUnit() throws {
        guard unit == "pixel" else { throw ALTOFault("it does not measure in pixels") }
    }

    private func beginPage(_ attributes: XMLAttributes) throws {
        let name: StaticString = "PHYSICAL_IMG_NR"
        let number = try needed(attributes.integer(name), attribute: name, element: "Page")
        guard number > lastNumber else { throw ALTOFault("its pages are out of order") }
        lastNumber = number
        size = (attributes.integer("WIDTH"), attributes.integer("HEIGHT"))
        engine = attributes.text("PROCESSING").flatMap { engines[$0] }
        page = nil
        wordCount = 0
    }

    private func beginText() throws {
        guard page == nil else { throw ALTOFault("page \(lastNumber) has its text twice") }
        page = RecognizedPage(
            width: try needed(size.width, attribute: "WIDTH", element: "Page"),
            height: try needed(size.height, attribute: "HEIGHT", element: "Page"), lines: [],
            engine: try needed(engine, attribute: "PROCESSING", element: "Page"))
    }

    /// Reads the number of the block from an identifier such as `p1.b3` or `p1.b3.2`.
    private func beginBlock(_ attributes: XMLAttributes) throws {
        let id = try needed(attributes.text("ID"), attribute: "ID", element: "TextBlock")
        let parts = id.split(separator: ".", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts[0] == "p\(lastNumber)",
            parts[1].first == "b", let number = Int(parts[1].dropFirst())
        else {
            throw ALTOFault("page \(lastNumber) has a block without number")
        }
        block = number
    }

    private func endLine() throws {
        guard !words.isEmpty else { throw ALTOFault("page \(lastNumber) has a line without words") }
        wordCount += words.count
        page?.lines.append(TextLine(words: words, block: block))
    }

    func needed<Value>(
        _ value: Value?, attribute: StaticString, element: StaticString
    ) throws -> Value {
        guard let value else {
            throw ALTOFault(
                "a \(element) element has no usable \(attribute) (page \(lastNumber))")
        }
        return value
    }
}
