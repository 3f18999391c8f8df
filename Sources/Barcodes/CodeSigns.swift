import ArchiveModel

/// Tells in a fraction of the time of a search whether there may be a linear or a QR code on a page.
///
/// Bars go on over several lines of pixels where print does not; a QR code has three corners of one known shape.
struct CodeSigns {
    /// Distance of lines that are compared, in inches: more than the height of small letters, and half the height of a
    /// low label.
    private static let spacing = 1.0 / 12
    /// Edges in a row that go on from one line to the next; three characters have more than forty.
    private static let fewestEdges = 30
    /// Distance of the rows in which corners of QR codes are sought, in inches; the middle of a corner is three modules
    /// high.
    private static let cornerSpacing = 1.0 / 50
    /// How often corners are seen at least; print has one now and then.
    private static let fewestCorners = 3
    /// Bars and spaces are no wider, in inches.
    private static let widest = 0.2
    /// How far edges move from one line to the next, as a share of their distance: tan 17°.
    private static let slant = 0.3
    /// How much single edges move otherwise, in pixels; half of the bar's width where that is more, as the bars of a
    /// coarse picture that was enlarged are ragged.
    private static let roughness = 2

    private let sheet: InkMap
    private let dotsPerInch: Double

    init(_ sheet: InkMap, dotsPerInch: Double) {
        self.sheet = sheet
        self.dotsPerInch = dotsPerInch
    }

    /// Whether it is worth searching.
    var areThere: Bool { hasBars(.across) || hasBars(.down) || hasCorners }

    // MARK: Bars

    private func hasBars(_ direction: InkMap.Direction) -> Bool {
        let step = max(1, Int(Self.spacing * dotsPerInch))
        var above: [InkMap.Run] = []
        for line in stride(from: step / 2, to: sheet.lines(direction), by: step) {
            let runs = sheet.runs(of: line, direction, dust: 1)
            if goOn(from: above, to: runs, distance: step) { return true }
            above = runs
        }
        return false
    }

    /// Whether many edges that follow each other on one line do so at the same distances on the next.
    ///
    /// `chains[j]` is how many edges in a row fit, up to an edge of the one line and the edge `j` of the other, and how
    /// far these lie apart.
    private func goOn(
        from above: [InkMap.Run], to below: [InkMap.Run], distance: Int
    ) -> Bool {
        guard above.count >= Self.fewestEdges, below.count >= Self.fewestEdges else { return false }
        let reach = Int(Self.slant * Double(distance)) + Self.roughness
        let widest = Int(Self.widest * dotsPerInch)
        var chains: [Int: Chain] = [:]
        var first = 0
        for run in above {
            var next: [Int: Chain] = [:]
            while first < below.count, below[first].start < run.start - reach { first += 1 }
            var index = first
            while index < below.count, below[index].start <= run.start + reach {
                let other = below[index]
                if other.isInk == run.isInk, run.length <= widest, other.length <= widest {
                    let chain = Chain(
                        chains[index - 1], moved: other.start - run.start,
                        width: min(run.length, other.length))
                    if chain.length >= Self.fewestEdges { return true }
                    next[index] = chain
                }
                index += 1
            }
            chains = next
        }
        return false
    }

    private struct Chain {
        let length: Int
        let moved: Int

        init(_ former: Chain?, moved: Int, width: Int) {
            let most = max(CodeSigns.roughness, width / 2)
            let goesOn = former.map { abs($0.moved - moved) <= most } ?? false
            length = goesOn ? (former?.length ?? 0) + 1 : 1
            self.moved = moved
        }
    }

    // MARK: Corners of QR codes

    private var hasCorners: Bool {
        let step = max(1, Int(Self.cornerSpacing * dotsPerInch))
        var seen = 0
        for row in stride(from: step / 2, to: sheet.height, by: step) {
            let runs = sheet.runs(of: row, .across, dust: 1)
            seen += runs.indices.dropLast(4).count { first in
                runs[first].isInk && isCorner(runs[first...first + 4], row: row)
            }
            if seen >= Self.fewestCorners { return true }
        }
        return false
    }

    /// Whether five runs are those through the middle of a corner, and those down through it as well.
    private func isCorner(_ runs: ArraySlice<InkMap.Run>, row: Int) -> Bool {
        let widths = runs.map(\.length)
        guard Self.isCorner(widths) else { return false }
        let middle = runs[runs.startIndex + 2]
        let down = sheet.widthsDown(through: (middle.start + middle.end) / 2, row)
        return down.map(Self.isCorner) ?? false
    }

    /// Whether widths are 1 : 1 : 3 : 1 : 1, as in ISO/IEC 18004, within half a module.
    static func isCorner(_ widths: [Int]) -> Bool {
        let module = Double(widths.reduce(0, +)) / 7
        guard module >= 1.5 else { return false }
        return widths.indices.allSatisfy { index in
            let wanted = index == 2 ? 3.0 : 1
            return abs(Double(widths[index]) / module - wanted) <= (index == 2 ? 1 : 0.6)
        }
    }
}
