import ArchiveModel
import CScanShims

extension EmbeddedScan {
    /// The result of decoding the picture.
    enum Decoding {
        case page(DecodedImage, warnings: [String], doubts: [Doubt])
        /// The picture is damaged; the rest of it can still be drawn.
        case refused
    }

    /// Decodes the picture and turns it as the page requires.
    ///
    /// Refused if the bytes do not yield the size that the PDF states, or only with damage.
    func decoded() -> Decoding {
        switch compression {
        case .jpeg:
            let reduction = min(
                2,
                ReadingScale.reduction(
                    resolution.isPlausible ? resolution : nil, width: width, height: height))
            guard let decoded = try? jpeg(reduction) else { return .refused }
            return .page(
                turned(decoded.pixels.image, reduction: reduction),
                warnings: decoded.damage.warnings + (hasExtraStart ? [JPEGStarts.warning] : []),
                doubts: decoded.damage.doubts)
        case .groupFour(let blackIsOne):
            return groupFour(blackIsOne: blackIsOne)
        }
    }

    private func turned(_ image: PageImage, reduction: Int) -> DecodedImage {
        let stored = PageImage(
            width: image.width, height: image.height, samples: image.samples,
            pixels: image.pixels,
            resolution: resolution.isPlausible ? resolution.reduced(by: reduction) : nil)
        let orientation = PageOrientation(tag: Self.orientationTags[rotationDegrees] ?? 1)
        let swaps = orientation.tag >= 5
        return DecodedImage(
            orientation.apply(to: stored), reduction: reduction,
            scanWidth: swaps ? height : width, scanHeight: swaps ? width : height)
    }

    /// Degrees clockwise as Exif and TIFF number them.
    private static let orientationTags = [0: 1, 90: 6, 180: 3, 270: 8]

    /// Pixels, and the damaged part of their data.
    private struct DecodedJPEG {
        let pixels: JPEGPicture.Pixels
        let damage: JPEGDamage
    }

    private func jpeg(
        _ reduction: Int
    ) throws(ScanError) -> DecodedJPEG {
        let picture = try JPEGPicture.read(bytes)
        guard picture.width == width, picture.height == height else {
            throw .damaged("the picture has another size than the PDF says")
        }
        let pixels = try picture.decoded(resolution: resolution, reduction: reduction)
        let damage = try JPEGDamage(picture.page, complaints: pixels.complaints)
        return DecodedJPEG(pixels: pixels, damage: damage)
    }

    private func groupFour(blackIsOne: Bool) -> Decoding {
        let format = csh_fax_format(
            width: UInt32(width), dimensions: -1, aligned: 0, reversed: 0,
            inverted: blackIsOne ? 1 : 0, most_more_rows: 0)
        let fax = FaxData(
            strips: [FaxData.Strip(bytes: bytes, rows: height)], format: format, isCut: false)
        let limits = DecodeLimits(maxPixels: width * height, maxPages: 1, seconds: 1)
        guard
            let stored = try? fax.stored(
                limits: limits, resolution: resolution.isPlausible ? resolution : nil),
            stored.height == height
        else { return .refused }
        return .page(
            turned(stored.image, reduction: stored.reduction), warnings: stored.warnings,
            doubts: stored.doubts)
    }
}
