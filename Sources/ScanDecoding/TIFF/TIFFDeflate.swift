import ArchiveModel
import CScanShims

/// The Deflate-compressed strips or tiles of a TIFF page, checked against their check values.
///
/// libtiff stops at the last pixel it needs and never looks at the value after it. One wrong bit
/// can turn the rest of its strip into something else without breaking a rule.
struct TIFFDeflate {
    private let decoding: TIFFPageDecoding

    /// Nil if the page is compressed in another way.
    init?(_ decoding: TIFFPageDecoding) {
        guard [8, 32946].contains(decoding.directory.compression) else { return nil }
        self.decoding = decoding
    }

    /// Reports damaged strips instead of the rows that libtiff could not decode: more than those
    /// may be wrong.
    func judge(_ stored: inout TIFFPageDecoding.Stored) {
        let faults = faults()
        guard let first = faults.min(by: { $0.key < $1.key })?.value else { return }
        let parts = decoding.page.is_tiled != 0 ? "tiles" : "strips"
        let share = faults.keys.reduce(0) { $0 + shareOfPage($1) }
        stored.doubts.removeAll { $0.code == "page-damaged" }
        stored.doubts.append(
            .pageDamaged(
                upTo: share,
                "the data of \(faults.count) of \(partsOfPage) \(parts) are wrong: \(first)"))
    }

    /// The faults in parts of the page, by their numbers; planes of one part count as that part.
    private func faults() -> [Int: String] {
        var faults: [Int: String] = [:]
        let planes = max(1, Int(decoding.page.samples_per_pixel))
        for (index, strip) in decoding.strips.strips.prefix(partsOfPage * planes).enumerated() {
            let data = DeflateData(count: strip.count, most: 2 * bytesOfPart + 4096) {
                bytes(of: strip, at: $0, $1)
            }
            if let fault = data.fault { faults[index % partsOfPage] = fault }
        }
        return faults
    }

    private func bytes(of strip: TIFFStrips.Strip, at place: Int, _ count: Int) -> [UInt8] {
        let bytes = decoding.source(strip.offset + place, count)
        return decoding.page.fill_order == 2 ? bytes.map(Self.turned) : bytes
    }

    /// The bits of a byte in reverse order.
    private static func turned(_ byte: UInt8) -> UInt8 {
        (0..<8).reduce(0) { $0 | (byte >> $1 & 1) << (7 - $1) }
    }

    private var tile: (width: Int, height: Int)? {
        let directory = decoding.directory
        guard decoding.page.is_tiled != 0, directory.tileWidth > 0, directory.tileHeight > 0 else {
            return nil
        }
        return (directory.tileWidth, directory.tileHeight)
    }

    private var rowsOfStrip: Int { max(1, Int(decoding.page.rows_per_strip)) }

    /// Parts of one plane of the page.
    private var partsOfPage: Int {
        let (width, height) = (Int(decoding.page.width), Int(decoding.page.height))
        guard let tile else { return (height + rowsOfStrip - 1) / rowsOfStrip }
        let across = (width + tile.width - 1) / tile.width
        return across * ((height + tile.height - 1) / tile.height)
    }

    /// The share of the page that a part makes up, of tiles that of an equal part.
    private func shareOfPage(_ index: Int) -> Double {
        let height = Int(decoding.page.height)
        if tile != nil { return 1 / Double(partsOfPage) }
        return Double(min(rowsOfStrip, height - index * rowsOfStrip)) / Double(height)
    }

    /// Bytes of a whole part before compression.
    private var bytesOfPart: Int {
        let page = decoding.page
        let bits = Int(page.bits_per_sample) * Int(page.samples_per_pixel)
        let width = tile?.width ?? Int(page.width)
        let (rowBits, overflow) = width.multipliedReportingOverflow(by: bits)
        guard !overflow else { return 1 << 32 }
        let (bytes, isHuge) = ((rowBits + 7) / 8).multipliedReportingOverflow(
            by: tile?.height ?? rowsOfStrip)
        return isHuge ? 1 << 32 : min(bytes, 1 << 32)
    }
}
