import ArchiveModel
import CScanShims

/// The decoding of one page of a TIFF file, and the judgement of the result.
struct TIFFPageDecoding {
    let page: csh_tiff_page
    let directory: TIFFDirectory
    let strips: TIFFStrips
    let file: TIFFFile
    let limits: DecodeLimits
    let reader: TIFFReader
    let source: TIFFReader.Source

    /// Pixels as they are in the file, with their faults.
    struct Stored {
        var image: PageImage
        /// Pixels of the file, each way, that make one of the image.
        var reduction: Int
        /// Size in pixels of the file.
        var width: Int
        var height: Int
        var warnings: [String] = []
        var doubts: [Doubt] = []
    }

    func decoded() throws(ScanError) -> DecodedScanPage {
        var stored = try storedPixels()
        let isOverstated = strips.isCut || strips.reachesDirectory
        if isOverstated, stored.warnings.isEmpty, stored.doubts.isEmpty {
            stored.warnings.append("the file announces more bytes than it holds")
        }
        judgeTags(&stored)
        if directory.isMarkedReduced {
            stored.warnings.append("the page is a reduced copy of another page")
        }
        let orientation = PageOrientation(tag: Int(page.orientation))
        let swaps = orientation.tag >= 5
        let decoded = DecodedImage(
            orientation.apply(to: stored.image), reduction: stored.reduction,
            scanWidth: swaps ? stored.height : stored.width,
            scanHeight: swaps ? stored.width : stored.height)
        return DecodedScanPage(
            page: .image(decoded), warnings: stored.warnings, doubts: stored.doubts)
    }

    private func storedPixels() throws(ScanError) -> Stored {
        if TIFFFax.isFax(page) {
            let fax = TIFFFax(page: page, directory: directory, strips: strips, source: source)
            return try fax.stored(limits: limits, resolution: resolution)
        }
        if directory.compression == 6, let stored = try oldStyleJPEG() { return stored }
        return try byLibrary()
    }

    // MARK: JPEG in the old style

    /// Compression 6: if the whole JPEG file lies in the TIFF, it is read as such.
    ///
    /// Nil if it does not; libtiff then assembles it from the directory's entries.
    private func oldStyleJPEG() throws(ScanError) -> Stored? {
        var bytes = source(directory.jpegOffset, min(directory.jpegCount, 1 << 30))
        if !bytes.starts(with: [0xFF, 0xD8]), strips.strips.count == 1,
            let strip = strips.strips.first
        {
            bytes = source(strip.offset, strip.count)
        }
        guard bytes.starts(with: [0xFF, 0xD8]), let picture = try? JPEGPicture.read(bytes),
            picture.width == Int(page.width)
        else { return nil }
        try limits.check(width: picture.width, height: picture.height)
        let pixels = try picture.decoded(resolution: resolution)
        let damage = try JPEGDamage(picture.page, complaints: pixels.complaints)
        return Stored(
            image: pixels.image, reduction: pixels.reduction, width: picture.width,
            height: picture.height, warnings: damage.warnings, doubts: damage.doubts)
    }

    // MARK: libtiff

    private func byLibrary() throws(ScanError) -> Stored {
        var description = page
        let plain = plainRows
        if let plain {
            try refuseRemnant(plain.rows)
            // libtiff computes the length of such strips from the height.
            let number = directory.heightNumber
            file.overlay(reader.bytes(plain.rows, size: number.size), at: number.place)
            description = try file.select(page: 1, at: directory.offset)
        }
        let (width, height) = (Int(description.width), Int(description.height))
        let reduction = ReadingScale.reduction(resolution, width: width, height: height)
        let samples: PageImage.Samples = page.is_color != 0 ? .rgb : .gray
        let (pixels, result) = try file.read(description, samples: samples, reduction: reduction)
        var stored = Stored(
            image: PageImage(
                width: max(1, width / reduction), height: max(1, height / reduction),
                samples: samples, pixels: pixels,
                resolution: resolution.map { $0.reduced(by: reduction) }),
            reduction: reduction, width: width, height: height)
        if let plain { note(plain.rows, endsCleanly: plain.endsCleanly, in: &stored) }
        try judge(result, into: &stored)
        if directory.compression == 7 { try JPEGStrips(self).judge(&stored) }
        TIFFDeflate(self)?.judge(&stored)
        return stored
    }

    /// The rows of uncompressed pixels, if some are missing.
    private var plainRows: (rows: Int, endsCleanly: Bool)? {
        guard directory.compression == 1, page.is_tiled == 0, page.samples_per_pixel <= 4 else {
            return nil
        }
        let rowBytes =
            (Int(page.width) * Int(page.samples_per_pixel) * Int(page.bits_per_sample) + 7) / 8
        // Separate planes, and subsampled colours, take other numbers of bytes.
        let rowsPerStrip = directory.rowsInStrip
        let isContiguous = strips.strips.count * rowsPerStrip < Int(page.height) + rowsPerStrip
        guard isContiguous, page.photometric != 6 else { return nil }
        let present = strips.plainRows(
            rowBytes: rowBytes, rowsPerStrip: rowsPerStrip, height: Int(page.height))
        guard present.rows < Int(page.height) else { return nil }
        return (present.rows, present.endsAtRow || strips.reachesDirectory)
    }

    private func refuseRemnant(_ rows: Int) throws(ScanError) {
        guard Double(rows) < JPEGDamage.leastShareLeft * Double(page.height) || rows == 0 else {
            return
        }
        let detail = "\(rows) of \(page.height) rows are there"
        if strips.isCut { throw .truncated(detail) }
        throw .damaged(detail)
    }

    /// Reports that only the first rows are there.
    private func note(_ rows: Int, endsCleanly: Bool, in stored: inout Stored) {
        let detail = "\(rows) of \(page.height) rows are there"
        if endsCleanly {
            stored.warnings.append("the file announces more rows than it holds: " + detail)
        } else {
            let share = 1 - Double(rows) / Double(page.height)
            stored.doubts.append(.pageDamaged(share, detail: "its data end early: " + detail))
        }
    }

    /// Lost rows are tolerated up to 2 % of the page.
    private func judge(_ result: csh_tiff_result, into stored: inout Stored) throws(ScanError) {
        if result.is_transparent != 0 { stored.doubts.append(.pageTransparent()) }
        let height = stored.height
        let lost = max(0, height - Int(result.rows_read)) + Int(result.bad_rows)
        guard lost > 0 else {
            if file.errorCount > 0 {
                stored.warnings.append("the decoder reported \(file.errorCount) errors")
            }
            return
        }
        let first = min(Int(result.first_bad_row), Int(result.rows_read))
        if first + lost >= height {
            try refuseRemnant(first)
            crop(&stored, to: first)
            // Compressed data that end too soon may be damaged as well: one wrong byte can be an
            // end.
            note(first, endsCleanly: false, in: &stored)
            return
        }
        let detail = "\(lost) of \(height) rows cannot be decoded"
        let share = Double(lost) / Double(height)
        if share > 1 - JPEGDamage.leastShareLeft { throw .damaged(detail) }
        if share > 0.02 {
            stored.doubts.append(.pageDamaged(share, detail: detail))
        } else {
            stored.warnings.append(detail)
        }
    }

    /// Reports the parts of the page's description that could not be read, such as the resolution.
    private func judgeTags(_ stored: inout Stored) {
        if page.lost_tags > 0 {
            stored.doubts.append(.pageDescriptionDamaged(entries: Int(page.lost_tags)))
        }
        if page.odd_tags > 0 {
            stored.warnings.append(
                "entries of the page's directory break the rules and were passed over: "
                    + "\(page.odd_tags)")
        }
    }

    private func crop(_ stored: inout Stored, to rows: Int) {
        let image = stored.image
        let height = max(1, min(image.height, rows / stored.reduction))
        stored.image = PageImage(
            width: image.width, height: height, samples: image.samples,
            pixels: Array(image.pixels.prefix(image.width * height * image.samples.rawValue)),
            resolution: image.resolution)
        stored.height = rows
    }

    private var resolution: Resolution? {
        let perInch = page.resolution_unit == 3 ? 2.54 : 1.0
        let resolution = Resolution(
            horizontal: Double(page.x_resolution) * perInch,
            vertical: Double(page.y_resolution) * perInch)
        return resolution.isBelievable && page.resolution_unit != 1 ? resolution : nil
    }
}
