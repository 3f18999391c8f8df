import ArchiveModel

/// The segments of one page and who stands beside and below whom.
struct PageLayout: Sendable {
    /// Which page of which scan it is.
    let address: PageAddress
    /// The segments in reading order.
    let segments: [PageSegment]
    /// Width of the page in pixels.
    let width: Int
    /// Height of the page in pixels.
    let height: Int
    /// Height of an ordinary word; 0 when the boxes say nothing.
    let lineHeight: Int

    /// Bounds on what is looked at, far above any honest page, so that cost stays bounded.
    private static let segmentLimit = 1_500
    private static let segmentLength = 60
    private static let wordLimit = 6_000
    private static let wordLength = 64

    /// Cuts the lines of a page at wide gaps; recognizers join columns into one line or do not, and
    /// the rules must not notice.
    init(_ page: RecognizedPage, at address: PageAddress, index: Int) {
        var lines: [(number: Int, words: [Word])] = []
        var budget = Self.wordLimit
        for (number, line) in page.lines.enumerated() where budget > 0 {
            lines.append((number, line.words.prefix(budget).map(Self.bounded)))
            budget -= max(1, line.words.count)
        }
        let heights = lines.flatMap(\.words).map(\.box.height).filter { $0 > 0 }.sorted()
        let lineHeight = heights.dropFirst(heights.count / 2).first ?? 0
        var segments: [PageSegment] = []
        for line in lines where segments.count < Self.segmentLimit {
            for run in Self.runs(of: line.words, gap: lineHeight * 9 / 5) {
                segments.append(
                    PageSegment(
                        page: index, address: address, index: segments.count, line: line.number,
                        words: run))
            }
        }
        self.address = address
        self.segments = segments
        self.lineHeight = lineHeight
        width = Self.bounded(page.width)
        height = Self.bounded(page.height)
    }

    /// Segments on the same row to the right of a segment, nearest first.
    ///
    /// What the recognizer put on one line is one row, however askew the page is.
    func right(of segment: PageSegment) -> [PageSegment] {
        right(of: segment.box, line: segment.line)
    }

    /// Segments on the same row to the right of a box, nearest first.
    func right(of box: BoundingBox, line: Int) -> [PageSegment] {
        let found = segments.filter {
            $0.box.left >= box.right - lineHeight / 2
                && ($0.line == line || sharesRow($0.box, with: box))
        }
        let row = found.contains { $0.line == line } ? found.filter { $0.line == line } : found
        return row.sorted {
            $0.box.left / max(1, lineHeight) == $1.box.left / max(1, lineHeight)
                ? offset($0.box, from: box) < offset($1.box, from: box) : $0.box.left < $1.box.left
        }
    }

    /// Segments below a box that share columns with it, nearest first, at most some lines away.
    func below(_ box: BoundingBox, lines: Int) -> [PageSegment] {
        guard lineHeight > 0 else { return [] }
        let limit = box.bottom + lines * lineHeight * 2
        return segments.filter {
            let middle = ($0.box.top + $0.box.bottom) / 2
            return middle > box.bottom && $0.box.top <= limit && sharesColumn($0.box, with: box)
        }.sorted { $0.box.top < $1.box.top }
    }

    /// Segments above a box that share columns with it, nearest first.
    func above(_ box: BoundingBox) -> [PageSegment] {
        segments.filter {
            ($0.box.top + $0.box.bottom) / 2 < box.top && sharesColumn($0.box, with: box)
        }.sorted { $0.box.bottom > $1.box.bottom }
    }

    /// The line that continues a segment: the nearest one below it in its column, without a gap.
    func continuation(of segment: PageSegment) -> PageSegment? {
        guard lineHeight > 0 else {
            return segments.indices.contains(segment.index + 1)
                ? segments[segment.index + 1] : nil
        }
        return below(segment.box, lines: 1).first {
            $0.box.top - segment.box.bottom <= lineHeight * 3 / 2
        }
    }

    /// How far apart two boxes stand in height.
    private func offset(_ one: BoundingBox, from other: BoundingBox) -> Int {
        abs(one.top + one.bottom - other.top - other.bottom)
    }

    /// Whether two boxes overlap in height by a third of the lower one.
    func sharesRow(_ one: BoundingBox, with other: BoundingBox) -> Bool {
        let shared = one.sharedHeight(with: other)
        return shared > 0 && shared * 3 >= min(one.height, other.height)
    }

    private func sharesColumn(_ one: BoundingBox, with other: BoundingBox) -> Bool {
        one.sharedWidth(with: other) > 0
    }

    /// A word of bounded length, with a box that cannot overflow arithmetic.
    private static func bounded(_ word: Word) -> Word {
        var word = word
        if word.text.unicodeScalars.count > wordLength {
            word.text = String(
                String.UnicodeScalarView(word.text.unicodeScalars.prefix(wordLength)))
        }
        word.box = BoundingBox(
            left: bounded(word.box.left), top: bounded(word.box.top),
            right: bounded(word.box.right), bottom: bounded(word.box.bottom))
        return word
    }

    /// A length in pixels that no page exceeds and with which sums cannot overflow.
    private static func bounded(_ pixels: Int) -> Int { min(max(pixels, -1_000_000), 1_000_000) }

    private static func runs(of words: [Word], gap: Int) -> [[Word]] {
        var runs: [[Word]] = []
        var isOpen = false
        for word in words {
            // Ruled lines of tables are read as bars, alone or stuck to a word.
            if word.text.allSatisfy({ "|[]_".contains($0) }) {
                isOpen = false
                continue
            }
            let isNear = runs.last?.last.map { gap == 0 || word.box.left - $0.box.right <= gap }
            let hasRoom = (runs.last?.count ?? 0) < segmentLength
            if isOpen, hasRoom, isNear ?? false, word.text.first != "|" {
                runs[runs.count - 1].append(word)
            } else {
                runs.append([word])
            }
            isOpen = word.text.last != "|"
        }
        return runs
    }
}
