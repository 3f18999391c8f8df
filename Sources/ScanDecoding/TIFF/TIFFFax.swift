import ArchiveModel
import CScanShims

/// A TIFF page of fax data: Group 3, Group 4 or the modified Huffman code without ends of line.
///
/// Rows are read until the first unreadable one, or until the data end; so the sound part of a torn
/// page is kept, and a page announced as longer or shorter than the sheet is as long as its data.
struct TIFFFax {
    let page: csh_tiff_page
    let directory: TIFFDirectory
    let strips: TIFFStrips
    let source: TIFFReader.Source

    static func isFax(_ page: csh_tiff_page) -> Bool {
        (2...4).contains(page.compression) && page.bits_per_sample == 1
            && page.samples_per_pixel == 1 && page.is_tiled == 0 && page.width <= 65_535
            && page.photometric <= 1
    }

    func stored(
        limits: DecodeLimits, resolution: Resolution?
    ) throws(ScanError) -> TIFFPageDecoding.Stored {
        var data: [FaxData.Strip] = []
        let rowsPerStrip = directory.rowsInStrip
        for (index, strip) in strips.strips.enumerated() {
            let left = Int(page.height) - index * rowsPerStrip
            guard left > 0 else { break }
            data.append(
                FaxData.Strip(
                    bytes: source(strip.offset, strip.count), rows: min(rowsPerStrip, left)))
        }
        let fax = FaxData(strips: data, format: format, isCut: strips.isCut)
        return try fax.stored(limits: limits, resolution: resolution)
    }

    private var format: csh_fax_format {
        csh_fax_format(
            width: page.width,
            dimensions: page.compression == 4
                ? -1
                : page.compression == 3
                    ? Int32(page.fax_options & 1) : 0,
            aligned: page.compression == 2 ? 1 : 0, reversed: page.fill_order == 2 ? 1 : 0,
            inverted: page.photometric == 1 ? 1 : 0, most_more_rows: 0)
    }
}
