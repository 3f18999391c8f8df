import ArchiveModel
import ArchiveTestSupport
import Foundation

/// A sheet of three by four inches as a scanner sees it: marks of any strength, sharpness and colour on
/// paper with noise.
struct DrawnBack {
    /// Drawn at 300 dots per inch.
    static let width = 900
    static let height = 1_200

    private var values: [[Float]]
    private var generator: SeededGenerator
    private let paper: Float
    /// Whether the channels differ.
    private var isColored = false

    init(paper: Int, seed: UInt64) {
        self.paper = Float(paper)
        generator = SeededGenerator(seed: seed)
        values = [[Float]](
            repeating: [Float](repeating: Float(paper), count: Self.width * Self.height), count: 3)
    }

    /// Print-like lines in a box.
    static func lines(_ box: BoundingBox, seed: UInt64) -> PageDrawing {
        var drawing = PageDrawing(width: width, height: height)
        drawing.drawLines(in: box, seed: seed)
        return drawing
    }

    /// A stroke of a pen going up and down, four pixels thick.
    static func handwriting(
        from left: Int, to right: Int, middle: Int, height: Int, seed: UInt64
    ) -> PageDrawing {
        var drawing = PageDrawing(width: width, height: Self.height)
        let phase = Double(seed)
        var last = middle
        for x in left..<right {
            let swing = sin(Double(x) * 0.16 + phase) * (0.6 + 0.4 * sin(Double(x) * 0.031))
            let y = middle + Int(Double(height) / 2 * swing)
            drawing.fill(
                BoundingBox(left: x, top: min(y, last) - 2, right: x + 3, bottom: max(y, last) + 2))
            last = y
        }
        return drawing
    }

    /// A ring with a line of letters in it.
    static func stamp(seed: UInt64) -> PageDrawing {
        var drawing = PageDrawing(width: width, height: height)
        for step in 0..<720 {
            let angle = Double(step) * .pi / 360
            let (x, y) = (560 + Int(190 * cos(angle)), 800 + Int(190 * sin(angle)))
            drawing.fill(BoundingBox(left: x - 3, top: y - 3, right: x + 4, bottom: y + 4))
        }
        drawing.drawLines(
            in: BoundingBox(left: 440, top: 770, right: 680, bottom: 830), seed: seed)
        return drawing
    }

    /// Lays marks on the paper.
    ///
    /// - Parameters:
    ///   - contrast: How much darker than paper the marks are, 0...1.
    ///   - blur: Radius of a box that is laid over them twice, in pixels; 0 leaves them sharp.
    ///   - color: What the marks are of at full contrast.
    mutating func lay(
        _ marks: PageDrawing, contrast: Float, blur: Int = 0, mirrored: Bool = false,
        color: [Float] = [0, 0, 0]
    ) {
        var mask = marks.image().pixels.map { Float(255 - Int($0)) / 255 }
        if mirrored {
            for y in 0..<Self.height {
                mask[y * Self.width..<(y + 1) * Self.width].reverse()
            }
        }
        for _ in 0..<(blur > 0 ? 2 : 0) { mask = Self.blurred(mask, blur) }
        if color[0] != color[1] || color[0] != color[2] { isColored = true }
        for channel in 0..<3 {
            for index in mask.indices where mask[index] > 0 {
                values[channel][index] +=
                    (color[channel] - values[channel][index]) * contrast * mask[index]
            }
        }
    }

    /// Specks of up to a third of a millimetre.
    mutating func sprinkle(_ count: Int) {
        var marks = PageDrawing(width: Self.width, height: Self.height)
        for _ in 0..<count {
            let x = Int.random(in: 0..<Self.width, using: &generator)
            let y = Int.random(in: 0..<Self.height, using: &generator)
            let size = Int.random(in: 1...4, using: &generator)
            marks.fill(BoundingBox(left: x, top: y, right: x + size, bottom: y + size))
        }
        lay(marks, contrast: 0.85)
    }

    /// Two holes of six millimetres at the left.
    mutating func punch() {
        var marks = PageDrawing(width: Self.width, height: Self.height)
        for middle in [300, 900] {
            for y in -35...35 {
                let half = Int(Double(35 * 35 - y * y).squareRoot())
                marks.fill(
                    BoundingBox(
                        left: 140 - half, top: middle + y, right: 140 + half, bottom: middle + y + 1
                    ))
            }
        }
        lay(marks, contrast: 0.9)
    }

    /// A dark edge at the left and the top.
    mutating func darkenEdge() {
        var marks = PageDrawing(width: Self.width, height: Self.height)
        marks.fill(BoundingBox(left: 0, top: 0, right: 30, bottom: Self.height))
        marks.fill(BoundingBox(left: 0, top: 0, right: Self.width, bottom: 24))
        lay(marks, contrast: 0.93)
    }

    /// What a scanner makes of it.
    enum Mode: CaseIterable { case bilevel, gray, color }

    /// The sheet at one of 150, 200 and 300 dots per inch, with noise of the given size.
    mutating func scan(_ mode: Mode, dotsPerInch: Int, noise: Float) -> PageImage {
        let scale = 300.0 / Double(dotsPerInch)
        let width = Int(Double(Self.width) / scale)
        let height = Int(Double(Self.height) / scale)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * 3)
        let threshold = paper * 0.7
        for y in 0..<height {
            for x in 0..<width {
                let shake = noise == 0 ? 0 : Float.random(in: -noise...noise, using: &generator)
                let red = sample(x, y, scale, 0) + shake
                if mode == .bilevel {
                    pixels.append(red < threshold ? 0 : 255)
                    continue
                }
                let green = isColored ? sample(x, y, scale, 1) + shake : red
                let blue = isColored ? sample(x, y, scale, 2) + shake : red
                if mode == .gray {
                    pixels.append(Self.byte((red + green + blue) / 3))
                } else {
                    pixels.append(Self.byte(red))
                    pixels.append(Self.byte(green))
                    pixels.append(Self.byte(blue))
                }
            }
        }
        let resolution = Resolution(
            horizontal: Double(dotsPerInch), vertical: Double(dotsPerInch))
        return PageImage(
            width: width, height: height, samples: mode == .color ? .rgb : .gray, pixels: pixels,
            resolution: resolution)
    }

    /// The mean of the drawn pixels that lie in a pixel of the scan.
    private func sample(_ x: Int, _ y: Int, _ scale: Double, _ channel: Int) -> Float {
        if scale == 1 { return values[channel][y * Self.width + x] }
        let (left, right) = (Int(Double(x) * scale), Int(Double(x + 1) * scale))
        let (top, bottom) = (Int(Double(y) * scale), Int(Double(y + 1) * scale))
        var sum: Float = 0
        for row in top..<bottom {
            for column in left..<right { sum += values[channel][row * Self.width + column] }
        }
        return sum / Float(max(1, (bottom - top) * (right - left)))
    }

    private static func byte(_ value: Float) -> UInt8 { UInt8(min(255, max(0, value))) }

    private static func blurred(_ mask: [Float], _ radius: Int) -> [Float] {
        let rows = averaged(mask, radius, step: 1, length: width, lines: height, stride: width)
        return averaged(rows, radius, step: width, length: height, lines: width, stride: 1)
    }

    private static func averaged(
        _ mask: [Float], _ radius: Int, step: Int, length: Int, lines: Int, stride: Int
    ) -> [Float] {
        var result = mask
        let count = Float(2 * radius + 1)
        for line in 0..<lines {
            let start = line * stride
            var sum: Float = 0
            for index in 0..<length + radius {
                if index < length { sum += mask[start + index * step] }
                if index > 2 * radius { sum -= mask[start + (index - 2 * radius - 1) * step] }
                if index >= radius { result[start + (index - radius) * step] = max(0, sum) / count }
            }
        }
        return result
    }
}
