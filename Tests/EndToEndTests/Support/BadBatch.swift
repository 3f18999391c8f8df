import ArchiveTestSupport
import Foundation
import Testing

/// One batch of all that may go wrong with files, among good files with odd names.
struct BadBatch {
    /// One thing in the batch.
    struct Case: Sendable, CustomTestStringConvertible {
        /// Its name as the events give it.
        let label: String
        /// The codes that are right for it; none for a good file.
        let codes: [String]
        var testDescription: String { label.debugDescription }
    }

    let tool: CommandLineTool
    let ingest: Outcome

    /// The one of this test run.
    static func shared() async throws -> BadBatch { try await once.value }

    private static let once = Task {
        let tool = try CommandLineTool()
        try makeGood(in: tool.folder)
        try makeBad(in: tool.folder)
        return BadBatch(
            tool: tool, ingest: try await tool.run("ingest", "--create", "bad", "--json"))
    }

    static let good: [Case] = [
        "with space.png", "two\nlines.tif", "caf\\xe9.jpg", "-dash.png", "folder.pdf/inside.tif",
        "no extension", "wrong.pdf",
    ].map { Case(label: $0, codes: []) }

    static let bad = [
        Case(label: "zero.tif", codes: ["scan-empty"]),
        Case(label: "tiff-cut.tif", codes: ["scan-truncated", "scan-damaged"]),
        Case(label: "png-cut.png", codes: ["scan-truncated", "scan-damaged"]),
        Case(label: "jpeg-cut.jpg", codes: ["scan-truncated", "scan-damaged"]),
        Case(label: "pdf-cut.pdf", codes: ["scan-truncated", "scan-damaged"]),
        Case(label: "text.tif", codes: ["scan-unknown-format"]),
        Case(label: "loop", codes: ["source-not-a-file", "source-is-link"]),
        Case(label: "up", codes: ["source-not-a-file", "source-is-link"]),
        Case(label: "pipe.tif", codes: ["source-not-a-file"]),
        Case(label: "socket.tif", codes: ["source-not-a-file"]),
    ]

    /// Different files: the same bytes twice would be a duplicate.
    private static func makeGood(in folder: TemporaryFolder) throws {
        _ = try folder.makeFolder("bad/folder.pdf")
        try folder.copy("formats/png-grey.png", to: "bad/with space.png")
        try folder.copy("formats/tiff-lzw.tif", to: "bad/two\nlines.tif")
        try folder.copy("formats/png-rgb.png", to: "bad/-dash.png")
        try folder.copy("formats/tiff-g4.tif", to: "bad/folder.pdf/inside.tif")
        try folder.copy("formats/png-bilevel.png", to: "bad/no extension")
        try folder.copy("formats/tiff-deflate.tif", to: "bad/wrong.pdf")
        try folder.copy("formats/jpeg-grey.jpg", to: "bad/latin.jpg")
        // Foundation has no names that are not UTF-8.
        let bytes = Array((folder.path + "/bad/caf").utf8) + [0xE9] + Array(".jpg".utf8) + [0]
        let renamed = bytes.withUnsafeBytes { name in
            rename(
                folder.path + "/bad/latin.jpg",
                name.baseAddress?.assumingMemoryBound(to: CChar.self))
        }
        try require(renamed)
    }

    private static func makeBad(in folder: TemporaryFolder) throws {
        let cut = ["tiff-cut.tif", "png-cut.png", "jpeg-cut.jpg", "pdf-cut.pdf"]
        for name in cut { try folder.copy("formats/\(name)", to: "bad/\(name)") }
        let path = folder.path + "/bad/"
        try Data().write(to: URL(fileURLWithPath: path + "zero.tif"))
        try Data("This is no TIFF.\n".utf8).write(to: URL(fileURLWithPath: path + "text.tif"))
        try require(symlink("loop", path + "loop"))
        try require(symlink("..", path + "up"))
        try require(mkfifo(path + "pipe.tif", 0o644))
        try makeSocket(path + "socket.tif")
    }

    private static func makeSocket(_ path: String) throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        try require(descriptor)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try require(bound)
    }

    private static func require(_ result: Int32) throws {
        if result < 0 { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
}
