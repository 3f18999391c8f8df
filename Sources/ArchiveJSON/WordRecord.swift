package import ArchiveModel
package import Catalogue

/// One word of a page as JSON, in pixels of the scan.
package struct WordRecord: Encodable {
    let text: String
    let raw: String?
    let broken: BrokenWordRecord?
    let handwritten: Bool?
    let box: BoundingBox
    let confidence: Double

    package init(_ word: Word, on page: DocumentPage) {
        text = word.text
        raw = word.raw
        broken = word.hyphenation.map { BrokenWordRecord(part: $0.part.rawValue, whole: $0.whole) }
        handwritten = word.isHandwritten ? true : nil
        box = page.transform.boxOnScan(
            word.box, scanWidth: page.scanWidth ?? .max / 4, scanHeight: page.scanHeight ?? .max / 4
        )
        confidence = word.confidence.value
    }
}

/// The whole of a word that is broken at the end of a line.
package struct BrokenWordRecord: Encodable {
    let part: String
    let whole: String
}
