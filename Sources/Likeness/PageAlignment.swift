import Foundation

/// Where the places of one page lie on another: x' = ax + by + c, and y' likewise.
struct PageAlignment {
    private let across: Row
    private let down: Row

    /// The factors of one coordinate.
    private struct Row {
        var byX = 0.0
        var byY = 0.0
        var offset = 0.0

        func value(_ x: Double, _ y: Double) -> Double { byX * x + byY * y + offset }
    }

    /// The same word on both pages.
    struct Anchor: Equatable {
        let from: Point
        let to: Point
    }

    /// A place in widths of the page.
    struct Point: Equatable {
        let x, y: Double
    }

    /// Fewer words fix no place.
    private static let fewestAnchors = 4
    /// Rounds of leaving out what lies elsewhere: words that are the same by chance.
    private static let rounds = 6
    /// What lies so near is at its place: two thirds of the height of a small letter.
    private static let nearest = 0.004

    /// Fits by least squares, leaving out in rounds what lies farther off than three times the median; nil for too few
    /// anchors, or all in one line.
    init?(_ anchors: [Anchor]) {
        var kept = anchors
        var fitted: PageAlignment?
        for _ in 0..<Self.rounds {
            guard kept.count >= Self.fewestAnchors, let fit = PageAlignment(fitting: kept)
            else { break }
            fitted = fit
            let errors = anchors.map(fit.error)
            let limit = max(Self.nearest, 3 * errors.sorted()[errors.count / 2])
            let next = zip(anchors, errors).filter { $1 <= limit }.map(\.0)
            if next == kept { break }
            kept = next
        }
        guard let fitted else { return nil }
        self = fitted
    }

    private init?(fitting anchors: [Anchor]) {
        guard let across = Self.row(anchors, value: \.to.x),
            let down = Self.row(anchors, value: \.to.y)
        else { return nil }
        self.across = across
        self.down = down
    }

    /// Where a place of the first page lies on the second.
    func place(_ point: Point) -> Point {
        Point(x: across.value(point.x, point.y), y: down.value(point.x, point.y))
    }

    /// How far an anchor is off, in widths of the page.
    func error(_ anchor: Anchor) -> Double {
        let place = place(anchor.from)
        return hypot(place.x - anchor.to.x, place.y - anchor.to.y)
    }

    /// By how much lengths differ.
    var scale: Double {
        abs(across.byX * down.byY - across.byY * down.byX).squareRoot()
    }

    /// Solves the normal equations of one coordinate by Cramer's rule.
    private static func row(_ anchors: [Anchor], value: (Anchor) -> Double) -> Row? {
        var sums = NormalSums()
        for anchor in anchors { sums.add(anchor.from, value: value(anchor)) }
        return sums.solution.map { Row(byX: $0[0], byY: $0[1], offset: $0[2]) }
    }
}

/// The sums of a least squares fit of v = ax + by + c.
private struct NormalSums {
    private var matrix = [[Double]](repeating: [0, 0, 0], count: 3)
    private var values = [0.0, 0, 0]

    mutating func add(_ point: PageAlignment.Point, value: Double) {
        let row = [point.x, point.y, 1]
        for i in 0..<3 {
            for j in 0..<3 { matrix[i][j] += row[i] * row[j] }
            values[i] += row[i] * value
        }
    }

    /// The factors; nil when the points lie in one line.
    var solution: [Double]? {
        let whole = Self.determinant(matrix)
        guard abs(whole) > 1e-12 else { return nil }
        return (0..<3).map { column in
            var replaced = matrix
            for row in 0..<3 { replaced[row][column] = values[row] }
            return Self.determinant(replaced) / whole
        }
    }

    private static func determinant(_ m: [[Double]]) -> Double {
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
            - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
            + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    }
}
