import ArchiveModel

/// Reads patch codes: lines of pixels across a page show the same four bars at the same place.
///
/// A pattern is read from the nearest edge of the sheet inwards, so that a sheet says the same upside down; Patch 1 and
/// 6, and 3 and T, are each other's mirror image.
struct PatchReader {
    /// Distance of the lines that are looked at, in inches.
    private static let spacing = 1.0 / 12
    /// Shortest bars, in inches; the specification has 0.75.
    private static let leastLength = 0.6
    /// Sizes that are read, as shares of the specified one: reduced and enlarged prints, wrong resolutions.
    private static let sizes = 0.6...1.5
    /// The paper on both sides, in narrow widths; the specification has 0.25 inches, three of them.
    private static let quiet = 2.0
    /// How far a pattern may move from one line to the next, as a share of their distance: tan 17°.
    private static let slant = 0.3
    /// The share of lines between the first and the last that must show the pattern.
    private static let leastShare = 0.75
    /// Width of runs that are dirt, in inches.
    private static let dust = 0.01

    private let sheet: InkMap
    private let dotsPerInch: Double

    init(_ sheet: InkMap, dotsPerInch: Double) {
        self.sheet = sheet
        self.dotsPerInch = dotsPerInch
    }

    /// The patch codes of the sheet; boxes are in its pixels.
    func codes() -> [Barcode] {
        codes(on: .across) + codes(on: .down)
    }

    /// A pattern on one line of pixels.
    private struct Sight {
        let line: Int
        let start: Int
        let end: Int
        let pattern: PatchPattern

        var middle: Double { Double(start + end) / 2 }
    }

    private var step: Int { max(1, Int(Self.spacing * dotsPerInch)) }

    private func codes(on direction: InkMap.Direction) -> [Barcode] {
        var open: [[Sight]] = []
        for line in stride(from: step / 2, to: sheet.lines(direction), by: step) {
            for sight in sights(on: line, direction) {
                if let index = open.firstIndex(where: { continues($0, sight) }) {
                    open[index].append(sight)
                } else {
                    open.append([sight])
                }
            }
        }
        return open.compactMap { code(of: $0, direction) }
    }

    private func sights(on line: Int, _ direction: InkMap.Direction) -> [Sight] {
        let dust = max(1, Int((Self.dust * dotsPerInch).rounded()))
        let runs = sheet.runs(of: line, direction, dust: dust)
        return runs.indices.compactMap { first in
            guard runs[first].isInk, first + 6 < runs.count else { return nil }
            let bars = runs[first...first + 6]
            guard let pattern = PatchPattern(widths: bars.map(\.length)) else { return nil }
            let unit = Double(runs[first + 6].end - runs[first].start) / PatchPattern.total
            let size = unit / (PatchPattern.narrow * dotsPerInch)
            guard Self.sizes.contains(size), isQuiet(runs, around: first, unit: unit) else {
                return nil
            }
            return Sight(
                line: line, start: runs[first].start, end: runs[first + 6].end, pattern: pattern)
        }
    }

    /// Whether there is paper on both sides of seven runs; the edge of the sheet counts as paper.
    private func isQuiet(_ runs: [InkMap.Run], around first: Int, unit: Double) -> Bool {
        [first - 1, first + 7].allSatisfy { index in
            guard runs.indices.contains(index) else { return true }
            let isAtEdge = index == 0 || index == runs.count - 1
            return isAtEdge || Double(runs[index].length) >= Self.quiet * unit
        }
    }

    /// Whether a pattern goes on with those of the lines before.
    private func continues(_ sights: [Sight], _ next: Sight) -> Bool {
        guard let last = sights.last, last.pattern == next.pattern else { return false }
        let distance = next.line - last.line
        let moved = abs(next.middle - last.middle)
        return distance > 0 && distance <= 3 * step
            && moved <= Self.slant * Double(distance) + Self.dust * dotsPerInch
    }

    private func code(of sights: [Sight], _ direction: InkMap.Direction) -> Barcode? {
        guard let first = sights.first, let last = sights.last else { return nil }
        let lines = (last.line - first.line) / step + 1
        let start = sights.map(\.start).min() ?? 0
        let end = sights.map(\.end).max() ?? 0
        guard Double(last.line - first.line) >= Self.leastLength * dotsPerInch,
            Double(sights.count) >= Self.leastShare * Double(lines),
            let symbology = pattern(first.pattern, from: start, to: end, direction).symbology
        else { return nil }
        let box =
            direction == .across
            ? BoundingBox(left: start, top: first.line, right: end, bottom: last.line + 1)
            : BoundingBox(left: first.line, top: start, right: last.line + 1, bottom: end)
        return Barcode(symbology, text: "", box: box)
    }

    /// The pattern as it is seen from the nearest edge; in the middle of the sheet, from its left or top edge.
    private func pattern(
        _ pattern: PatchPattern, from start: Int, to end: Int, _ direction: InkMap.Direction
    ) -> PatchPattern {
        let extent = Double(direction == .across ? sheet.width : sheet.height)
        let isFar = Double(start + end) / 2 > 0.55 * extent
        return isFar ? pattern.reversed : pattern
    }
}
