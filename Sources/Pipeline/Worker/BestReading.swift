import ArchiveModel
import ImageCleanup

/// Recognizes a page in its likeliest orientation, and in others as long as the result is poor.
struct BestReading {
    /// The page as it was recognized best.
    private(set) var page: CleanedPage
    /// What was read.
    private(set) var text: RecognizedPage

    private typealias Reading = (page: CleanedPage, text: RecognizedPage)

    /// Mean word confidence from which on a reading needs no second try.
    private static let goodConfidence = 0.75
    /// Below this the two remaining quarter turns are tried as well.
    private static let hopelessConfidence = 0.4

    init(of prepared: PreparedPage, by recognizer: any TextRecognizer) throws {
        (page, text) = try Self.upright(prepared, recognizer)
        try rereadCells(recognizer)
        let unread = try UnreadInk.lines(on: page, besides: text.words.map(\.box))
        let before = text.lines.count
        text = try recognizer.complete(text, of: page, at: unread)
        page.steps.append(
            CleanupStep(
                name: "unreadInk", measured: ["lines": Double(unread.count)],
                changed: text.lines.count > before))
    }

    /// Reads the cells of tables alone that the reading of the page has mixed or lost.
    private mutating func rereadCells(_ recognizer: any TextRecognizer) throws {
        let before = text.words.count { _ in true }
        let cells = try recognizer.rereadCells(text, of: page)
        text = cells.text
        page.steps.append(
            CleanupStep(
                name: "cells",
                measured: [
                    "found": Double(page.cells.count), "read": Double(cells.cellsRead),
                    "replaced": Double(cells.cellsReplaced),
                    "wordsGained": Double(text.words.count { _ in true } - before),
                ],
                changed: cells.cellsReplaced > 0))
    }

    /// The best orientation with what was read in it.
    private static func upright(
        _ prepared: PreparedPage, _ recognizer: any TextRecognizer
    ) throws -> Reading {
        let candidates = prepared.orientation.candidates
        var best = try read(prepared, candidates[0], recognizer)
        if prepared.orientation.isCertain || isGood(best.text) { return best }
        for (index, degrees) in candidates.enumerated().dropFirst() {
            if index >= 2, best.text.meanWordConfidence.value >= hopelessConfidence { return best }
            let other = try read(prepared, degrees, recognizer)
            if weight(other.text) > weight(best.text) { best = other }
            if isGood(best.text) { return best }
        }
        return best
    }

    /// Whether no word was read with any confidence.
    var isNothing: Bool { !text.words.contains { $0.confidence.value >= 0.5 && $0.text.count > 1 } }

    private static func read(
        _ prepared: PreparedPage, _ degrees: Int, _ recognizer: any TextRecognizer
    ) throws -> Reading {
        let page = try prepared.finished(rotationDegrees: degrees)
        return (page, try recognizer.recognize(page))
    }

    /// A few words read well: five rule out chance on a page of dirt.
    private static func isGood(_ text: RecognizedPage) -> Bool {
        text.meanWordConfidence.value >= goodConfidence
            && Array(text.words.prefix(5)).count == 5
    }

    /// Letters read with confidence: favours the orientation in which more of the page makes sense.
    private static func weight(_ text: RecognizedPage) -> Double {
        text.words.reduce(0) { sum, word in
            let excess = word.confidence.value - 0.5
            return excess > 0 ? sum + excess * Double(word.text.count) : sum
        }
    }
}
