import ArchiveModel
import Testing

@testable import ImageCleanup

@Suite("Openings and closings by bricks")
struct MorphologyTests {
    /// Sizes of bricks: one pixel, powers of two, and those between.
    private static let bricks = [(1, 1), (2, 1), (1, 3), (4, 4), (7, 1), (1, 13), (5, 9), (40, 1)]

    @Test("an opening keeps the ink that bricks fit into, to the pixel", arguments: bricks)
    func opening(across: Int, down: Int) throws {
        for grid in Self.grids() {
            let opened = try Morphology.opened(grid.picture(), across: across, down: down)
            #expect(Grid(opened) == grid.eroded(across, down).dilated(across, down))
        }
    }

    @Test("a closing fills gaps narrower than a brick, and none at the edge", arguments: bricks)
    func closing(across: Int, down: Int) throws {
        for grid in Self.grids() {
            let closed = try Morphology.closed(grid.picture(), across: across, down: down)
            #expect(Grid(closed) == grid.closed(across, down))
        }
    }

    @Test("what a mask holds becomes white, and nothing else")
    func whitening() throws {
        for grid in Self.grids() {
            let gray = try Picture(gray: grid.image(ink: 90, paper: 30))
            gray.whiten(where: try grid.picture())
            let rows = try #require(gray.consumeGrayRows())
            #expect(rows.pixels == grid.cells.map { $0 ? 255 : 30 })
        }
    }

    /// Pictures of a width that no word of pixels ends at, thin and thick, empty and full.
    private static func grids() -> [Grid] {
        var random = SystemRandomNumberGenerator()
        return [0.0, 0.3, 0.6, 0.9, 1.0].map { share in
            Grid(
                width: 45, height: 21,
                cells: (0..<45 * 21).map { _ in Double.random(in: 0..<1, using: &random) < share })
        }
    }
}

/// A black-and-white picture, and what bricks make of it, cell by cell.
private struct Grid: Equatable {
    let width, height: Int
    let cells: [Bool]

    init(width: Int, height: Int, cells: [Bool]) {
        (self.width, self.height, self.cells) = (width, height, cells)
    }

    init(_ picture: Picture) {
        let (width, height) = (picture.width, picture.height)
        self.init(
            width: width, height: height,
            cells: (0..<width * height).map { index in
                let (x, y) = (index % width, index / width)
                return Morphology.count(
                    picture, in: BoundingBox(left: x, top: y, right: x + 1, bottom: y + 1)) == 1
            })
    }

    func image(ink: UInt8, paper: UInt8) -> PageImage {
        PageImage(
            width: width, height: height, samples: .gray, pixels: cells.map { $0 ? ink : paper },
            resolution: nil)
    }

    func picture() throws -> Picture {
        try InkSheet(Picture(gray: image(ink: 0, paper: 255)), dotsPerInch: 300).ink
    }

    /// Where a brick that begins at a cell lies wholly on ink.
    func eroded(_ across: Int, _ down: Int) -> Grid {
        mapped { x, y in
            (0..<down).allSatisfy { dy in (0..<across).allSatisfy { self[x + $0, y + dy] } }
        }
    }

    /// Bricks that begin at each cell of ink.
    func dilated(_ across: Int, _ down: Int) -> Grid {
        mapped { x, y in
            (0..<down).contains { dy in (0..<across).contains { self[x - $0, y - dy] } }
        }
    }

    /// Closed with paper all around, which may grow over.
    func closed(_ across: Int, _ down: Int) -> Grid {
        let (wide, high) = (width + 2 * across, height + 2 * down)
        let framed = Grid(
            width: wide, height: high,
            cells: (0..<wide * high).map { self[$0 % wide - across, $0 / wide - down] })
        let closed = framed.dilated(across, down).eroded(across, down)
        return mapped { x, y in closed[x + across, y + down] }
    }

    private subscript(x: Int, y: Int) -> Bool {
        (0..<width).contains(x) && (0..<height).contains(y) && cells[y * width + x]
    }

    private func mapped(_ value: (Int, Int) -> Bool) -> Grid {
        Grid(
            width: width, height: height,
            cells: (0..<width * height).map { value($0 % width, $0 / width) })
    }
}
