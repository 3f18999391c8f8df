import Foundation
import Testing

@testable import ArchiveStore
@testable import DurableFiles

/// Whether the bytes of a file lie in another that was written anew.
@Suite struct FileContentTests {
    private final class Folder {
        let path = NSTemporaryDirectory() + "filecontent-" + UUID().uuidString

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private let place = Folder()
    private var folder: String { place.path }

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// Bytes that repeat nowhere, the same for the same seed.
    private func noise(_ count: Int, seed: UInt64) -> [UInt8] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }

    private func lies(_ earlier: [UInt8], in later: [UInt8]) throws -> Bool {
        try Data(earlier).write(to: URL(fileURLWithPath: folder + "/earlier"))
        try Data(later).write(to: URL(fileURLWithPath: folder + "/later"))
        return try FileContent.lies(of: folder + "/earlier", in: folder + "/later")
    }

    @Test(
        "pictures that lie at another place are found",
        arguments: [0, 1, 63, 1000, 1 << 20, (1 << 20) + 13])
    func moved(by distance: Int) throws {
        let picture = noise(200_000, seed: 1)
        let list = noise(900, seed: 2)
        let anew = noise(distance, seed: 3) + picture + noise(50_000, seed: 4)
        #expect(try lies(picture + list, in: anew))
    }

    @Test("another picture among equal parts is not found")
    func replaced() throws {
        let before = noise(100_000, seed: 1)
        let after = noise(100_000, seed: 2)
        let earlier = before + noise(4_000, seed: 3) + after
        #expect(try !lies(earlier, in: before + noise(4_000, seed: 4) + after))
        #expect(try lies(earlier, in: earlier + after))
    }

    @Test("white paper says nothing")
    func white() throws {
        let drawing = noise(3_000, seed: 5)
        let white = [UInt8](repeating: 0xFF, count: 500_000)
        #expect(try !lies(white + drawing, in: white + white + noise(3_000, seed: 6)))
    }

    @Test("long files are compared in larger blocks")
    func long() throws {
        let picture = noise(5_000_000, seed: 7)
        #expect(try lies(picture, in: noise(17, seed: 8) + picture))
        #expect(try !lies(picture, in: noise(5_000_000, seed: 9)))
    }
}
