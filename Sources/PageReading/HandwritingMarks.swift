import ArchiveModel

/// Marks words that are written in a pen of another colour than the print.
///
/// Forms are printed in black and filled in blue. Coloured print, such as a letterhead, is told from writing
/// by how well it is read: the words of a line in colour are taken for writing when their mean confidence
/// is low. Writing in the colour of the print is not found.
struct HandwritingMarks {
    /// Share of a word's box within coloured marks.
    private static let coverage = 0.5
    /// Mean confidence of coloured words below which they are no print.
    private static let doubt = 0.8
    /// Recognition is made for print: what it says of writing is never more than a guess.
    private static let mostConfidence = 0.5

    let page: CleanedPage

    /// Marks the words in place.
    ///
    /// - Returns: The record of it.
    func mark(_ text: inout RecognizedPage) -> ProcessingStep {
        let count = marked(&text)
        return ProcessingStep(
            name: "handwriting",
            measured: ["marks": Double(page.writing.count), "words": Double(count)],
            changed: count > 0)
    }

    /// Marks the words in place; returns how many.
    private func marked(_ text: inout RecognizedPage) -> Int {
        guard !page.writing.isEmpty else { return 0 }
        var count = 0
        for line in text.lines.indices {
            let words = text.lines[line].words
            let colored = words.indices.filter { isColored(words[$0]) }
            guard !colored.isEmpty,
                colored.map({ words[$0] }).meanConfidence.value < Self.doubt
            else { continue }
            for index in colored {
                text.lines[line].words[index].isHandwritten = true
                text.lines[line].words[index].confidence = Confidence(
                    min(words[index].confidence.value, Self.mostConfidence))
            }
            count += colored.count
        }
        return count
    }

    private func isColored(_ word: Word) -> Bool {
        let box = page.transform.boxOnScan(word.box, scanWidth: .max, scanHeight: .max)
        let area = page.writing.reduce(0) { $0 + $1.overlap(with: box) }
        return Double(area) > Self.coverage * Double(box.width * box.height)
    }
}
