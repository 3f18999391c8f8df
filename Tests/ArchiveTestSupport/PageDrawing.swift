package import ArchiveModel
import Foundation

/// A page drawn for a test: print-like lines, marks and dirt at places that are known exactly.
package struct PageDrawing {
    /// Width in pixels.
    package let width: Int
    /// Height in pixels.
    package let height: Int
    private var pixels: [UInt8]

    /// A sheet of one grey value.
    package init(width: Int, height: Int, paper: UInt8 = 255) {
        self.width = width
        self.height = height
        pixels = [UInt8](repeating: paper, count: width * height)
    }

    /// The drawing as a page without colour.
    package func image(dotsPerInch: Double? = 300) -> PageImage {
        let resolution = dotsPerInch.map { Resolution(horizontal: $0, vertical: $0) }
        return PageImage(
            width: width, height: height, samples: .gray, pixels: pixels, resolution: resolution)
    }

    /// Paints a box; what lies outside the sheet is cut off.
    package mutating func fill(_ box: BoundingBox, _ value: UInt8 = 0) {
        for y in max(0, box.top)..<max(0, min(height, box.bottom)) {
            for x in max(0, box.left)..<max(0, min(width, box.right)) {
                pixels[y * width + x] = value
            }
        }
    }

    /// Draws lines of words made of upright strokes, some of them with ascenders or descenders.
    ///
    /// At 300 dots per inch they have the size of ten-point print.
    package mutating func drawLines(
        in area: BoundingBox, lineHeight: Int = 60, seed: UInt64 = 1
    ) {
        var generator = SeededGenerator(seed: seed)
        var top = area.top
        while top + lineHeight <= area.bottom {
            drawLine(from: area.left, to: area.right, top: top + 12, &generator)
            top += lineHeight
        }
    }

    private mutating func drawLine(
        from left: Int, to right: Int, top: Int, _ generator: inout SeededGenerator
    ) {
        var x = left
        while x + 22 <= right {
            for _ in 0..<Int.random(in: 2...8, using: &generator) where x + 22 <= right {
                drawLetter(x: x, top: top, shape: Int.random(in: 0..<8, using: &generator))
                x += 22
            }
            x += 18
        }
    }

    /// A letter 16 pixels wide with an x-height of 22: a closed shape, with a stem in two of eight.
    private mutating func drawLetter(x: Int, top: Int, shape: Int) {
        let bottom = top + 22
        fill(BoundingBox(left: x, top: top, right: x + 16, bottom: top + 4))
        fill(BoundingBox(left: x, top: bottom - 4, right: x + 16, bottom: bottom))
        fill(BoundingBox(left: x, top: shape == 0 ? top - 10 : top, right: x + 4, bottom: bottom))
        let end = shape == 1 ? bottom + 9 : bottom
        fill(BoundingBox(left: x + 12, top: top, right: x + 16, bottom: end))
    }

    /// Paints single dark dots all over the sheet.
    package mutating func sprinkle(dots: Int, seed: UInt64 = 7) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<dots {
            let x = Int.random(in: 0..<width, using: &generator)
            let y = Int.random(in: 0..<height, using: &generator)
            fill(BoundingBox(left: x, top: y, right: x + 2, bottom: y + 2), 40)
        }
    }

    /// The drawing turned clockwise about its centre on a sheet of the same size; `map` tells where
    /// its points come to lie.
    package func turned(degrees: Double, paper: UInt8 = 255) -> (
        drawing: PageDrawing, map: PageTransform
    ) {
        let radians = degrees * .pi / 180
        let (cosine, sine) = (cos(radians), sin(radians))
        let (x, y) = (Double(width) / 2, Double(height) / 2)
        let map = PageTransform(
            a: cosine, b: -sine, tx: x - cosine * x + sine * y,
            c: sine, d: cosine, ty: y - sine * x - cosine * y)
        var result = PageDrawing(width: width, height: height, paper: paper)
        for row in 0..<height {
            for column in 0..<width {
                // From a pixel's centre back to where it was.
                let (dx, dy) = (Double(column) + 0.5 - x, Double(row) + 0.5 - y)
                let oldX = Int((cosine * dx + sine * dy + x).rounded(.down))
                let oldY = Int((cosine * dy - sine * dx + y).rounded(.down))
                guard oldX >= 0, oldX < width, oldY >= 0, oldY < height else { continue }
                result.pixels[row * width + column] = pixels[oldY * width + oldX]
            }
        }
        return (result, map)
    }
}

extension PageImage {
    /// The centre of the dark pixels inside a box; nil when there are none.
    package func centerOfInk(in box: BoundingBox) -> (x: Double, y: Double)? {
        var sum = (x: 0, y: 0)
        var count = 0
        forEachInkPixel(in: box) { x, y in
            sum = (sum.x + x, sum.y + y)
            count += 1
        }
        guard count > 0 else { return nil }
        return (Double(sum.x) / Double(count) + 0.5, Double(sum.y) / Double(count) + 0.5)
    }

    /// The smallest box around the dark pixels inside a box; nil when there are none.
    package func boxOfInk(in box: BoundingBox) -> BoundingBox? {
        var found: BoundingBox?
        forEachInkPixel(in: box) { x, y in
            let pixel = BoundingBox(left: x, top: y, right: x + 1, bottom: y + 1)
            found = found?.union(pixel) ?? pixel
        }
        return found
    }

    /// Mean of all samples.
    package var meanBrightness: Double {
        Double(pixels.reduce(0) { $0 + Int($1) }) / Double(pixels.count)
    }

    /// The same, of whichever of ink and paper covers more, turned to white on negatives.
    package var paperBrightness: Double { max(meanBrightness, 255 - meanBrightness) }

    private func forEachInkPixel(in box: BoundingBox, _ body: (Int, Int) -> Void) {
        for y in max(0, box.top)..<max(0, min(height, box.bottom)) {
            for x in max(0, box.left)..<max(0, min(width, box.right))
            where pixels[(y * width + x) * samples.rawValue] < 128 { body(x, y) }
        }
    }
}
