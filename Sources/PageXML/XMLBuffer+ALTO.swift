import ArchiveModel

// The elements of ALTO in the order in which a file has them.

extension XMLBuffer {
    /// Everything before the first page.
    mutating func head(of scan: ALTOScan, engines: [String]) {
        markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alto xmlns=\"")
        plain(ALTOFormat.namespace)
        markup("\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"")
        plain(ALTOFormat.namespace)
        markup(" http://www.loc.gov/standards/alto/v4/alto-4-4.xsd\" SCHEMAVERSION=\"4.4\">\n")
        markup("<Description>\n<MeasurementUnit>pixel</MeasurementUnit>\n")
        markup("<sourceImageInformation><fileName>")
        escaped(Self.percentEncoded(scan.fileName))
        markup("</fileName><fileIdentifier fileIdentifierLocation=\"SHA-512\">")
        plain(scan.digest.hex)
        markup("</fileIdentifier></sourceImageInformation>\n")
        for (index, engine) in engines.enumerated() { processing(engine, number: index + 1) }
        markup("</Description>\n<Tags><OtherTag ID=\"")
        plain(ALTOFormat.handwriting)
        markup("\" LABEL=\"handwriting\"/></Tags>\n<Layout>\n")
    }

    private mutating func processing(_ engine: String, number: Int) {
        attribute("<Processing ID=\"", escaping: "engine\(number)")
        markup("><processingCategory>contentGeneration</processingCategory>")
        markup("<processingSoftware><softwareName>")
        escaped(engine)
        markup("</softwareName></processingSoftware></Processing>\n")
    }

    /// The start tag of a page without its end.
    mutating func openPage(_ page: ProcessedPage) {
        attribute("<Page ID=\"p", value: page.number)
        attribute(" PHYSICAL_IMG_NR=\"", value: page.number)
        if page.verdict != .done { attribute(" PAGECLASS=\"", escaping: page.verdict.rawValue) }
        if page.rotationDegrees != 0 { attribute(" ROTATION=\"", value: page.rotationDegrees) }
    }

    /// The rest of the start tag of a page with text, and the start of its print space.
    mutating func openText(_ text: RecognizedPage, engine: String) {
        attribute(" WIDTH=\"", value: text.width)
        attribute(" HEIGHT=\"", value: text.height)
        attribute(" PROCESSING=\"", escaping: engine)
        confidence(" PC=\"", value: text.confidence)
        markup("><PrintSpace HPOS=\"0\" VPOS=\"0\"")
        attribute(" WIDTH=\"", value: text.width)
        attribute(" HEIGHT=\"", value: text.height)
        markup(">\n")
    }

    /// The start of a block with these lines.
    mutating func openBlock(_ lines: ArraySlice<TextLine>, id: String) {
        attribute("<TextBlock ID=\"", escaping: id)
        if let box = BoundingBox.enclosing(lines.lazy.map(\.box)) { place(box) }
        markup(">\n")
    }

    /// A line with its words.
    mutating func line(_ line: TextLine) {
        markup("<TextLine")
        place(line.box)
        markup(">\n")
        let (words, hyphen) = Self.partingHyphen(line.words)
        for word in words { string(word) }
        if let hyphen {
            attribute("<HYP CONTENT=\"", escaping: hyphen)
            markup("/>\n")
        }
        markup("</TextLine>\n")
    }

    private mutating func string(_ word: Word) {
        attribute("<String CONTENT=\"", escaping: word.text)
        place(word.box)
        confidence(" WC=\"", value: word.confidence)
        if let hyphenation = word.hyphenation {
            attribute(" SUBS_TYPE=\"", escaping: ALTOFormat.substitution(hyphenation.part))
            attribute(" SUBS_CONTENT=\"", escaping: hyphenation.whole)
        }
        if word.isHandwritten { attribute(" TAGREFS=\"", escaping: ALTOFormat.handwriting) }
        if let raw = word.raw {
            attribute("><ALTERNATIVE PURPOSE=\"", escaping: ALTOFormat.raw)
            markup(">")
            escaped(raw)
            markup("</ALTERNATIVE></String>\n")
        } else {
            markup("/>\n")
        }
    }

    /// The words, without the hyphen of the last one if its word continues in the next line: ALTO
    /// has an element for it.
    private static func partingHyphen(_ words: [Word]) -> (words: [Word], hyphen: String?) {
        guard let last = words.last, last.hyphenation?.part == .first,
            let hyphen = last.text.unicodeScalars.last, Hyphenation.isHyphen(hyphen)
        else { return (words, nil) }
        var words = words
        words[words.count - 1].text = String(last.text.unicodeScalars.dropLast())
        return (words, String(hyphen))
    }

    /// Left, top, width and height; an inside-out box has a negative width and is still exact.
    private mutating func place(_ box: BoundingBox) {
        attribute(" HPOS=\"", value: box.left)
        attribute(" VPOS=\"", value: box.top)
        attribute(" WIDTH=\"", value: box.right - box.left)
        attribute(" HEIGHT=\"", value: box.bottom - box.top)
    }

    /// A confidence in ten-thousandths, as the catalogue rounds it.
    private mutating func confidence(_ opening: StaticString, value confidence: Confidence) {
        let tenThousandths = Int((confidence.value * 10_000).rounded())
        markup(opening)
        plain(tenThousandths == 10_000 ? "1" : "0.")
        if tenThousandths < 10_000 { plain(String(String(10_000 + tenThousandths).dropFirst())) }
        markup("\"")
    }

    /// The name with `%NN` for control characters, for bytes that are not UTF-8, for characters
    /// that XML cannot hold, and for the percent sign itself, so that the bytes can be recovered.
    static func percentEncoded(_ name: ScanName) -> String {
        let exact = String(validating: name.bytes, as: UTF8.self)
        var result = ""
        if let exact {
            for scalar in exact.unicodeScalars {
                let isControl = scalar.properties.generalCategory == .control
                let stays = !isControl && scalar != "%" && XMLCharacters.isAllowed(scalar)
                result += stays ? String(scalar) : PercentEncoding.escape(String(scalar).utf8)
            }
        } else {
            for byte in name.bytes {
                let stays = (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "%")
                let byte = CollectionOfOne(byte)
                result +=
                    stays ? String(decoding: byte, as: UTF8.self) : PercentEncoding.escape(byte)
            }
        }
        return result
    }
}
