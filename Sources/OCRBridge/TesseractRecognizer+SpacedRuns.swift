package import ArchiveModel
import CTesseract

extension TesseractRecognizer {
    /// White around the picture of a run, in inches, as around cells.
    private static let white = 0.033
    /// Paper around a run in heights of its words: marks that the words of the reading lack.
    private static let paper = 0.3

    /// Reads alone the letter-spaced words that were torn apart, as they are and with their gaps
    /// closed; takes about 40 milliseconds per run.
    ///
    /// A reading is accepted if it has fewer words, all of them in the dictionary or the program's
    /// list, with about the same letters. A run that fails ends it; the results so far are kept.
    package func rereadSpacedWords(
        _ reading: RecognizedPage, of page: CleanedPage
    ) -> RefinedReading {
        let ink = InkGaps(in: page.image)
        let runs = SpacedRuns(ink: ink).runs(of: reading.lines)
        guard !runs.isEmpty else { return RefinedReading(reading) }
        var result = reading
        var taken = 0
        // From the right: replaced words must not move those of later runs.
        readParts(runs.reversed(), as: PSM_SINGLE_LINE) { run, seconds in
            let words = reading.lines[run.line].words[run.words]
            if let better = better(than: words, of: page, ink, within: seconds) {
                result.lines[run.line].words.replaceSubrange(run.words, with: better)
                taken += 1
            }
            return true
        }
        let step = ProcessingStep(
            name: "spacedWords",
            measured: ["runs": Double(runs.count), "taken": Double(taken)], changed: taken > 0)
        return RefinedReading(result, step: step)
    }

    /// The reading of a run alone; nil if it is not better.
    private func better(
        than words: ArraySlice<Word>, of page: CleanedPage, _ ink: InkGaps, within seconds: Int
    ) -> [Word]? {
        guard let box = BoundingBox.enclosing(words.map(\.box)) else { return nil }
        let heights = words.map(\.box.height).sorted()
        let paper = Int(Self.paper * Double(heights[heights.count / 2]))
        let part = box.grown(across: paper, down: paper).clipped(to: page.image.frame)
        let margin = max(1, Int(Self.white * Double(page.dotsPerInch)))
        let judge = SpacedReading(vocabulary: vocabulary)
        let asPrinted = read(page.image.part(part, margin: margin), of: page, within: seconds) {
            part.left - margin + $0
        }
        if let asPrinted, judge.isBetter(asPrinted, than: words) {
            return judge.placed(asPrinted.map { $0.inRows(of: part, margin) }, for: words)
        }
        guard let closed = ClosedGaps(part, of: page.image, ink: ink, margin: margin),
            let found = read(
                closed.image, of: page, within: seconds,
                column: { closed.columns[min(max($0, 0), closed.columns.count - 1)] }),
            judge.isBetter(found, than: words)
        else { return nil }
        return judge.placed(found.map { $0.inRows(of: part, margin) }, for: words)
    }

    /// The words of a picture of one line, with their columns mapped to those of the page; nil if
    /// the engine gave up.
    private func read(
        _ image: PageImage, of page: CleanedPage, within seconds: Int, column: (Int) -> Int
    ) -> [Word]? {
        var part = page
        part.image = image
        show(part)
        guard (try? run(within: seconds)) != nil else { return nil }
        return NoiseFilter.cleaned(TesseractResult(of: handle).lines()).flatMap(\.words).map {
            var word = $0
            word.box.left = column($0.box.left)
            word.box.right = max(word.box.left, column($0.box.right - 1)) + 1
            return word
        }
    }
}

extension Word {
    /// The word with its rows mapped to those of the page, cut to the part that was read.
    fileprivate func inRows(of part: BoundingBox, _ margin: Int) -> Word {
        var word = self
        word.box.left = min(max(part.left, box.left), part.right - 1)
        word.box.right = min(max(word.box.left + 1, box.right), part.right)
        word.box.top = min(max(part.top, box.top + part.top - margin), part.bottom - 1)
        word.box.bottom = min(
            max(word.box.top + 1, box.bottom + part.top - margin), part.bottom)
        return word
    }
}
