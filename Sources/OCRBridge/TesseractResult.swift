import ArchiveModel
import CTesseract

/// Walks the result that an engine holds after recognition.
///
/// Must not outlive the engine's page.
struct TesseractResult {
    private let engine: OpaquePointer

    init(of engine: OpaquePointer) {
        self.engine = engine
    }

    /// All lines in reading order; lines without any word are left out.
    func lines() -> [TextLine] {
        guard let iterator = TessBaseAPIGetIterator(engine) else { return [] }
        defer { TessResultIteratorDelete(iterator) }
        let place = TessResultIteratorGetPageIterator(iterator)
        var lines: [TextLine] = []
        var words: [Word] = []
        var block = -1
        repeat {
            if TessPageIteratorIsAtBeginningOf(place, RIL_BLOCK) != 0 { block += 1 }
            if let word = word(at: iterator, place) { words.append(word) }
            if TessPageIteratorIsAtFinalElement(place, RIL_TEXTLINE, RIL_WORD) != 0, !words.isEmpty
            {
                lines.append(TextLine(words: words, block: max(0, block)))
                words = []
            }
        } while TessResultIteratorNext(iterator, RIL_WORD) != 0
        if !words.isEmpty { lines.append(TextLine(words: words, block: max(0, block))) }
        return lines
    }

    private func word(at iterator: OpaquePointer, _ place: OpaquePointer?) -> Word? {
        guard let raw = TessResultIteratorGetUTF8Text(iterator, RIL_WORD) else { return nil }
        defer { TessDeleteText(raw) }
        let text = RomanianSpelling.normalized(String(cString: raw))
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        var left: Int32 = 0
        var top: Int32 = 0
        var right: Int32 = 0
        var bottom: Int32 = 0
        guard TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom) != 0 else {
            return nil
        }
        let percent = TessResultIteratorConfidence(iterator, RIL_WORD)
        return Word(
            text: text,
            box: BoundingBox(
                left: Int(left), top: Int(top), right: Int(right), bottom: Int(bottom)),
            confidence: Confidence(Double(percent) / 100))
    }
}
