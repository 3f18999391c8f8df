import ArchiveModel

extension TesseractRecognizer {
    /// Improves the first reading of an upright page: lost, mixed or doubtful parts are read again,
    /// then words are repaired.
    ///
    /// The order matters: words must be complete before they are doubted, and final before they are
    /// repaired.
    func refined(
        _ first: RecognizedPage, of page: CleanedPage,
        unread: (_ besides: [BoundingBox]) throws -> UnreadPrint
    ) throws -> PageRecognition {
        var times = StageTimes()
        let cells = times.measure(.rereading) { rereadCells(first, of: page) }
        let left = try unread(cells.text.words.map(\.box))
        let complete = times.measure(.rereading) {
            self.complete(cells.text, of: page, at: left.lines)
        }
        let second = times.measure(.secondReading) { reconsidered(complete, of: page) }
        let spaced = times.measure(.rereading) { rereadSpacedWords(second.reading, of: page) }
        let repaired = times.measure(.repair) { self.repaired(spaced.reading, of: page) }
        let steps = [
            cells.step(of: page, gained: cells.text.wordCount - first.wordCount),
            ProcessingStep(
                name: "unreadInk", measured: ["lines": Double(left.lines.count)],
                changed: complete.lines.count > cells.text.lines.count),
        ]
        return PageRecognition(
            text: repaired.reading, unread: left.letters,
            steps: steps + [second.step, spaced.step, repaired.step].compactMap { $0 },
            seconds: times.seconds)
    }
}

extension CellReading {
    /// The record of it; `gained` counts the additional words.
    fileprivate func step(of page: CleanedPage, gained: Int) -> ProcessingStep {
        ProcessingStep(
            name: "cells",
            measured: [
                "found": Double(page.cells.count), "read": Double(cellsRead),
                "replaced": Double(cellsReplaced), "wordsGained": Double(gained),
            ],
            changed: cellsReplaced > 0)
    }
}

extension RecognizedPage {
    fileprivate var wordCount: Int { words.count { _ in true } }
}
