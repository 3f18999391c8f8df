import ArchiveModel
import Catalogue

/// Why a document begins where it begins, for people.
enum BoundsText {
    /// Of a whole document, a line each; `number` gives the place of a page in the document, from 1.
    static func lines(_ bounds: DocumentBounds, number: (PageAddress) -> Int?) -> [String] {
        let mark = bounds.beginning.confidence < DocumentBounds.sureFrom ? "DOUBTFUL: " : ""
        return ["\(mark)begins here because \(reasons(bounds.beginning))"]
            + bounds.doubtfulPages.compactMap { page in
                number(page.page).map {
                    "DOUBTFUL: page \($0) belongs to it because \(reasons(page.boundary))"
                }
            }
    }

    private static func reasons(_ boundary: Boundary) -> String {
        let words = boundary.cues.prefix(3).map { texts[$0] ?? $0.rawValue }
        let confidence = Int((boundary.confidence.value * 100).rounded())
        return (words.isEmpty ? "nothing speaks against it" : words.joined(separator: ", "))
            + "; confidence \(confidence) %"
    }

    private static let texts: [BoundaryCue: String] = [
        .sameFile: "it is in the same file",
        .sameSheet: "it is the back of the page before", .newFile: "a new file begins",
        .newFileOfOnePage: "a new file begins", .newPicture: "a new picture begins",
        .separator: "a separator sheet lies before it", .blankPage: "a blank page lies before it",
        .title: "it has a title", .likelyTitle: "it seems to have a title",
        .heading: "it has a heading", .letterhead: "it has a letterhead",
        .ownNumber: "it has a number of its own", .opening: "it says who it is for",
        .noOpening: "it has no title", .annex: "it is an annex",
        .annexOfThis: "it is an annex that names this document",
        .firstPage: "it is numbered as a first page", .nextPage: "it is numbered as the next page",
        .laterPage: "it is numbered as a later page",
        .unfinishedBefore: "pages were missing by their numbers",
        .completeBefore: "the paper before has all its pages",
        .otherTotal: "its number is of a paper of another length",
        .nextPart: "articles or rows go on with the next number",
        .laterPart: "it begins with an article that is not the first",
        .insideSentence: "it begins inside a sentence",
        .brokenSentence: "the page before ends inside a sentence", .prose: "it begins with prose",
        .repeatedRow: "a row of the page before is repeated",
        .signaturesBefore: "the page before ends with signatures",
        .fullPageBefore: "the page before is full",
        .shortPageBefore: "the page before ends early", .otherSize: "the paper has another size",
        .batchBegins: "the batch begins", .groupedBefore: "the pages before were grouped earlier",
    ]
}
