/// One word as it was read.
package struct Word: Hashable, Sendable {
    /// The text, composed (NFC), with comma-below ș and ț.
    package var text: String
    /// Where it stands on the upright page, in pixels.
    package var box: BoundingBox
    /// How sure the engine is.
    package var confidence: Confidence
    /// What the engine read where `text` was repaired; nil when it is the same.
    ///
    /// Words that were joined have their readings here with a space between them; a word that was parted
    /// has all of the reading in its first part and an empty one in its second.
    package var raw: String?
    /// Which part of a word it is that is broken at the end of a line; nil for a whole word.
    package var hyphenation: Hyphenation?
    /// Whether it is written by hand.
    package var isHandwritten: Bool

    /// Makes a word.
    package init(
        text: String, box: BoundingBox, confidence: Confidence, raw: String? = nil,
        hyphenation: Hyphenation? = nil, isHandwritten: Bool = false
    ) {
        self.text = text
        self.box = box
        self.confidence = confidence
        self.raw = raw
        self.hyphenation = hyphenation
        self.isHandwritten = isHandwritten
    }
}

/// What is known of a word that a hyphen breaks at the end of a line.
package struct Hyphenation: Hashable, Sendable, Codable {
    /// One of the two parts of a broken word.
    package enum Part: String, Sendable, Codable, CaseIterable {
        /// The part before the hyphen, at the end of a line.
        case first
        /// The part that opens the next line.
        case second
    }

    /// Which part this is.
    package var part: Part
    /// The whole word without the hyphen and without marks around it.
    package var whole: String

    /// Makes a record of one part.
    package init(part: Part, whole: String) {
        self.part = part
        self.whole = whole
    }

    /// Whether a character can part a word at the end of a line: hyphen-minus, soft hyphen, hyphen, and
    /// the negation sign, as which recognition returns hyphens.
    package static func isHyphen(_ character: Unicode.Scalar) -> Bool {
        switch character {
        case "-", "\u{AD}", "\u{2010}", "\u{AC}": true
        default: false
        }
    }
}

extension Word: Codable {
    private enum CodingKeys: String, CodingKey {
        case text, box, confidence, raw, hyphenation, isHandwritten
    }

    /// Reads a word, also as it was written before repairs, hyphens and handwriting were recorded.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        text = try values.decode(String.self, forKey: .text)
        box = try values.decode(BoundingBox.self, forKey: .box)
        confidence = try values.decode(Confidence.self, forKey: .confidence)
        raw = try values.decodeIfPresent(String.self, forKey: .raw)
        hyphenation = try values.decodeIfPresent(Hyphenation.self, forKey: .hyphenation)
        isHandwritten = try values.decodeIfPresent(Bool.self, forKey: .isHandwritten) ?? false
    }

    /// Writes the word; what does not apply to it is left out.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(text, forKey: .text)
        try values.encode(box, forKey: .box)
        try values.encode(confidence, forKey: .confidence)
        try values.encodeIfPresent(raw, forKey: .raw)
        try values.encodeIfPresent(hyphenation, forKey: .hyphenation)
        if isHandwritten { try values.encode(true, forKey: .isHandwritten) }
    }
}
