import ArchiveModel
import CLeptonica

extension EmbeddedScan {
    /// What decoding the picture gave.
    enum Decoding {
        case page(DecodedImage, warnings: [String])
        /// The picture is damaged; what is left of it can still be drawn.
        case refused
    }

    /// Decodes the picture and turns it as the page says.
    ///
    /// Refused when the bytes do not yield the size that the PDF states, or only with damage.
    func decoded() -> Decoding {
        setMsgSeverity(Int32(L_SEVERITY_NONE))
        switch compression {
        case .jpeg:
            let reduction = min(
                2, ReadingScale.reduction(resolution, width: width, height: height))
            guard let image = jpeg(reduction) else { return .refused }
            return .page(turned(image, reduction), warnings: [])
        case .groupFour(let blackIsOne):
            do throws(IngestError) {
                let (page, warnings) = try groupFour(photometric: blackIsOne ? 1 : 0)
                return .page(turned(page.image, page.reduction), warnings: warnings)
            } catch {
                return .refused
            }
        }
    }

    private func turned(_ image: PageImage, _ reduction: Int) -> DecodedImage {
        let stored = PageImage(
            width: image.width, height: image.height, samples: image.samples,
            pixels: image.pixels,
            resolution: resolution.isBelievable ? resolution.reduced(by: reduction) : nil)
        let orientation = PageOrientation(tag: Self.orientationTags[rotationDegrees] ?? 1)
        let swaps = orientation.tag >= 5
        return DecodedImage(
            orientation.apply(to: stored), reduction: reduction,
            scanWidth: swaps ? height : width, scanHeight: swaps ? width : height)
    }

    /// Degrees clockwise as Exif and TIFF number them.
    private static let orientationTags = [0: 1, 90: 6, 180: 3, 270: 8]

    private func jpeg(_ reduction: Int) -> PageImage? {
        var complaints: Int32 = 0
        guard
            let pix = pixReadMemJpeg(bytes, bytes.count, 0, Int32(reduction), &complaints, 0)
        else { return nil }
        var owned: UnsafeMutablePointer<Pix>? = pix
        defer { pixDestroy(&owned) }
        // Half of an odd number of pixels is rounded up by the JPEG decoder.
        let isWhole =
            abs(Int(pixGetWidth(pix)) * reduction - width) < 2
            && abs(Int(pixGetHeight(pix)) * reduction - height) < 2
        return complaints == 0 && isWhole ? PageImage(flattening: pix) : nil
    }

    /// Wraps the bytes into the head of a TIFF, which the TIFF decoder reads, and counts what is lost.
    private func groupFour(
        photometric: Int
    ) throws(IngestError) -> (page: DecodedImage, warnings: [String]) {
        let entries: [(tag: UInt16, value: Int)] = [
            (256, width), (257, height), (258, 1), (259, 4), (262, photometric), (266, 1), (273, 0),
            (277, 1),
            (278, height), (279, bytes.count),
        ]
        let dataStart = 8 + 2 + 12 * entries.count + 4
        guard dataStart + bytes.count < Int(UInt32.max) else {
            throw .tooLarge("a picture of \(bytes.count) bytes", limit: "\(UInt32.max) bytes")
        }
        var file: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0]
        file.reserveCapacity(dataStart + bytes.count)
        func append(_ value: Int, bytes count: Int) {
            for place in 0..<count { file.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
        }
        append(entries.count, bytes: 2)
        for entry in entries {
            append(Int(entry.tag), bytes: 2)
            append(4, bytes: 2)
            append(1, bytes: 4)
            append(entry.tag == 273 ? dataStart : entry.value, bytes: 4)
        }
        append(0, bytes: 4)
        file += bytes
        let limits = DecodeLimits(maxPixels: width * height, maxPages: 1, seconds: 1)
        let decoded = try TIFFScan(bytes: file, limits: limits)
            .decode(page: 1, resolution: resolution)
        guard case .image(let image) = decoded.page else { throw .damaged("no picture") }
        return (image, decoded.warnings)
    }
}
