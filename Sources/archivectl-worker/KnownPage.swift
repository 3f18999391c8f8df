import ArchiveModel
import CProcessShims
import Glibc
import JobQueue
import PageReading

/// A page that is known to be good, to tell a machine that cannot read from a paper that cannot be read.
enum KnownPage {
    private static let width = 600
    private static let height = 200

    /// Reads the page like any other; what it says does not matter, only that there is an answer.
    static func read(by reader: PageReader) async -> WorkerAnswer.Content {
        let bytes = file
        let memory = cps_hold_in_memory(bytes, bytes.count)
        guard memory >= 0 else {
            return Failure.shortage(errno).map { .outstanding($0) } ?? .ready
        }
        defer { close(memory) }
        return .page(
            await reader.read(page: 1, ofScan: "/proc/self/fd/\(memory)", format: .tiff))
    }

    /// A TIFF of black strokes on white paper, in a row as letters are.
    static var file: [UInt8] {
        let entries = [
            (256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1),
            (278, height), (279, width * height),
        ]
        var bytes = Array("II".utf8) + little(42, 2) + little(8 + width * height, 4)
        for row in 0..<height {
            bytes += (0..<width).map { isInk($0, row) ? 0 : 255 }
        }
        bytes += little(entries.count, 2)
        for (tag, value) in entries {
            bytes += little(tag, 2) + little(4, 2) + little(1, 4) + little(value, 4)
        }
        return bytes + little(0, 4)
    }

    private static func isInk(_ column: Int, _ row: Int) -> Bool {
        let isInLine = (80..<112).contains(row) && (60..<540).contains(column)
        return isInLine && column % 24 < 5 && column % 240 < 200
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
