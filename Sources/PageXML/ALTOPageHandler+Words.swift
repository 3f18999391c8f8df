import ArchiveModel

// The ALTO data of a word: its attributes, the engine's raw reading, and its hyphen.

extension ALTOPageHandler {
    /// The word of a `String` element, without the data of other elements.
    func word(_ attributes: XMLAttributes) throws -> Word {
        let text = try needed(attributes.text("CONTENT"), attribute: "CONTENT", element: "String")
        let left = try edge(attributes, named: "HPOS")
        let top = try edge(attributes, named: "VPOS")
        let width = try edge(attributes, named: "WIDTH")
        let height = try edge(attributes, named: "HEIGHT")
        let certainty = try needed(
            attributes.text("WC").flatMap { Double($0) }, attribute: "WC", element: "String")
        guard (0...1).contains(certainty) else {
            throw ALTOFault("page \(lastNumber) has a confidence beyond 0 to 1")
        }
        // Rounded as the catalogue rounds, so that both give the same number to the last bit.
        return Word(
            text: text,
            box: BoundingBox(left: left, top: top, right: left + width, bottom: top + height),
            confidence: Confidence((certainty * 10_000).rounded() / 10_000),
            hyphenation: try hyphenation(attributes), isHandwritten: try isTagged(attributes))
    }

    /// Begins the raw reading of the last word.
    func beginAlternative(_ attributes: XMLAttributes) throws {
        guard attributes.text("PURPOSE") == ALTOFormat.raw, words.last?.raw == nil else {
            throw ALTOFault("page \(lastNumber) has an alternative that archivectl does not write")
        }
        collected = ""
    }

    /// Appends the hyphen to the last word of a line.
    func addHyphen(_ attributes: XMLAttributes) throws {
        guard words.last?.hyphenation?.part == .first else {
            throw ALTOFault("page \(lastNumber) has a hyphen without a word that goes on")
        }
        words[words.count - 1].text += try needed(
            attributes.text("CONTENT"), attribute: "CONTENT", element: "HYP")
    }

    private func hyphenation(_ attributes: XMLAttributes) throws -> Hyphenation? {
        guard let type = attributes.text("SUBS_TYPE") else { return nil }
        let part = Hyphenation.Part.allCases.first { ALTOFormat.substitution($0) == type }
        return Hyphenation(
            part: try needed(part, attribute: "SUBS_TYPE", element: "String"),
            whole: try needed(
                attributes.text("SUBS_CONTENT"), attribute: "SUBS_CONTENT", element: "String"))
    }

    /// Whether the word has the tag of handwriting, which is the only one.
    private func isTagged(_ attributes: XMLAttributes) throws -> Bool {
        guard let tags = attributes.text("TAGREFS") else { return false }
        guard tags == ALTOFormat.handwriting else {
            throw ALTOFault("page \(lastNumber) has a tag that archivectl does not write")
        }
        return true
    }

    private func edge(_ attributes: XMLAttributes, named name: StaticString) throws -> Int {
        let value = try needed(attributes.integer(name), attribute: name, element: "String")
        let reach = 2 * ALTOFormat.farthestEdge
        guard (-reach...reach).contains(value) else {
            throw ALTOFault("page \(lastNumber) has a word outside of all pages")
        }
        return value
    }
}
