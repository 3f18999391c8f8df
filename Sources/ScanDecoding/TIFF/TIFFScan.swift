import ArchiveModel
import CScanShims

/// A TIFF file: its directories are its pages, except for thumbnails and masks.
struct TIFFScan {
    private let file: TIFFFile
    private let limits: DecodeLimits
    private let reader: TIFFReader
    private let size: Int
    private let source: TIFFReader.Source
    private let chain: TIFFDirectoryChain

    /// Opens the file and follows its directories.
    ///
    /// - Throws: `scan-damaged`, `scan-unreadable`.
    static func open(path: String, limits: DecodeLimits) throws(ScanError) -> TIFFScan {
        let file = try TIFFFile.open(path: path, maxPixels: limits.maxPixels)
        let bytes = try OpenScan.open(path: path)
        return try TIFFScan(file, limits: limits, size: bytes.size) {
            bytes.read(at: $0, count: $1)
        }
    }

    private init(
        _ file: TIFFFile, limits: DecodeLimits, size: Int, source: @escaping TIFFReader.Source
    ) throws(ScanError) {
        guard let reader = TIFFReader(source) else { throw .damaged("TIFF header") }
        self.file = file
        self.limits = limits
        self.reader = reader
        self.size = size
        self.source = source
        // Thumbnails and masks come on top of the permitted pages.
        chain = TIFFDirectoryChain(from: reader.first, limit: limits.maxPages * 3 + 1) {
            reader.directory(at: $0)
        }
    }

    func survey() throws(ScanError) -> ScanSurvey {
        let pages = chain.pages
        if pages.isEmpty { throw .damaged("it has no readable page directory") }
        if pages.count > limits.maxPages || chain.ending == .limit {
            throw .tooLarge(
                "a scan of over \(limits.maxPages) pages", limit: "\(limits.maxPages) pages")
        }
        // A link that leads nowhere is a missing page: it is counted, and fails.
        let count = chain.ending == .broken ? pages.count + 1 : pages.count
        return ScanSurvey(
            format: .tiff, pageCount: count, warnings: warnings,
            doubts: TIFFPageNumbers.doubts(pages))
    }

    private var warnings: [String] {
        let pages = chain.pages
        var warnings: [String] = []
        switch chain.ending {
        case .broken:
            warnings.append("the list of pages is broken after page \(chain.directories.count)")
        case .loop(let number):
            warnings.append("the list of pages comes back to page \(number) and was ended there")
        case .whole, .limit: break
        }
        let others = chain.directories.count - pages.count
        if others > 0 {
            warnings.append("smaller copies and masks in the file are no pages: \(others)")
        }
        let below = pages.reduce(0) { $0 + $1.subdirectories }
        if below > 0 {
            warnings.append("pictures that hang below pages (SubIFD) are no pages: \(below)")
        }
        return warnings
    }

    /// Decodes a page.
    func decode(page number: Int) throws(ScanError) -> DecodedScanPage {
        let pages = chain.pages
        guard pages.indices.contains(number - 1) else {
            throw .truncated("page \(number): the list of pages does not lead there")
        }
        let directory = pages[number - 1]
        let strips = TIFFStrips(of: directory, reader: reader, fileSize: size)
        for correction in strips.corrections(directory.counts, reader: reader) {
            file.overlay(correction.bytes, at: correction.place)
        }
        let page = try file.select(page: number, at: directory.offset)
        try check(page)
        return try TIFFPageDecoding(
            page: page, directory: directory, strips: strips, file: file, limits: limits,
            reader: reader, source: source
        ).decoded()
    }

    private func check(_ page: csh_tiff_page) throws(ScanError) {
        do throws(ScanError) {
            try limits.check(width: Int(page.width), height: Int(page.height))
        } catch {
            // A fax that leaves its length open states the greatest number; its rows are counted.
            guard TIFFFax.isFax(page), page.width > 0, page.height > 65_535 else { throw error }
        }
        if page.samples_per_pixel > 16 || page.bits_per_sample > 64 {
            throw .tooLarge("\(page.samples_per_pixel) samples a pixel", limit: "16 samples")
        }
        if page.decodable == 0 {
            throw .unsupported("TIFF compression \(page.compression)")
        }
    }
}
