import CLeptonica
import Foundation

/// Looks for a large circle among ink, by trying circles through three of its pixels.
struct CircleSearch {
    /// A circle in pixels of the picture searched.
    struct Circle {
        var x, y, radius: Double
    }

    /// Directions in which a circle is tested, and how many must show ink: broken rings of worn
    /// stamps pass, letters that happen to lie on a circle do not.
    private static let directions = 90
    private static let enough = 55
    private static let trials = 2000
    private static let fewestPixels = 80

    private let picture: Picture
    private let radii: ClosedRange<Double>
    private let cell: Int
    private let columns: Int
    private let rows: Int
    private let points: [SIMD2<Double>]
    private var cells: [[Int]]

    /// Prepares a search for circles with a radius in the given range, in pixels.
    init(in picture: Picture, radii: ClosedRange<Double>) {
        self.picture = picture
        self.radii = radii
        // Three points of one circle lie in neighbouring cells.
        cell = max(4, Int(radii.upperBound))
        columns = picture.width / cell + 1
        rows = picture.height / cell + 1
        points = Self.points(of: picture)
        cells = [[Int]](repeating: [], count: columns * rows)
        for (index, point) in points.enumerated() {
            cells[Int(point.y) / cell * columns + Int(point.x) / cell].append(index)
        }
    }

    /// The best circle, nil if none is good enough.
    ///
    /// Repeatable: the trials are the same each time.
    func best() -> Circle? {
        guard points.count >= Self.fewestPixels else { return nil }
        var random = SplitMix(state: 7)
        let compass = Self.compass
        var best: (circle: Circle, score: Int)?
        for _ in 0..<Self.trials {
            guard let circle = candidate(&random), let score = score(of: circle, compass),
                score > best?.score ?? 0
            else { continue }
            best = (circle, score)
        }
        return best?.circle
    }

    private func candidate(_ random: inout SplitMix) -> Circle? {
        let first = points[random.next(below: points.count)]
        guard let second = neighbour(of: first, &random), let third = neighbour(of: first, &random)
        else { return nil }
        let (p, q) = (second - first, third - first)
        let cross = 2 * (p.x * q.y - p.y * q.x)
        guard abs(cross) > 0.05 * radii.lowerBound * radii.lowerBound else { return nil }
        let (pp, qq) = ((p * p).sum(), (q * q).sum())
        let x = (q.y * pp - p.y * qq) / cross
        let y = (p.x * qq - q.x * pp) / cross
        let circle = Circle(x: first.x + x, y: first.y + y, radius: (x * x + y * y).squareRoot())
        guard radii.contains(circle.radius), circle.x > 0, circle.y > 0,
            circle.x < Double(picture.width), circle.y < Double(picture.height)
        else { return nil }
        return circle
    }

    private func neighbour(
        of point: SIMD2<Double>, _ random: inout SplitMix
    ) -> SIMD2<Double>? {
        let column = Int(point.x) / cell + random.next(below: 3) - 1
        let row = Int(point.y) / cell + random.next(below: 3) - 1
        guard column >= 0, row >= 0, column < columns, row < rows else { return nil }
        let members = cells[row * columns + column]
        return members.isEmpty ? nil : points[members[random.next(below: members.count)]]
    }

    /// All directions, ordered so that neighbours do not follow each other: a wrong circle is given
    /// up after a few of them.
    private static var compass: [SIMD2<Double>] {
        (0..<directions).map { index in
            let angle = Double(index * 37 % directions) * 2 * .pi / Double(directions)
            return SIMD2(cos(angle), sin(angle))
        }
    }

    /// In how many directions a circle shows ink; nil if too few.
    private func score(of circle: Circle, _ compass: [SIMD2<Double>]) -> Int? {
        var missed = 0
        for direction in compass where !hasInk(circle, direction: direction) {
            missed += 1
            if missed > Self.directions - Self.enough { return nil }
        }
        return Self.directions - missed
    }

    private func hasInk(_ circle: Circle, direction: SIMD2<Double>) -> Bool {
        let x = Int((circle.x + circle.radius * direction.x).rounded())
        let y = Int((circle.y + circle.radius * direction.y).rounded())
        var value: UInt32 = 0
        return pixGetPixel(picture.pix, Int32(x), Int32(y), &value) == 0 && value != 0
    }

    private static func points(of picture: Picture) -> [SIMD2<Double>] {
        guard let data = pixGetData(picture.pix) else { return [] }
        let wordsPerLine = Int(pixGetWpl(picture.pix))
        var points: [SIMD2<Double>] = []
        for y in 0..<picture.height {
            for word in 0..<wordsPerLine {
                var bits = data[y * wordsPerLine + word]
                while bits != 0 {
                    let column = bits.leadingZeroBitCount
                    bits &= ~(0x8000_0000 >> UInt32(column))
                    points.append(SIMD2(Double(word * 32 + column), Double(y)))
                }
            }
        }
        return points
    }
}

/// A small generator that gives the same numbers each time.
private struct SplitMix {
    var state: UInt64

    mutating func next(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(limit))
    }
}
