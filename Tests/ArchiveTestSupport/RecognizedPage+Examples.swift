package import ArchiveModel

extension RecognizedPage {
    /// A page with a repaired word, a word broken over two lines, a parted word and a handwritten one.
    package static var withRemarks: RecognizedPage {
        var first = TextLine.line("Domnul Ion angaja-", block: 0)
        first.words[1].raw = "lon"
        first.words[2].hyphenation = Hyphenation(part: .first, whole: "angajamentului")
        var second = TextLine.line("mentului taxa lunii", block: 0)
        second.words[0].hyphenation = Hyphenation(part: .second, whole: "angajamentului")
        second.words[1].raw = "taxalunii"
        second.words[2].raw = ""
        var third = TextLine.line("semnat Popa", block: 1)
        third.words[1].isHandwritten = true
        return RecognizedPage(
            width: 2480, height: 3508, lines: [first, second, third], engine: "test")
    }
}

extension TextLine {
    /// A line of the words of a text, side by side.
    package static func line(_ text: String, block: Int) -> TextLine {
        line(of: text.split(separator: " ").map(String.init), block: block)
    }

    /// A line of words, side by side.
    package static func line(of words: [String], block: Int = 0) -> TextLine {
        TextLine(
            words: words.enumerated().map { index, word in
                Word(
                    text: word,
                    box: BoundingBox(
                        left: index * 100, top: 10 + index, right: index * 100 + 90, bottom: 50),
                    confidence: Confidence(Double(9_375 - index) / 10_000))
            }, block: block)
    }
}
