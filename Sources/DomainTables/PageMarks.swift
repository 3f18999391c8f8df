package import RomanianText

/// What the table of page marks says: the words by which the pages of a paper are told from those
/// of the next one.
package struct PageMarks: Sendable {
    /// Name of the table.
    package static let file = "page-marks.yaml"

    /// Words before the number of a page.
    package let pageWords: [Phrase]
    /// Words between the number of a page and the number of all, folded.
    package let pageTotals: [String]
    /// First words of an annex.
    package let annexes: [Phrase]
    /// Words before the number of a part of a text.
    package let parts: [Phrase]
    /// First words of a letterhead.
    package let letterheads: [Phrase]
    /// First words of who a paper is for.
    package let openings: [Phrase]
    /// First words of a block of signatures.
    package let signatures: [Phrase]

    private static let keys = [
        "page_words", "page_totals", "annexes", "parts", "letterheads", "openings", "signatures",
    ]

    /// Reads the table.
    package init(yaml: [UInt8], file: String) throws(TableError) {
        let top = try TableNode(yaml: yaml, file: file)
        let values = try top.mapping(allowing: Self.keys + ["version", "valid_from"])
        _ = try top.required("version", in: values)
        _ = try values["valid_from"]?.date()
        let phrases = { (key: String) throws(TableError) in
            try top.required(key, in: values).phrases()
        }
        pageWords = try phrases("page_words")
        annexes = try phrases("annexes")
        parts = try phrases("parts")
        letterheads = try phrases("letterheads")
        openings = try phrases("openings")
        signatures = try phrases("signatures")
        var totals: [String] = []
        for item in try top.required("page_totals", in: values).items() {
            totals.append(String(decoding: Fold.letters(of: try item.text()), as: UTF8.self))
        }
        pageTotals = totals
    }
}
