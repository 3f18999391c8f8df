import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ScanDecoding

@Suite struct LargePNGTests {
    private func write(_ bytes: [UInt8], in folder: TemporaryFolder) throws -> String {
        let path = folder.path + "/large.png"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test(
        "a dense page is halved, each pixel the mean of four",
        arguments: [(1200, 1100, 3), (1201, 1101, 3), (1200, 1100, 1)])
    func halved(width: Int, height: Int, channels: Int) throws {
        let folder = try TemporaryFolder()
        let image = StoredPNG(width: width, height: height, channels: channels, dotsPerInch: 600)
        let large = try #require(LargePNG.find(at: try write(image.bytes, in: folder)))
        #expect(large.width == width && large.height == height)
        let page = try #require(large.decode())
        #expect(page.width == 600 && page.height == 550)
        #expect(page.samples.rawValue == channels)
        #expect(abs((page.resolution?.horizontal ?? 0) - 300) < 0.1)
        for (x, y) in [(0, 0), (1, 0), (599, 549), (300, 200)] {
            for channel in 0..<channels {
                let sum = [(0, 0), (1, 0), (0, 1), (1, 1)].map {
                    Int(image.sample(2 * x + $0.0, 2 * y + $0.1, channel))
                }.reduce(0, +)
                #expect(Int(page.pixels[(y * 600 + x) * channels + channel]) == (sum + 2) / 4)
            }
        }
    }

    @Test(
        "palettes, transparency, 16 bits and interlacing are resolved on the way",
        arguments: zip(StoredPNG.Layout.allCases, [1, 3, 3, 1, 3, 1]))
    func layouts(_ layout: StoredPNG.Layout, channels: Int) throws {
        let folder = try TemporaryFolder()
        let image = StoredPNG(
            width: 1003, height: 1001, channels: channels, dotsPerInch: 600, layout: layout)
        let page = try #require(LargePNG.find(at: try write(image.bytes, in: folder))?.decode())
        #expect(page.samples.rawValue == channels)
        for (x, y) in [(0, 0), (1, 0), (500, 499), (300, 200), (301, 203)] {
            for channel in 0..<channels {
                let sum = [(0, 0), (1, 0), (0, 1), (1, 1)].map {
                    Int(image.sample(2 * x + $0.0, 2 * y + $0.1, channel))
                }.reduce(0, +)
                #expect(Int(page.pixels[(y * 501 + x) * channels + channel]) == (sum + 2) / 4)
            }
        }
    }

    @Test("a page of ordinary density is left to the ordinary decoder")
    func ordinary() throws {
        let folder = try TemporaryFolder()
        let image = StoredPNG(width: 1200, height: 1100, channels: 3, dotsPerInch: 300)
        #expect(LargePNG.find(at: try write(image.bytes, in: folder)) == nil)
    }

    @Test("a dense page that is cut short or altered is not decoded")
    func broken() throws {
        let folder = try TemporaryFolder()
        let bytes = StoredPNG(width: 1200, height: 1100, channels: 1, dotsPerInch: 600).bytes
        #expect(
            LargePNG.find(at: try write(Array(bytes.dropLast(20_000)), in: folder))?.decode() == nil
        )
        var altered = bytes
        altered[bytes.count / 2] ^= 1
        #expect(LargePNG.find(at: try write(altered, in: folder))?.decode() == nil)
        #expect(LargePNG.find(at: try write(Array(bytes.prefix(20)), in: folder)) == nil)
    }
}
