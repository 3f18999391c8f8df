import ArchiveModel

/// A page in ink and paper: a byte for each pixel, 0 for ink and 255 for paper.
struct InkMap {
    static let ink: UInt8 = 0
    static let paper: UInt8 = 255

    let width: Int
    let height: Int
    let pixels: [UInt8]

    /// Parts ink from paper.
    init(_ image: PageImage, below level: UInt8) {
        width = image.width
        height = image.height
        pixels = image.pixels.map { $0 < level ? Self.ink : Self.paper }
    }

    /// Pixels of one colour that follow each other on a line.
    struct Run {
        var isInk: Bool
        var start: Int
        var end: Int

        var length: Int { end - start }
    }

    /// Which way a line of pixels runs.
    enum Direction {
        case across, down
    }

    /// How many lines of pixels run one way.
    func lines(_ direction: Direction) -> Int { direction == .across ? height : width }

    /// The runs of one line of pixels; those shorter than `dust` belong to what is around them.
    func runs(of line: Int, _ direction: Direction, dust: Int) -> [Run] {
        let count = direction == .across ? width : height
        let (first, step) = direction == .across ? (line * width, 1) : (line, width)
        var runs: [Run] = []
        var start = 0
        pixels.withUnsafeBufferPointer { pixels in
            for place in 1...count {
                let isEnd = place == count
                if !isEnd, pixels[first + place * step] == pixels[first + (place - 1) * step] {
                    continue
                }
                let isInk = pixels[first + (place - 1) * step] == Self.ink
                Self.add(Run(isInk: isInk, start: start, end: place), to: &runs, dust: dust)
                start = place
            }
        }
        return runs
    }

    /// The widths of the five runs of a column around a pixel of ink: two above it, its own, and two below; nil where
    /// there are fewer.
    func widthsDown(through column: Int, _ row: Int) -> [Int]? {
        guard let above = widths(from: row, column, by: -1),
            let below = widths(from: row, column, by: 1)
        else { return nil }
        // The pixel itself is counted by both.
        return [above[2], above[1], above[0] + below[0] - 1, below[1], below[2]]
    }

    /// The widths of ink, paper and ink from a pixel on.
    private func widths(from row: Int, _ column: Int, by step: Int) -> [Int]? {
        var widths: [Int] = []
        var place = row
        for color in [Self.ink, Self.paper, Self.ink] {
            let start = place
            while place >= 0, place < height, pixels[place * width + column] == color {
                place += step
            }
            guard place != start else { return nil }
            widths.append(abs(place - start))
        }
        return widths
    }

    private static func add(_ run: Run, to runs: inout [Run], dust: Int) {
        if let last = runs.last, run.length < dust || last.isInk == run.isInk {
            runs[runs.count - 1].end = run.end
        } else {
            runs.append(run)
        }
    }
}
