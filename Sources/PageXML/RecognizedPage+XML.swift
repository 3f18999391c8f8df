package import ArchiveModel

/// The text that XML 1.0 can hold.
enum XMLCharacters {
    /// The text with U+FFFD for each character that XML 1.0 cannot hold: control characters other
    /// than tab and line ends, U+FFFE and U+FFFF.
    static func replacingForbidden(_ text: String) -> String {
        guard !isAllowed(text) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { isAllowed($0) ? $0 : "\u{FFFD}" }))
    }

    /// Whether XML 1.0 can hold all characters of the text.
    static func isAllowed(_ text: String) -> Bool {
        // U+FFFE and U+FFFF begin with EF in UTF-8, as do few characters found on papers.
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0xEF }
        return isPlain || text.unicodeScalars.allSatisfy(isAllowed)
    }

    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case 0xFFFE, 0xFFFF: false
        default: scalar.value >= 0x20
        }
    }

    /// The text in parts of at most the given bytes of UTF-8, cut between Unicode characters.
    static func parts(_ text: String, limit: Int) -> [String] {
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        var size = 0
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if size + width > limit {
                parts.append(String(part))
                part = String.UnicodeScalarView()
                size = 0
            }
            part.append(scalar)
            size += width
        }
        return parts + [String(part)]
    }
}

extension RecognizedPage {
    /// The page as ALTO can hold it: written and read again, it is equal to itself.
    ///
    /// Characters that XML 1.0 cannot hold become U+FFFD, a word of more than 64 KiB becomes
    /// several in the same place, a longer raw reading is cut, and lines without words are left
    /// out.
    package var withXMLText: RecognizedPage {
        guard !isXMLText else { return self }
        var page = self
        page.engine = XMLCharacters.replacingForbidden(engine)
        page.lines = lines.compactMap { line in
            guard !line.words.isEmpty else { return nil }
            return TextLine(words: line.words.flatMap(\.withXMLText), block: line.block)
        }
        return page
    }

    private var isXMLText: Bool {
        XMLCharacters.isAllowed(engine)
            && lines.allSatisfy { !$0.words.isEmpty && $0.words.allSatisfy(\.isXMLText) }
    }
}

extension Word {
    fileprivate var isXMLText: Bool {
        [text, raw ?? "", hyphenation?.whole ?? ""].allSatisfy {
            $0.utf8.count <= ALTOFormat.longestWord && XMLCharacters.isAllowed($0)
        }
    }

    /// The word in parts that fit; the remarks on a word too long for one part go with the first.
    fileprivate var withXMLText: [Word] {
        guard !isXMLText else { return [self] }
        let parts = Self.parts(text).map { part in
            Word(text: part, box: box, confidence: confidence, isHandwritten: isHandwritten)
        }
        var result = parts
        result[0].raw = raw.map { Self.parts($0)[0] }
        result[0].hyphenation = hyphenation.map {
            Hyphenation(part: $0.part, whole: Self.parts($0.whole)[0])
        }
        return result
    }

    private static func parts(_ text: String) -> [String] {
        XMLCharacters.parts(XMLCharacters.replacingForbidden(text), limit: ALTOFormat.longestWord)
    }
}
