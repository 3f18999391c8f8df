import ArchiveModel
import CScanShims

/// One picture in JPEG data, with the findings about its data.
///
/// libjpeg shows as much as it can and forgives the rest. So the entropy-coded data are first
/// checked against the standard (`csh_jpeg_survey`): codes that do not exist, runs that leave their
/// block, values that no encoder writes, and data that end before or after the last block.
struct JPEGPicture {
    /// The findings in the data.
    let page: csh_jpeg_page
    private var bytes: [UInt8]
    private let rows: Int

    /// Width in pixels.
    var width: Int { Int(page.width) }
    /// Height in pixels: the announced rows, or, if sound data end at a row, those that are there.
    var height: Int { rows }

    /// Walks through the data.
    ///
    /// - Throws: `truncated` without a frame or pixels, `unsupported` for kinds that nothing here
    ///   decodes.
    static func read(_ bytes: [UInt8]) throws(ScanError) -> JPEGPicture {
        var page = csh_jpeg_page()
        guard csh_jpeg_survey(bytes, UInt64(bytes.count), 1, &page) != 0 else {
            throw .truncated("it has no picture header")
        }
        try checkKind(page)
        let rows = Int(page.ends_at_row != 0 && page.has_end != 0 ? page.rows_present : page.height)
        guard rows > 0, page.scans > 0 else { throw .truncated("it has no pixels") }
        var picture = JPEGPicture(page: page, bytes: bytes, rows: rows)
        // libjpeg must not see a height that is left open or missing.
        picture.bytes[Int(page.height_place)] = UInt8(truncatingIfNeeded: rows >> 8)
        picture.bytes[Int(page.height_place) + 1] = UInt8(truncatingIfNeeded: rows)
        return picture
    }

    /// Refuses rare kinds of JPEG that libjpeg does not decode.
    static func checkKind(_ page: csh_jpeg_page) throws(ScanError) {
        if page.precision != 8, page.precision != 0 {
            throw .unsupported("a JPEG of \(page.precision) bits a sample")
        }
        let kinds: Set<UInt8> = [0xC0, 0xC1, 0xC2, 0xC9, 0xCA]
        if page.width != 0, !kinds.contains(page.sof) {
            throw .unsupported("a lossless or hierarchical JPEG")
        }
    }

    /// The pixels, at most halved each way.
    ///
    /// - Parameters:
    ///   - known: A resolution that overrides the one in the file.
    ///   - reduction: Halves if at least 2; nil lets size and resolution decide.
    func decoded(
        resolution known: Resolution? = nil, reduction wanted: Int? = nil
    ) throws(ScanError) -> Pixels {
        let isHuge = ReadingScale.reduction(nil, width: width, height: height) >= 2
        let scale = wanted ?? (isHuge ? 2 : 1) >= 2 ? 2 : 1
        var picture = csh_jpeg_picture()
        guard csh_jpeg_describe(bytes, UInt64(bytes.count), UInt32(scale), &picture) != 0 else {
            throw .damaged("the JPEG cannot be decoded: " + Self.text(picture))
        }
        let resolution = known ?? Self.resolution(picture)
        let dense = ReadingScale.reduction(resolution, width: width, height: height) >= 2
        let reduce = scale == 1 && wanted == nil && dense ? 2 : 1
        let image = try read(&picture, scale: scale, reduce: reduce, resolution: resolution)
        return Pixels(
            image: image, reduction: scale * reduce, complaints: Int(picture.warnings))
    }

    /// Decoded pixels.
    struct Pixels {
        var image: PageImage
        /// Pixels of the file, each way, that make one of the image.
        var reduction: Int
        /// How often libjpeg complained.
        var complaints: Int
    }

    private func read(
        _ picture: inout csh_jpeg_picture, scale: Int, reduce: Int, resolution: Resolution?
    ) throws(ScanError) -> PageImage {
        let width = max(1, Int(picture.width) / reduce)
        let height = max(1, Int(picture.height) / reduce)
        let samples: PageImage.Samples = picture.channels == 3 ? .rgb : .gray
        let size = width * height * samples.rawValue
        var isRead: CInt = 0
        var pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            isRead = csh_jpeg_read(
                bytes, UInt64(bytes.count), UInt32(scale), UInt32(reduce), &picture,
                buffer.baseAddress)
            count = size
        }
        guard isRead != 0 else {
            throw .damaged("the JPEG cannot be decoded: " + Self.text(picture))
        }
        // Data that libjpeg fills up in grey were missing.
        let present = min(height, Int(page.rows_present) / (scale * reduce))
        for at in (present * width * samples.rawValue)..<size { pixels[at] = 255 }
        return PageImage(
            width: width, height: height, samples: samples, pixels: pixels,
            resolution: resolution.map { $0.reduced(by: scale * reduce) })
    }

    private static func resolution(_ picture: csh_jpeg_picture) -> Resolution? {
        guard picture.density_unit == 1 || picture.density_unit == 2 else { return nil }
        let perInch = picture.density_unit == 2 ? 2.54 : 1
        let resolution = Resolution(
            horizontal: Double(picture.x_density) * perInch,
            vertical: Double(picture.y_density) * perInch)
        return resolution.isBelievable ? resolution : nil
    }

    private static func text(_ picture: csh_jpeg_picture) -> String {
        withUnsafeBytes(of: picture.message) { bytes in
            TerminalText.sanitized(String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
        }
    }
}
