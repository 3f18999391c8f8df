import ArchiveModel

/// Turns a page into grey in which coloured ink is lighter than black ink.
///
/// Stamps, signatures and coloured forms lie over black text. Channels are first balanced so that the
/// paper, also when yellowed, is white. A pixel whose channels then differ widely is coloured: its
/// brightest channel, raised by its saturation, stands for it, so that a blue or red stroke becomes
/// light while black, brown and grey ink keep their luminance (ITU-R BT.601 weights).
struct GrayConversion {
    /// The grey picture.
    let picture: Picture
    /// Share of clearly coloured pixels, 0...1.
    let coloredShare: Double
    /// Whether only black and white occur, as in one-bit scans.
    let isBilevel: Bool

    /// Difference between channels from which on a pixel counts as coloured; JPEG noise stays below.
    private static let saturationThreshold = 48
    /// The same as a share of the brightest channel, in percent; faded brown ink stays below.
    private static let saturationPercent = 33

    init(of image: PageImage) throws(CleanupError) {
        switch image.samples {
        case .gray:
            coloredShare = 0
            isBilevel = image.pixels.withUnsafeBufferPointer(Self.hasOnlyExtremes)
            picture = try Self.picture(image.pixels, image)
        case .rgb:
            let (gray, colored) = Self.gray(from: image)
            coloredShare = Double(colored) / Double(gray.count)
            isBilevel = false
            picture = try Self.picture(gray, image)
        }
    }

    private static func picture(
        _ pixels: [UInt8], _ image: PageImage
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

    private static func gray(from image: PageImage) -> (pixels: [UInt8], colored: Int) {
        var colored = 0
        let count = image.width * image.height
        let pixels = image.pixels.withUnsafeBufferPointer { source in
            let balance = PaperBalance(of: source)
            return [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
                for index in 0..<count {
                    let red = Int(balance.red[Int(source[3 * index])])
                    let green = Int(balance.green[Int(source[3 * index + 1])])
                    let blue = Int(balance.blue[Int(source[3 * index + 2])])
                    let brightest = max(red, max(green, blue))
                    let spread = brightest - min(red, min(green, blue))
                    if spread > saturationThreshold, spread * 100 > brightest * saturationPercent {
                        colored += 1
                        target[index] = UInt8(min(255, brightest + spread / 2))
                    } else {
                        target[index] = UInt8((red * 299 + green * 587 + blue * 114) / 1000)
                    }
                }
                initialized = count
            }
        }
        return (pixels, colored)
    }
}

/// Tables that make the paper's colour white, one for each channel.
private struct PaperBalance {
    let red, green, blue: [UInt8]

    /// Looks at one pixel in sixteen: the level that four fifths of a channel stay below is taken as
    /// paper, which covers most of any page.
    init(of pixels: UnsafeBufferPointer<UInt8>) {
        var histograms = [[Int]](repeating: [Int](repeating: 0, count: 256), count: 3)
        var samples = 0
        for start in stride(from: 0, to: pixels.count - 2, by: 48) {
            for channel in 0..<3 { histograms[channel][Int(pixels[start + channel])] += 1 }
            samples += 1
        }
        let tables = histograms.map { Self.table(histogram: $0, samples: samples) }
        (red, green, blue) = (tables[0], tables[1], tables[2])
    }

    private static func table(histogram: [Int], samples: Int) -> [UInt8] {
        var below = 0
        let paper = histogram.firstIndex { count in
            below += count
            return below * 5 >= samples * 4
        }
        // Darker than this it is no paper but a dark page: left as it is.
        guard let paper, paper >= 96 else { return (0...255).map { UInt8($0) } }
        return (0...255).map { UInt8(min(255, $0 * 255 / paper)) }
    }
}
