import ArchiveModel
import CLeptonica
import Foundation

/// Removes round stamps from the picture that is recognized, leaving the print below.
///
/// Coloured stamps have already been removed by their colour. On a grey or black-and-white scan the
/// rings of a stamp tie the words they cross into one blot, which recognition skips along with the
/// lines around it. Rings are erased; ink as light as the ring, the stamp's own words, goes with
/// them.
struct StampRemoval {
    /// Radii of round stamps in inches: from 18 to 58 millimetres across.
    private static let radii = 0.35...1.15
    /// Resolution used to find rings.
    private static let searchDotsPerInch = 75
    /// Marks this long in one direction, in inches, may be part of a ring.
    private static let shortestArc = 0.3
    private static let mostStamps = 3
    /// A circle of ink is a ring from this share of its directions on.
    private static let ringShare = 0.55
    /// The stamp's ink is lighter than print if the ring's median is above this level; then print
    /// is any ink darker than this share of it.
    private static let lightInk = 90
    private static let printShare = 0.65
    /// How far hairlines and blurred edges reach around the dark strokes of letters, in inches.
    private static let letterEdge = 0.007

    private let sheet: InkSheet

    /// Erases round stamps; returns their number.
    static func remove(from sheet: InkSheet) throws(CleanupError) -> Int {
        let removal = StampRemoval(sheet: sheet)
        for count in 0..<mostStamps {
            guard let circle = try removal.largeCircle() else { return count }
            removal.erase(circle)
            try sheet.refresh()
        }
        return mostStamps
    }

    /// The clearest circle among the large marks, in pixels of the sheet.
    private func largeCircle() throws(CleanupError) -> CircleSearch.Circle? {
        let length = Int32(sheet.pixels(Self.shortestArc))
        guard sheet.marks().contains(where: { max($0.width, $0.height) >= length }) else {
            return nil
        }
        let arcs = try Picture(
            owning: pixSelectBySize(
                sheet.ink.pix, length, length, 8, Int32(L_SELECT_IF_EITHER),
                Int32(L_SELECT_IF_GTE), nil),
            step: "stamp")
        let perInch = sheet.pixels(1)
        var small = arcs
        var factor = 1
        while perInch / (factor * 2) >= Self.searchDotsPerInch {
            small = try Picture(owning: pixReduceRankBinary2(small.pix, 1, nil), step: "stamp")
            factor *= 2
        }
        let blurred = try Morphology.dilated(small, across: 3, down: 3)
        let inch = Double(perInch) / Double(factor)
        let search = CircleSearch(
            in: blurred, radii: Self.radii.lowerBound * inch...Self.radii.upperBound * inch)
        guard var found = search.best() else { return nil }
        found.x = (found.x + 0.5) * Double(factor)
        found.y = (found.y + 0.5) * Double(factor)
        found.radius *= Double(factor)
        return found
    }

    private func erase(_ circle: CircleSearch.Circle) {
        let disc = StampDisc(of: sheet.gray, circle)
        let rings = disc.rings(
            reach: sheet.pixels(0.008), from: sheet.pixels(0.2), share: Self.ringShare)
        let median = disc.medianLevel(near: circle.radius, within: Double(sheet.pixels(0.02)))
        let print = median > Self.lightInk ? Int(Self.printShare * Double(median)) : nil
        let rim = Int(circle.radius) + sheet.pixels(0.03)
        guard let print else {
            disc.forEachPixel { pixel, radius, _ in if rings[radius] { pixel.pointee = 255 } }
            return
        }
        let letters = disc.surroundings(
            ofDarkerThan: print, within: sheet.pixels(Self.letterEdge))
        disc.forEachPixel { pixel, radius, offset in
            if (rings[radius] || radius <= rim) && !letters[disc.place(of: offset)] {
                pixel.pointee = 255
            }
        }
    }
}

/// The pixels of a grey picture around the centre of a stamp, by distance and direction.
private struct StampDisc {
    private static let directions = 180
    private static let inkLevel = 180

    private let picture: Picture
    private let circle: CircleSearch.Circle
    private let reach: Int

    init(of picture: Picture, _ circle: CircleSearch.Circle) {
        self.picture = picture
        self.circle = circle
        reach = Int(circle.radius * 1.1)
    }

    /// Called for each pixel with its distance from the centre, rounded, and its direction.
    func forEachPixel(_ body: (UnsafeMutablePointer<UInt8>, Int, SIMD2<Double>) -> Void) {
        guard let data = pixGetData(picture.pix) else { return }
        let bytesPerLine = Int(pixGetWpl(picture.pix)) * 4
        data.withMemoryRebound(to: UInt8.self, capacity: bytesPerLine * picture.height) { bytes in
            for y in max(0, Int(circle.y) - reach)..<min(picture.height, Int(circle.y) + reach) {
                for x in max(0, Int(circle.x) - reach)..<min(picture.width, Int(circle.x) + reach) {
                    let offset = SIMD2(Double(x) - circle.x, Double(y) - circle.y)
                    let radius = Int((offset * offset).sum().squareRoot().rounded())
                    if radius > reach { continue }
                    // Leptonica keeps the first pixel in the highest byte of a word.
                    body(bytes + (y * bytesPerLine + (x ^ 3)), radius, offset)
                }
            }
        }
    }

    /// For each place of the disc's square, whether a pixel darker than a level is near.
    func surroundings(ofDarkerThan level: Int, within distance: Int) -> [Bool] {
        var isNear = [Bool](repeating: false, count: side * side)
        forEachPixel { pixel, _, offset in
            guard Int(pixel.pointee) < level else { return }
            let (y, x) = place(of: offset).quotientAndRemainder(dividingBy: side)
            for row in max(0, y - distance)...min(side - 1, y + distance) {
                for column in max(0, x - distance)...min(side - 1, x + distance) {
                    isNear[row * side + column] = true
                }
            }
        }
        return isNear
    }

    /// The place of a pixel in the square around the disc, row by row.
    func place(of offset: SIMD2<Double>) -> Int {
        (Int(offset.y.rounded()) + side / 2) * side + Int(offset.x.rounded()) + side / 2
    }

    /// Side of a square that holds every pixel of the disc, whose offsets are rounded.
    private var side: Int { 2 * reach + 3 }

    /// For each distance, whether a ring runs there.
    func rings(reach window: Int, from smallest: Int, share: Double) -> [Bool] {
        var hasInk = [[Bool]](
            repeating: [Bool](repeating: false, count: Self.directions), count: reach + 1)
        forEachPixel { pixel, radius, offset in
            guard Int(pixel.pointee) < Self.inkLevel else { return }
            let turn = (atan2(offset.y, offset.x) + .pi) / (2 * .pi)
            hasInk[radius][min(Self.directions - 1, Int(turn * Double(Self.directions)))] = true
        }
        var isRing = [Bool](repeating: false, count: reach + 1)
        for radius in min(smallest, reach)...reach {
            let window = max(0, radius - window)...min(reach, radius + window)
            let covered = (0..<Self.directions).count { direction in
                window.contains { hasInk[$0][direction] }
            }
            if Double(covered) >= share * Double(Self.directions) {
                for near in window { isRing[near] = true }
            }
        }
        return isRing
    }

    /// The median grey value of the ink near a distance.
    func medianLevel(near radius: Double, within distance: Double) -> Int {
        var histogram = [Int](repeating: 0, count: 256)
        var total = 0
        forEachPixel { pixel, place, _ in
            if Int(pixel.pointee) < Self.inkLevel, abs(Double(place) - radius) < distance {
                histogram[Int(pixel.pointee)] += 1
                total += 1
            }
        }
        var sum = 0
        return histogram.firstIndex { count in
            sum += count
            return sum * 2 > total
        } ?? 0
    }
}
