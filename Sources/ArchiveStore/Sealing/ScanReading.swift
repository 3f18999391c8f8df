package import ArchiveModel
package import Catalogue
import DurableFiles
import GRDB
import OCFL
import PageXML

/// What was read on the pages of a scan, wherever it lies: words in the catalogue until the scan is
/// sealed, in its ALTO file after that.
struct ScanReading {
    private let scan: StoredScan
    private let archive: Archive

    init(of scan: StoredScan, in archive: Archive) {
        self.scan = scan
        self.archive = archive
    }

    /// The pages within some numbers with their words, in order.
    func pages(_ numbers: ClosedRange<Int>) throws -> [ProcessedPage] {
        var pages = try rows(numbers)
        let missing = pages.indices.filter {
            pages[$0].verdict == .done && pages[$0].recognized == nil
        }
        guard !missing.isEmpty, let alto = try altoPath() else { return pages }
        let positions = Dictionary(
            uniqueKeysWithValues: missing.map { (pages[$0].number, $0) })
        try ALTOReader.forEachPage(at: alto) { number, text in
            if let position = positions[number] { pages[position].recognized = text }
        }
        return pages
    }

    /// Writes the ALTO file of the scan, page by page.
    ///
    /// Throws `record-unexplained` when the words of a page are not its text.
    func writeALTO(to sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
        let old = try altoPath()
        let writer = try ALTOWriter(
            scan: ALTOScan(fileName: scan.name, digest: scan.digest, engines: try engines(old)),
            sink: sink)
        if let old {
            try ALTOReader.forEachPage(at: old) { number, text in
                guard var page = try rows(number...number).first else { return }
                try requireTextOfWords(page)
                if page.verdict == .done && page.recognized == nil { page.recognized = text }
                try writer.write(page)
            }
        } else {
            try forEachRow { page in
                try requireTextOfWords(page)
                try writer.write(page)
            }
        }
        try writer.finish()
    }

    /// The words of a page are to be written down: they must give the text that is searched, which the
    /// events of its document have a mark of.
    private func requireTextOfWords(_ page: ProcessedPage) throws {
        guard let words = page.recognized?.text else { return }
        let text = try archive.catalogue.read { database in
            try String.fetchOne(
                database,
                sql: """
                    SELECT text FROM page_text JOIN page ON page.id = page_id
                    WHERE scan_id = ? AND number = ?
                    """, arguments: [scan.id.rawValue, page.number])
        }
        guard text != words else { return }
        let document = try archive.catalogue.read {
            try DocumentRow.id(ofPage: page.number, of: scan.id, in: $0)
        }
        throw StoreError.recordUnexplained([
            UnexplainedDocument(
                id: document ?? DocumentID(firstScan: scan.digest, firstPage: page.number),
                parts: ["words of page \(page.number)"])
        ])
    }

    /// What read the pages, each name once: an ALTO file lists them before its first page.
    private func engines(_ old: String?) throws -> [String] {
        var result = try archive.catalogue.read { database in
            try PageRow.engines(of: scan.id, in: database)
        }
        if let old {
            try ALTOReader.forEachPage(at: old) { _, text in
                if let engine = text?.engine { result.insert(engine) }
            }
        }
        return result.sorted()
    }

    private func forEachRow(_ body: (ProcessedPage) throws -> Void) throws {
        var next = 1
        while true {
            let pages = try rows(next...next + 99)
            try pages.forEach(body)
            next += 100
            guard next <= scan.pageCount ?? 0 else { return }
        }
    }

    private func rows(_ numbers: ClosedRange<Int>) throws -> [ProcessedPage] {
        try archive.catalogue.read { database in
            try PageRow.pages(of: scan.id, numbers: numbers, in: database)
        }
    }

    private func altoPath() throws -> String? {
        let row = try archive.catalogue.read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT object, alto FROM scan JOIN batch ON batch.id = batch_id
                    WHERE scan.id = ?
                    """, arguments: [scan.id.rawValue])
        }
        guard let row, let alto = row["alto"] as String? else { return nil }
        return archive.store.folder(of: row["object"]) + "/" + alto
    }
}

extension Listing {
    /// Recorded pages of a scan with their words, by number: all, or those within `numbers`.
    ///
    /// A page takes about 40 kB of memory; ask for some at a time of a scan of thousands. Throws
    /// `record-unknown`, and `alto-damaged` when what was read cannot be had.
    package func pages(
        of scan: ScanID, numbers: ClosedRange<Int> = 1...Int(Int32.max)
    ) throws -> [ProcessedPage] {
        try ScanReading(of: try self.scan(scan), in: archive).pages(numbers)
    }
}
