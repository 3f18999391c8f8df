import ArchiveModel

/// Turns a page into grey in which coloured ink is lighter than black ink.
///
/// Stamps, signatures and coloured forms lie over black text. Channels are first balanced so that
/// the paper, even if yellowed, is white. A pixel whose channels then differ widely is coloured: it
/// is represented by its brightest channel, raised by its saturation, so that a blue or red stroke
/// becomes light while black, brown and grey ink keep their luminance. Coloured ink that is
/// writing, rather than a stamp over print, gets its luminance back (`ColoredInk`).
struct GrayConversion {
    /// The grey picture.
    let picture: Picture
    /// Share of clearly coloured pixels, 0...1.
    let coloredShare: Double
    /// Coloured marks that were kept.
    let keptMarks: Int
    /// Those of them that are writing beside print of another colour, in pixels of the image.
    let writing: [BoundingBox]
    /// Cells of a fortieth of an inch that hold only coloured ink.
    let coloredCells: Int
    /// Whether only black and white occur, as in one-bit scans.
    let isBilevel: Bool

    /// Makes a page grey.
    static func convert(_ image: PageImage) throws(CleanupError) -> GrayConversion {
        switch image.samples {
        case .gray:
            return GrayConversion(
                picture: try picture(image.pixels, of: image), coloredShare: 0, keptMarks: 0,
                writing: [], coloredCells: 0,
                isBilevel: image.pixels.withUnsafeBufferPointer(hasOnlyExtremes))
        case .rgb:
            let gray = gray(from: image)
            return GrayConversion(
                picture: try picture(gray.pixels, of: image),
                coloredShare: Double(gray.ink.coloredPixels) / Double(gray.pixels.count),
                keptMarks: gray.kept.count, writing: gray.ink.isAlone ? [] : gray.kept,
                coloredCells: gray.ink.cellsOfColorAlone, isBilevel: false)
        }
    }

    private static func picture(
        _ pixels: [UInt8], of image: PageImage
    ) throws(CleanupError) -> Picture {
        var picture: Picture?
        pixels.withUnsafeBufferPointer { buffer in
            picture = try? Picture(grayRows: buffer, width: image.width, height: image.height)
        }
        guard let picture else { throw .stepFailed("gray") }
        return picture
    }

    private static func hasOnlyExtremes(_ pixels: UnsafeBufferPointer<UInt8>) -> Bool {
        !pixels.contains { $0 != 0 && $0 != 255 }
    }

    /// Grey value below which ink that is not coloured counts as print.
    private static let printLevel = 128

    /// The grey form of a coloured page.
    private struct Converted {
        let pixels: [UInt8]
        /// Where its ink is coloured.
        let ink: ColoredInk
        /// Areas of coloured ink that keep their luminance.
        let kept: [BoundingBox]
    }

    private static func gray(
        from image: PageImage
    ) -> Converted {
        var kept: [BoundingBox] = []
        let (width, height) = (image.width, image.height)
        let resolution = ResolutionEstimate(of: image).resolution.horizontal
        var ink = ColoredInk(width: width, height: height, dotsPerInch: resolution)
        let pixels = image.pixels.withUnsafeBufferPointer { source in
            PaperBalance(of: source).withTable { balance in
                [UInt8](unsafeUninitializedCapacity: width * height) { target, initialized in
                    for y in 0..<height {
                        for x in 0..<width {
                            let pixel = balance.pixel(source, at: 3 * (y * width + x))
                            if pixel.isColored {
                                ink.countColored(x, y)
                            } else if pixel.luminance < printLevel {
                                ink.countDark(x, y)
                            }
                            target[y * width + x] =
                                pixel.isColored ? pixel.lightened : pixel.luminance
                        }
                    }
                    initialized = width * height
                    kept = ink.coloredPixels == 0 ? [] : ink.kept()
                    for box in kept {
                        restore(
                            box, of: target, width: width, height: height, from: source,
                            balance: balance)
                    }
                }
            }
        }
        return Converted(pixels: pixels, ink: ink, kept: kept)
    }

    /// Gives the coloured ink of an area its luminance back.
    private static func restore(
        _ box: BoundingBox, of target: UnsafeMutableBufferPointer<UInt8>, width: Int,
        height: Int, from source: UnsafeBufferPointer<UInt8>, balance: PaperBalance.Table
    ) {
        for y in box.top..<min(box.bottom, height) {
            for x in box.left..<min(box.right, width) {
                let index = y * width + x
                target[index] = balance.pixel(source, at: 3 * index).luminance
            }
        }
    }
}

/// One pixel on balanced paper.
private struct BalancedPixel {
    /// Difference between channels from which a pixel counts as coloured; JPEG noise stays below.
    private static let saturationThreshold = 48
    /// The same as a share of the brightest channel, in percent; faded brown ink stays below.
    private static let saturationPercent = 33

    /// Its grey value by luminance (ITU-R BT.601 weights).
    let luminance: UInt8
    /// Its grey value as ink that is to vanish.
    let lightened: UInt8
    let isColored: Bool

    @inline(__always)
    init(_ red: Int, _ green: Int, _ blue: Int) {
        let brightest = max(red, max(green, blue))
        let spread = brightest - min(red, min(green, blue))
        isColored =
            spread > Self.saturationThreshold && spread * 100 > brightest * Self.saturationPercent
        luminance = UInt8((red * 299 + green * 587 + blue * 114) / 1000)
        lightened = UInt8(min(255, brightest + spread / 2))
    }
}

/// The factors that make the paper's colour white, for each channel.
private struct PaperBalance {
    /// The tables of all channels, as they are in memory: looked up for each pixel of a page.
    struct Table {
        let values: UnsafeBufferPointer<UInt8>

        /// The pixel whose samples start at `index`.
        @inline(__always)
        func pixel(_ samples: UnsafeBufferPointer<UInt8>, at index: Int) -> BalancedPixel {
            BalancedPixel(
                Int(values[Int(samples[index])]), Int(values[256 + Int(samples[index + 1])]),
                Int(values[512 + Int(samples[index + 2])]))
        }
    }

    /// 256 values for each channel.
    private let values: [UInt8]

    /// Samples one pixel in sixteen: the level that four fifths of a channel stay below is taken as
    /// paper, which covers most of any page.
    init(of pixels: UnsafeBufferPointer<UInt8>) {
        var histogram = [Int](repeating: 0, count: 768)
        var samples = 0
        for start in stride(from: 0, to: pixels.count - 2, by: 48) {
            for channel in 0..<3 { histogram[channel * 256 + Int(pixels[start + channel])] += 1 }
            samples += 1
        }
        values = (0..<3).flatMap { channel in
            Self.values(histogram: histogram[(channel * 256)...].prefix(256), samples: samples)
        }
    }

    func withTable<Result>(_ body: (Table) -> Result) -> Result {
        values.withUnsafeBufferPointer { body(Table(values: $0)) }
    }

    private static func values(histogram: ArraySlice<Int>, samples: Int) -> [UInt8] {
        var below = 0
        let paper = histogram.firstIndex { count in
            below += count
            return below * 5 >= samples * 4
        }.map { $0 - histogram.startIndex }
        // Darker than this it is not paper but a dark page: left as it is.
        guard let paper, paper >= 96 else { return (0...255).map { UInt8($0) } }
        return (0...255).map { UInt8(min(255, $0 * 255 / paper)) }
    }
}
