import ArchiveModel
import ArchiveTestSupport
import Foundation

@testable import Catalogue
@testable import PageXML

/// A folder for the ALTO files of one test, removed at the end.
final class ALTOFolder {
    let path = NSTemporaryDirectory() + "alto-" + UUID().uuidString

    init() {
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The bytes of an ALTO file with these pages.
    static func bytes(of pages: some Sequence<ProcessedPage>, engines: [String]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let writer = try ALTOWriter(scan: .example(engines: engines)) {
            bytes.append(contentsOf: $0)
        }
        for page in pages { try writer.write(page) }
        try writer.finish()
        return bytes
    }

    /// Some text as gzip.
    static func gzip(_ text: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let writer = try GzipWriter { bytes.append(contentsOf: $0) }
        var text = text
        try text.withUTF8 { try writer.write(UnsafeRawBufferPointer($0)) }
        try writer.finish()
        return bytes
    }

    /// Writes a file of these bytes and returns its path.
    func file(_ bytes: some Sequence<UInt8>) throws -> String {
        let file = path + "/" + UUID().uuidString
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    /// Writes an ALTO file with these pages and returns its path.
    func write(
        _ pages: some Sequence<ProcessedPage>, engines: [String] = ["e"]
    ) throws -> String {
        try file(try Self.bytes(of: pages, engines: engines))
    }

    /// All pages of a file.
    func read(_ file: String) throws -> [(number: Int, page: RecognizedPage?)] {
        var pages: [(number: Int, page: RecognizedPage?)] = []
        try ALTOReader.forEachPage(at: file) { pages.append((number: $0, page: $1)) }
        return pages
    }

    /// The page as it is after it was written and read.
    func roundTrip(_ page: RecognizedPage) throws -> RecognizedPage? {
        let processed = ProcessedPage(number: 1, verdict: .done, recognized: page)
        return try read(try write([processed], engines: [page.engine])).first?.page
    }
}

extension ALTOScan {
    static func example(engines: [String]) -> ALTOScan {
        guard let digest = ContentDigest(hex: String(repeating: "0a", count: 64)) else {
            fatalError("the digest of the example is none")
        }
        return ALTOScan(
            fileName: ScanName("scan_0001.tif"), digest: digest, engines: engines)
    }
}
