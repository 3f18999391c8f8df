import ArchiveModel
import ImageCleanup

/// Betters the reading of an upright page.
///
/// Parts that were lost, mixed or doubtful are read again, then words are repaired. Each step is recorded
/// with the page.
struct ReadingRefinement {
    let recognizer: any TextRecognizer
    let clock: StageClock

    /// Betters a reading in place.
    ///
    /// The order matters: words have to be complete before they are doubted, and final before they are
    /// repaired.
    ///
    /// - Returns: Marks like letters that the first reading left unread.
    func refine(
        _ text: inout RecognizedPage, of page: inout CleanedPage
    ) throws -> [BoundingBox] {
        try rereadCells(&text, of: &page)
        let unread = try readUnreadInk(&text, of: &page)
        let second = clock.measure(.secondReading) {
            recognizer.reconsidered(text, of: page)
        }
        let spaced = clock.measure(.rereading) {
            recognizer.rereadSpacedWords(second.reading, of: page)
        }
        let repaired = clock.measure(.repair) { recognizer.repaired(spaced.reading, of: page) }
        text = repaired.reading
        page.steps += [second.step, spaced.step, repaired.step].compactMap { $0 }
        markHandwriting(&text, of: &page)
        return unread
    }

    private func markHandwriting(_ text: inout RecognizedPage, of page: inout CleanedPage) {
        let count = HandwritingMarks(page: page).mark(&text)
        page.steps.append(
            ProcessingStep(
                name: "handwriting",
                measured: ["marks": Double(page.writing.count), "words": Double(count)],
                changed: count > 0))
    }

    /// Reads the cells of tables alone that the reading of the page has mixed or lost.
    private func rereadCells(_ text: inout RecognizedPage, of page: inout CleanedPage) throws {
        let cells = try clock.measure(.rereading) { try recognizer.rereadCells(text, of: page) }
        let gained = cells.text.words.count { _ in true } - text.words.count { _ in true }
        text = cells.text
        page.steps.append(
            ProcessingStep(
                name: "cells",
                measured: [
                    "found": Double(page.cells.count), "read": Double(cells.cellsRead),
                    "replaced": Double(cells.cellsReplaced), "wordsGained": Double(gained),
                ],
                changed: cells.cellsReplaced > 0))
    }

    /// Reads lines that were passed over; returns the marks like letters that were.
    private func readUnreadInk(
        _ text: inout RecognizedPage, of page: inout CleanedPage
    ) throws -> [BoundingBox] {
        let unread = try clock.measure(.cleanup) {
            try UnreadInk(on: page, besides: text.words.map(\.box))
        }
        let before = text.lines.count
        text = try clock.measure(.rereading) {
            try recognizer.complete(text, of: page, at: unread.lines)
        }
        page.steps.append(
            ProcessingStep(
                name: "unreadInk", measured: ["lines": Double(unread.lines.count)],
                changed: text.lines.count > before))
        return unread.letters
    }
}
