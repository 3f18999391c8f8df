import ArchiveModel
import CScanShims

/// Fax data of one page in one or more strips.
struct FaxData {
    /// Data that restart at a row.
    struct Strip {
        var bytes: [UInt8]
        /// Rows that are announced; there may be fewer.
        var rows: Int
    }

    let strips: [Strip]
    var format: csh_fax_format
    /// Whether the file ends before its data do.
    let isCut: Bool

    /// The findings from reading all strips without making pixels.
    private struct Count {
        /// Rows before the first missing one.
        var rows = 0
        var bad = 0
        /// Missing rows in the middle.
        var gaps = 0
        /// Whether the data have an end mark instead of just stopping.
        var endsCleanly = false
        /// Rows after those that are announced.
        var more = 0
        /// Whether a strip of Group 4, which ends with a mark, continues after its rows.
        var hasRest = false
    }

    /// Decodes the page.
    ///
    /// - Throws: `damaged` or `truncated` if less than a quarter of the rows is sound.
    func stored(
        limits: DecodeLimits, resolution: Resolution?
    ) throws(ScanError) -> TIFFPageDecoding.Stored {
        let width = Int(format.width)
        let announced = strips.reduce(0) { $0 + $1.rows }
        let count = try counted(most: limits.maxPixels / max(1, width))
        let height = count.rows + count.more
        try limits.check(width: width, height: max(1, height))
        let sound = height - count.bad - count.gaps
        let whole = count.endsCleanly ? max(height, 1) : max(announced, height)
        guard height > 0, Double(sound) >= JPEGDamage.leastShareLeft * Double(whole) else {
            let detail = "\(max(0, sound)) of \(announced) rows can be decoded"
            throw isCut ? .truncated(detail) : .damaged(detail)
        }
        let reduction = ReadingScale.reduction(resolution, width: width, height: height)
        let pixels = try decoded(height: height, reduction: reduction)
        let image = PageImage(
            width: max(1, width / reduction), height: max(1, height / reduction), samples: .gray,
            pixels: pixels, resolution: resolution.map { $0.reduced(by: reduction) })
        var stored = TIFFPageDecoding.Stored(
            image: image, reduction: reduction, width: width, height: height)
        judge(count, announced: announced, into: &stored)
        return stored
    }

    private func judge(
        _ count: Count, announced: Int, into stored: inout TIFFPageDecoding.Stored
    ) {
        let lost = count.bad + count.gaps + (count.endsCleanly ? 0 : max(0, announced - count.rows))
        let detail = "\(lost) of \(announced) rows cannot be decoded"
        let share = Double(lost) / Double(max(1, announced))
        // Fax machines lose some rows; more than 2 % is damage.
        if share > 0.02 {
            stored.doubts.append(.pageDamaged(share, detail: detail))
        } else if lost > 0 {
            stored.warnings.append(detail)
        }
        if lost == 0, count.hasRest, count.more == 0 {
            stored.doubts.append(
                .pageDamaged(nil, detail: "its fax data do not end where the page ends"))
        }
        let rows = "it announces \(announced) rows and holds \(count.rows + count.more)"
        if count.endsCleanly, count.rows < announced {
            stored.warnings.append("the file announces more rows than it holds: " + rows)
        }
        if count.more > 0 {
            stored.warnings.append("the file announces fewer rows than it holds: " + rows)
        }
    }

    private func counted(most: Int) throws(ScanError) -> Count {
        var count = Count()
        var missing = 0
        for (index, strip) in strips.enumerated() {
            let isLast = index == strips.count - 1
            var format = format
            format.most_more_rows = isLast && strips.count == 1 ? UInt32(clamping: most) : 0
            let rows = min(strip.rows, most)
            let result = try read(strip, format: format, into: nil, first: 0, rows: rows)
            let present = Int(result.rows_read)
            // Rows missing before count as a gap if something follows.
            if present > 0 { count.gaps += missing }
            if present > 0 { count.rows += missing }
            count.rows += present
            count.bad += Int(result.bad_rows)
            missing = present > 0 ? rows - present : missing + rows
            if present > 0 || index == 0 {
                count.endsCleanly =
                    result.is_broken == 0 && result.is_cut == 0
                    && (result.says_end != 0 || !isCut)
            }
            count.hasRest = count.hasRest || (result.has_rest != 0 && format.dimensions < 0)
            count.more = isLast ? Int(result.more_rows) : 0
        }
        return count
    }

    private func decoded(height: Int, reduction: Int) throws(ScanError) -> [UInt8] {
        let width = Int(format.width)
        let size = max(1, width / reduction) * max(1, height / reduction)
        var failure: ScanError?
        let pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            let page = csh_fax_begin(
                buffer.baseAddress, UInt32(width), UInt32(height), UInt32(reduction))
            defer { csh_fax_end(page) }
            filled = size
            var first = 0
            for strip in strips where failure == nil && page != nil {
                let rows = strips.count == 1 ? height : min(strip.rows, height - first)
                if rows <= 0 { break }
                do throws(ScanError) {
                    _ = try read(strip, format: format, into: page, first: first, rows: rows)
                } catch {
                    failure = error
                }
                first += strip.rows
            }
            if page == nil { failure = Self.noMemory }
        }
        if let failure { throw failure }
        return pixels
    }

    private func read(
        _ strip: Strip, format: csh_fax_format, into page: OpaquePointer?, first: Int, rows: Int
    ) throws(ScanError) -> csh_fax_result {
        var format = format
        var result = csh_fax_result()
        guard
            csh_fax_read(
                strip.bytes, UInt64(strip.bytes.count), &format, page, UInt32(first), UInt32(rows),
                &result) != 0
        else { throw Self.noMemory }
        return result
    }

    /// Whether bytes are rows of a fax of the usual width from the first bit on.
    static func looksLikeGroup3(_ bytes: [UInt8], reversed: Bool) -> Bool {
        let first = reversed ? bytes.firstIndex { $0 != 0 }.map { bytes[$0] & 0x0F == 0 } : nil
        guard bytes[0] == 0, reversed ? first != nil : true else { return false }
        for dimensions in [0, 1] as [Int32] {
            var format = csh_fax_format(
                width: 1728, dimensions: dimensions, aligned: 0, reversed: reversed ? 1 : 0,
                inverted: 0, most_more_rows: 0)
            var result = csh_fax_result()
            guard
                csh_fax_read(bytes, UInt64(bytes.count), &format, nil, 0, 100_000, &result) != 0
            else { return false }
            if result.rows_read >= 8, result.bad_rows * 10 < result.rows_read { return true }
        }
        return false
    }

    private static let noMemory = ScanError.tooLarge(
        "a page of fax data", limit: "the worker's memory")
}
