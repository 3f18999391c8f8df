package import ArchiveModel

/// A recognised page as it lies in `page_words`: JSON that repeats no names.
///
/// `{"engine":…,"height":…,"lines":[[block,["word",left,top,right,bottom,confidence],…],…],"width":…}`
/// with the confidence in ten-thousandths. A word that was repaired, broken at a line's end or written
/// by hand has an object behind it that says so. An ordinary page of 300 words takes 9 kB; with named
/// values it would take 33 kB. Uncompressed, since SQLite and Foundation on Linux bring no zlib.
struct PackedReading: Codable {
    var width: Int
    var height: Int
    var engine: String
    var lines: [Line]

    struct Line: Codable {
        var line: TextLine

        init(_ line: TextLine) {
            self.line = line
        }

        init(from decoder: any Decoder) throws {
            var items = try decoder.unkeyedContainer()
            line = TextLine(words: [], block: try items.decode(Int.self))
            while !items.isAtEnd {
                var parts = try items.nestedUnkeyedContainer()
                line.words.append(try Self.word(from: &parts))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var items = encoder.unkeyedContainer()
            try items.encode(line.block)
            for word in line.words {
                var parts = items.nestedUnkeyedContainer()
                try parts.encode(word.text)
                for edge in [word.box.left, word.box.top, word.box.right, word.box.bottom] {
                    try parts.encode(edge)
                }
                try parts.encode(word.confidence.tenThousandths)
                if let remarks = Remarks(of: word) { try parts.encode(remarks) }
            }
        }

        private static func word(from parts: inout any UnkeyedDecodingContainer) throws -> Word {
            let text = try parts.decode(String.self)
            let box = BoundingBox(
                left: try parts.decode(Int.self), top: try parts.decode(Int.self),
                right: try parts.decode(Int.self), bottom: try parts.decode(Int.self))
            let confidence = Confidence(tenThousandths: try parts.decode(Int.self))
            let remarks = try parts.isAtEnd ? nil : parts.decode(Remarks.self)
            return Word(
                text: text, box: box, confidence: confidence, raw: remarks?.raw,
                hyphenation: remarks?.hyphenation, isHandwritten: remarks?.hand ?? false)
        }
    }

    /// What few words have; absent in readings of earlier versions.
    private struct Remarks: Codable {
        var raw: String?
        var hyphenation: Hyphenation?
        var hand: Bool?

        /// The remarks on a word; nil when there are none.
        init?(of word: Word) {
            raw = word.raw
            hyphenation = word.hyphenation
            hand = word.isHandwritten ? true : nil
            if raw == nil && hyphenation == nil && hand == nil { return nil }
        }
    }

    init(_ page: RecognizedPage) {
        width = page.width
        height = page.height
        engine = page.engine
        lines = page.lines.map(Line.init)
    }

    var page: RecognizedPage {
        RecognizedPage(width: width, height: height, lines: lines.map(\.line), engine: engine)
    }
}

extension RecognizedPage {
    /// The page as it is read again from the catalogue: with confidences in ten-thousandths.
    package var asStored: RecognizedPage {
        var page = self
        for line in page.lines.indices {
            for word in page.lines[line].words.indices {
                let confidence = page.lines[line].words[word].confidence
                page.lines[line].words[word].confidence = Confidence(
                    tenThousandths: confidence.tenThousandths)
            }
        }
        return page
    }
}

extension Confidence {
    fileprivate var tenThousandths: Int { Int((value * 10_000).rounded()) }

    fileprivate init(tenThousandths: Int) {
        self.init(Double(tenThousandths) / 10_000)
    }
}
