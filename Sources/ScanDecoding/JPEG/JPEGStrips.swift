import ArchiveModel
import CScanShims

/// The strips or tiles of a TIFF page that are each a JPEG picture, checked against the rules of
/// JPEG.
struct JPEGStrips {
    private let decoding: TIFFPageDecoding

    init(_ decoding: TIFFPageDecoding) {
        self.decoding = decoding
    }

    /// Adds the faults of the strips to those that libtiff noticed.
    ///
    /// - Throws: `damaged` if hardly anything is sound.
    func judge(_ stored: inout TIFFPageDecoding.Stored) throws(ScanError) {
        guard stored.doubts.isEmpty else { return }
        let strips = decoding.strips.strips
        var damaged = 0.0
        var isUnplaced = false
        for strip in strips {
            guard let page = survey(strip) else { continue }
            let missing = Double(page.height) - Double(min(page.rows_present, page.height))
            let lost = page.height == 0 ? 0 : missing / Double(page.height)
            damaged += max(page.faults > 0 ? page.damaged_share : 0, lost)
            isUnplaced = isUnplaced || page.unplaced > 0
        }
        let share = damaged / Double(max(1, strips.count))
        if share > 0.98 { throw .damaged("its JPEG data are wrong from the beginning") }
        if share > 0 {
            stored.doubts.append(.pageDamaged(share, detail: "its JPEG data break the rules"))
        } else if isUnplaced {
            let detail = "its JPEG data do not end where the picture ends"
            stored.doubts.append(
                strips.count == 1
                    ? .pageDamaged(nil, detail: detail)
                    : .pageDamaged(1 / Double(strips.count), detail: detail))
        }
    }

    private func survey(_ strip: TIFFStrips.Strip) -> csh_jpeg_page? {
        let bytes = decoding.source(strip.offset, strip.count)
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        let tables = decoding.source(
            decoding.directory.jpegTables.place, min(decoding.directory.jpegTables.count, 1 << 16))
        var whole: [UInt8] = [0xFF, 0xD8]
        if tables.count > 4 { whole += tables[2..<(tables.count - 2)] }
        whole += bytes[2...]
        var page = csh_jpeg_page()
        return csh_jpeg_survey(whole, UInt64(whole.count), 1, &page) != 0 ? page : nil
    }
}
