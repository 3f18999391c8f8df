import ArchiveModel
import CLeptonica

extension EmbeddedScan {
    /// Decodes the picture and turns it as the page says.
    ///
    /// Nil when the bytes do not yield the size that the PDF states; the page can then still be drawn.
    func decoded() -> DecodedImage? {
        setMsgSeverity(Int32(L_SEVERITY_NONE))
        let reduction: Int
        let picture: UnsafeMutablePointer<Pix>?
        switch compression {
        case .jpeg:
            reduction = min(2, ReadingScale.reduction(resolution, width: width, height: height))
            picture = jpeg(reduction)
        case .groupFour(let blackIsOne):
            reduction = 1
            picture = groupFour(photometric: blackIsOne ? 1 : 0)
        }
        guard let pix = picture else { return nil }
        var owned: UnsafeMutablePointer<Pix>? = pix
        defer { pixDestroy(&owned) }
        // Half of an odd number of pixels is rounded up by the JPEG decoder.
        let isWhole =
            abs(Int(pixGetWidth(pix)) * reduction - width) < 2
            && abs(Int(pixGetHeight(pix)) * reduction - height) < 2
        guard isWhole, let flat = PageImage(flattening: pix) else { return nil }
        let stored = PageImage(
            width: flat.width, height: flat.height, samples: flat.samples, pixels: flat.pixels,
            resolution: resolution.isBelievable ? resolution.reduced(by: reduction) : nil)
        let orientation = PageOrientation(tag: Self.orientationTags[rotationDegrees] ?? 1)
        let swaps = orientation.tag >= 5
        return DecodedImage(
            orientation.apply(to: stored), reduction: reduction,
            scanWidth: swaps ? height : width, scanHeight: swaps ? width : height)
    }

    /// Degrees clockwise as Exif and TIFF number them.
    private static let orientationTags = [0: 1, 90: 6, 180: 3, 270: 8]

    private func jpeg(_ reduction: Int) -> UnsafeMutablePointer<Pix>? {
        var complaints: Int32 = 0
        guard
            let pix = pixReadMemJpeg(bytes, bytes.count, 0, Int32(reduction), &complaints, 0)
        else { return nil }
        if complaints == 0 { return pix }
        var owned: UnsafeMutablePointer<Pix>? = pix
        pixDestroy(&owned)
        return nil
    }

    /// Wraps the bytes into the head of a TIFF, which the TIFF decoder reads.
    private func groupFour(photometric: Int) -> UnsafeMutablePointer<Pix>? {
        let entries: [(tag: UInt16, value: Int)] = [
            (256, width), (257, height), (258, 1), (259, 4), (262, photometric), (266, 1), (273, 0),
            (277, 1),
            (278, height), (279, bytes.count),
        ]
        let dataStart = 8 + 2 + 12 * entries.count + 4
        guard dataStart + bytes.count < Int(UInt32.max) else { return nil }
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
        return pixReadMemTiff(file, file.count, 0)
    }
}
