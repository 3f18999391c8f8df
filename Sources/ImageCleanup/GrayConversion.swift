import ArchiveModel

/// Turns a page into grey in which coloured ink is lighter than black ink.
///
/// Stamps, signatures and coloured forms lie over black text. A pixel whose channels differ widely is
/// coloured: its brightest channel, raised by its saturation, stands for it, so that a blue or red
/// stroke becomes light while black and grey keep their luminance (ITU-R BT.601 weights).
struct GrayConversion {
    /// The grey picture.
    let picture: Picture
    /// Share of clearly coloured pixels, 0...1.
    let coloredShare: Double
    /// Whether only black and white occur, as in one-bit scans.
    let isBilevel: Bool

    /// Difference between channels from which on a pixel counts as coloured; JPEG noise stays below.
    private static let saturationThreshold = 48

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
            [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
                for index in 0..<count {
                    let red = Int(source[3 * index])
                    let green = Int(source[3 * index + 1])
                    let blue = Int(source[3 * index + 2])
                    let brightest = max(red, max(green, blue))
                    let spread = brightest - min(red, min(green, blue))
                    if spread > saturationThreshold {
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
