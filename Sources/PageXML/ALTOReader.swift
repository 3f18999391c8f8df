package import ArchiveModel
import DurableFiles
import SystemPackage

/// Reads the recognised text of one scan from gzipped ALTO 4, a page at a time.
package enum ALTOReader {
    private static let chunkSize = 64 << 10

    /// Calls the body with each page's number and text; nil if the page has no text layer.
    ///
    /// Numbers increase. Damage shows only when it is reached, a wrong checksum only at the end: if
    /// this throws, nothing the body received can be trusted. Throws `alto-damaged` if the file is
    /// missing, cut short or not as `ALTOWriter` writes it, `archive-failed` if it cannot be read,
    /// and anything the body throws.
    package static func forEachPage(
        at path: String, _ body: (_ number: Int, RecognizedPage?) throws -> Void
    ) throws {
        try withoutActuallyEscaping(body) { body in
            let pages = ALTOPageHandler(body)
            do {
                let parser = try XMLStreamParser(
                    namespace: ALTOFormat.namespace, handler: pages)
                try parse(GzipReader(path), by: parser, into: pages)
                try pages.checkIsComplete()
            } catch let fault as ALTOFault {
                throw StoreError.altoDamaged(path, problem: fault.problem)
            } catch let fault as FileFault {
                throw StoreError.archiveFile(path, cause: fault.error)
            }
        }
    }

    private static func parse(
        _ gzip: GzipReader, by parser: XMLStreamParser, into pages: ALTOPageHandler
    ) throws {
        var chunk = [UInt8](repeating: 0, count: chunkSize)
        var fileSize = 0
        var pageSize = 0
        var number = 0
        var count = 0
        repeat {
            count = try chunk.withUnsafeMutableBytes { try gzip.read(into: $0) }
            try chunk.withUnsafeBytes {
                try parser.feed(UnsafeRawBufferPointer(rebasing: $0[..<count]))
            }
            fileSize += count
            pageSize = pages.lastNumber == number ? pageSize + count : 0
            number = pages.lastNumber
            guard pageSize <= ALTOFormat.longestPage && fileSize <= ALTOFormat.longestFile else {
                throw ALTOFault("it holds more than a scan can have")
            }
        } while count > 0
    }
}
