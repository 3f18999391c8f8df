import ArchiveModel

/// Pieces of a page set side by side on one sheet, so that recognition reads them in one go.
struct ProofSheet {
    /// A piece of the page in grey.
    struct Piece {
        let width: Int
        let height: Int
        let pixels: [UInt8]
    }

    /// What was read where a piece stands.
    struct Reading {
        var text: String
        var confidence: Double
    }

    /// The sheet for recognition.
    let page: CleanedPage
    /// The places of the pieces, in their order.
    private let slots: [BoundingBox]

    private static let width = 1800
    private static let margin = 40

    /// Sets pieces in rows.
    ///
    /// - Parameters:
    ///   - pieces: Each is one word, upright.
    ///   - height: Of all of them on the sheet, in pixels; print of ten points at 300 dots per inch has 48.
    init?(_ pieces: [Piece], height: Int) {
        guard !pieces.isEmpty else { return nil }
        let scaled = pieces.map { $0.scaled(toHeight: height, atMost: Self.width) }
        var (x, y, slots) = (Self.margin, Self.margin, [BoundingBox]())
        for piece in scaled {
            if x > Self.margin, x + piece.width > Self.margin + Self.width {
                (x, y) = (Self.margin, y + 2 * height)
            }
            slots.append(
                BoundingBox(left: x, top: y, right: x + piece.width, bottom: y + piece.height))
            x += piece.width + height
        }
        let (across, down) = (Self.width + 2 * Self.margin, y + height + Self.margin)
        var pixels = [UInt8](repeating: 255, count: across * down)
        for (piece, slot) in zip(scaled, slots) {
            for row in 0..<piece.height {
                let start = (slot.top + row) * across + slot.left
                pixels.replaceSubrange(
                    start..<start + piece.width,
                    with: piece.pixels[row * piece.width..<(row + 1) * piece.width])
            }
        }
        self.slots = slots
        page = CleanedPage(
            image: PageImage(
                width: across, height: down, samples: .gray, pixels: pixels, resolution: nil),
            dotsPerInch: 300, transform: .identity, rotationDegrees: 0, looksBlank: false, steps: []
        )
    }

    /// What was read of each piece, nil where nothing was.
    func readings(in reading: RecognizedPage) -> [Reading?] {
        var found = [[Word]](repeating: [], count: slots.count)
        for word in reading.words {
            let (x, y) = (
                (word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2
            )
            // A word may be read a little beyond its place, and belongs to the nearest one in its row.
            let near = slots.indices.filter {
                abs(y - (slots[$0].top + slots[$0].bottom) / 2) <= slots[$0].height
            }
            let gap = { (slot: Int) in max(slots[slot].left - x, x - slots[slot].right, 0) }
            if let slot = near.min(by: { gap($0) < gap($1) }) { found[slot].append(word) }
        }
        return found.map { words in
            guard !words.isEmpty else { return nil }
            let sorted = words.sorted { $0.box.left < $1.box.left }
            return Reading(
                text: sorted.map(\.text).joined(), confidence: sorted.meanConfidence.value)
        }
    }
}

extension ProofSheet.Piece {
    /// Quarter turns that make a piece upright, in degrees clockwise.
    enum Turn: Int, CaseIterable { case none = 0, right = 90, over = 180, left = 270 }

    /// Cuts a piece out of a grey picture, makes it dark on white and as upright as told.
    ///
    /// Nil when nothing can be seen there.
    init?(of picture: PageImage, at box: BoundingBox, turned turn: Turn) {
        let box = box.clipped(to: picture.frame)
        guard box.width >= 3, box.height >= 3 else { return nil }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(box.width * box.height)
        for y in box.top..<box.bottom {
            let start = y * picture.width
            pixels += picture.pixels[start + box.left..<start + box.right]
        }
        guard Self.stretch(&pixels, width: box.width) else { return nil }
        Self.eraseRules(&pixels, width: box.width)
        self = Self(width: box.width, height: box.height, pixels: pixels).turned(turn)
    }

    /// Spreads the greys from black to white, print dark; false when there is no contrast.
    private static func stretch(_ pixels: inout [UInt8], width: Int) -> Bool {
        guard let low = pixels.min(), let high = pixels.max(), high - low >= 16 else {
            return false
        }
        let range = Int(high - low)
        let height = pixels.count / width
        let edge =
            (0..<width).map { pixels[$0] } + (0..<width).map { pixels[(height - 1) * width + $0] }
        let paper = edge.sorted()[edge.count / 2]
        let isLight = Int(paper - low) * 2 < range
        for index in pixels.indices {
            let value = Int(pixels[index] - low) * 255 / range
            pixels[index] = UInt8(isLight ? 255 - value : value)
        }
        return true
    }

    /// Whitens rows that are dark from side to side: underlines and rules of tables.
    private static func eraseRules(_ pixels: inout [UInt8], width: Int) {
        guard width >= 12 else { return }
        for start in stride(from: 0, to: pixels.count, by: width) {
            let dark = pixels[start..<start + width].count { $0 < 128 }
            guard dark * 20 >= width * 19 else { continue }
            for index in start..<start + width { pixels[index] = 255 }
        }
    }

    private func turned(_ turn: Turn) -> Self {
        if turn == .none { return self }
        if turn == .over { return Self(width: width, height: height, pixels: pixels.reversed()) }
        var result = [UInt8](repeating: 255, count: pixels.count)
        for y in 0..<height {
            for x in 0..<width {
                let place =
                    turn == .right ? x * height + (height - 1 - y) : (width - 1 - x) * height + y
                result[place] = pixels[y * width + x]
            }
        }
        return Self(width: height, height: width, pixels: result)
    }

    /// The piece in another size: pixels are averaged, or drawn out evenly.
    fileprivate func scaled(toHeight wanted: Int, atMost widest: Int) -> Self {
        var factor = Double(wanted) / Double(height)
        if abs(factor - 1) < 0.12 { factor = 1 }
        factor = min(factor, Double(widest) / Double(width))
        let (across, down) = (
            max(1, Int(Double(width) * factor)), max(1, Int(Double(height) * factor))
        )
        if across == width, down == height { return self }
        return factor < 0.75
            ? averaged(width: across, height: down) : drawn(width: across, height: down)
    }

    private func averaged(width across: Int, height down: Int) -> Self {
        var result = [UInt8](repeating: 255, count: across * down)
        for y in 0..<down {
            let rows = y * height / down..<max(y * height / down + 1, (y + 1) * height / down)
            for x in 0..<across {
                let columns =
                    x * width / across..<max(x * width / across + 1, (x + 1) * width / across)
                var sum = 0
                for row in rows {
                    for column in columns { sum += Int(pixels[row * width + column]) }
                }
                result[y * across + x] = UInt8(sum / (rows.count * columns.count))
            }
        }
        return Self(width: across, height: down, pixels: result)
    }

    private func drawn(width across: Int, height down: Int) -> Self {
        var result = [UInt8](repeating: 255, count: across * down)
        let (right, below) = (
            Double(width) / Double(across), Double(height) / Double(down)
        )
        for y in 0..<down {
            let (top, low, v) = Self.place((Double(y) + 0.5) * below - 0.5, within: height)
            for x in 0..<across {
                let (near, far, u) = Self.place((Double(x) + 0.5) * right - 0.5, within: width)
                let upper =
                    Double(pixels[top * width + near]) * (1 - u)
                    + Double(pixels[top * width + far]) * u
                let lower =
                    Double(pixels[low * width + near]) * (1 - u)
                    + Double(pixels[low * width + far]) * u
                result[y * across + x] = UInt8(upper * (1 - v) + lower * v)
            }
        }
        return Self(width: across, height: down, pixels: result)
    }

    /// The two pixels beside a place and how far it lies from the first.
    private static func place(_ value: Double, within count: Int) -> (Int, Int, Double) {
        let clamped = min(max(value, 0), Double(count - 1))
        let first = Int(clamped)
        return (first, min(first + 1, count - 1), clamped - Double(first))
    }
}
