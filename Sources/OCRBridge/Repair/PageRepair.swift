import ArchiveModel

/// Repairs the words of a page with a dictionary, and records words broken at line ends.
///
/// Nothing is invented: figures except raised ones, addresses and dictionary words are left alone,
/// and each changed word keeps its raw reading and its confidence.
struct PageRepair {
    /// The repairs, for the record; never any text.
    private struct Counts {
        var joined = 0
        var parted = 0
        var hyphenated = 0
        var quotes = 0
        var abbreviations = 0
        var prefixes = 0
        var raised = 0
        var leaders = 0
        var words: [Confusions.Strength: Int] = [:]

        var step: ProcessingStep {
            let measured = [
                "sure": words[.sure], "likely": words[.likely], "marks": words[.mark],
                "joined": joined, "parted": parted, "hyphenated": hyphenated,
                "quotes": quotes, "abbreviations": abbreviations,
                "fiscalPrefixes": prefixes, "raisedFigures": raised,
                "leaders": leaders,
            ].mapValues { Double($0 ?? 0) }
            let changed =
                joined + parted + quotes + abbreviations + prefixes + raised + leaders
                + words.values.reduce(0, +) > 0
            return ProcessingStep(name: "repair", measured: measured, changed: changed)
        }
    }

    private let vocabulary: Vocabulary
    private let confusions: Confusions
    private let abbreviations: Abbreviations

    init(
        _ vocabulary: Vocabulary, confusions: Confusions = .builtIn,
        abbreviations: Abbreviations = .builtIn
    ) {
        self.vocabulary = vocabulary
        self.confusions = confusions
        self.abbreviations = abbreviations
    }

    /// The page with its words repaired, and the number of repairs by kind.
    ///
    /// - Parameter figure: Reads the figure in a box alone; nil if there is none.
    func repaired(
        _ page: RecognizedPage, in image: PageImage,
        figure: (BoundingBox) -> Character? = { _ in nil }
    ) -> RefinedReading {
        var counts = Counts()
        var result = page
        let ink = InkGaps(in: image)
        repairSpacing(of: &result, ink: ink, counts: &counts)
        result.lines = HyphenFinder(vocabulary: vocabulary).marked(result.lines)
        counts.hyphenated = result.words.count { $0.hyphenation?.part == .first }
        repairAbbreviations(of: &result, ink: ink, counts: &counts)
        repairFigures(of: &result, ink: ink, figure: figure, counts: &counts)
        repairWords(of: &result, &counts)
        dropQuotes(of: &result, &counts)
        return RefinedReading(result, step: counts.step)
    }

    private func repairSpacing(
        of page: inout RecognizedPage, ink: InkGaps, counts: inout Counts
    ) {
        let repair = SpacingRepair(vocabulary: vocabulary, ink: ink)
        for index in page.lines.indices {
            let repaired = repair.repaired(page.lines[index])
            page.lines[index] = repaired.line
            counts.joined += repaired.joined
            counts.parted += repaired.parted
        }
    }

    private func repairAbbreviations(
        of page: inout RecognizedPage, ink: InkGaps, counts: inout Counts
    ) {
        let repair = AbbreviationRepair(abbreviations: abbreviations, ink: ink)
        for index in page.lines.indices {
            for place in Self.wholeWords(in: page.lines, index) {
                let words = page.lines[index].words
                if let word = repair.repaired(place, in: words) {
                    page.lines[index].words[place] = word
                    counts.abbreviations += 1
                } else if let word = FiscalPrefix.repaired(place, in: words) {
                    page.lines[index].words[place] = word
                    counts.prefixes += 1
                } else if let word = LeaderDots.repaired(words[place]) {
                    page.lines[index].words[place] = word
                    counts.leaders += 1
                }
            }
        }
    }

    private func repairFigures(
        of page: inout RecognizedPage, ink: InkGaps, figure: (BoundingBox) -> Character?,
        counts: inout Counts
    ) {
        withoutActuallyEscaping(figure) { figure in
            let repair = RaisedFigures(ink: ink, figure: figure)
            for index in page.lines.indices {
                for place in page.lines[index].words.indices {
                    guard let word = repair.repaired(page.lines[index].words[place]) else {
                        continue
                    }
                    page.lines[index].words[place] = word
                    counts.raised += 1
                }
            }
        }
    }

    private func repairWords(of page: inout RecognizedPage, _ counts: inout Counts) {
        let repair = WordRepair(vocabulary: vocabulary, confusions: confusions)
        let hasMarks = page.lines.map(Self.hasMarks)
        for index in page.lines.indices {
            let near = hasMarks[max(0, index - 1)...min(hasMarks.count - 1, index + 1)]
            for place in Self.wholeWords(in: page.lines, index) {
                let word = page.lines[index].words[place]
                guard let found = repair.repaired(word, hasMarks: near.contains(true)) else {
                    continue
                }
                page.lines[index].words[place] = found.word
                counts.words[found.strength, default: 0] += 1
            }
        }
    }

    private func dropQuotes(of page: inout RecognizedPage, _ counts: inout Counts) {
        let words = Array(page.words)
        var number = 0
        for index in page.lines.indices {
            for place in page.lines[index].words.indices {
                if let text = StrayQuotes.text(of: number, in: words) {
                    page.lines[index].words[place] = words[number].repaired(as: text)
                    counts.quotes += 1
                }
                number += 1
            }
        }
    }

    /// The whole words of a line: neither the last one before a hyphen, nor the one after it.
    private static func wholeWords(in lines: [TextLine], _ index: Int) -> Range<Int> {
        let line = lines[index]
        let start = index > 0 && HyphenFinder.isBroken(lines[index - 1]) ? 1 : 0
        let end = line.words.count - (HyphenFinder.isBroken(line) ? 1 : 0)
        return start..<max(start, end)
    }

    private static func hasMarks(_ line: TextLine) -> Bool {
        line.words.contains { $0.text.contains { "ăâîșțĂÂÎȘȚ".contains($0) } }
    }
}
