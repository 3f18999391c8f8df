import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import ScanDecoding

@Suite struct PageOrientationTests {
    /// Stored rows for an upright page of the rows 1 2 3 and 4 5 6, by orientation tag.
    @Test(
        "stored pixels are turned as TIFF 6.0 says",
        arguments: [
            (1, [[1, 2, 3], [4, 5, 6]]), (2, [[3, 2, 1], [6, 5, 4]]),
            (3, [[6, 5, 4], [3, 2, 1]]), (4, [[4, 5, 6], [1, 2, 3]]),
            (5, [[1, 4], [2, 5], [3, 6]]), (6, [[3, 6], [2, 5], [1, 4]]),
            (7, [[6, 3], [5, 2], [4, 1]]), (8, [[4, 1], [5, 2], [6, 3]]),
            (0, [[1, 2, 3], [4, 5, 6]]), (9, [[1, 2, 3], [4, 5, 6]]),
        ] as [(Int, [[UInt8]])])
    func turns(_ tag: Int, _ stored: [[UInt8]]) {
        for samples in [PageImage.Samples.gray, .rgb] {
            let image = Self.image(stored, samples)
            let upright = PageOrientation(tag: tag).apply(to: image)
            #expect(upright.pixels == Self.image([[1, 2, 3], [4, 5, 6]], samples).pixels)
            #expect(upright.width == 3)
            #expect(upright.height == 2)
        }
    }

    @Test("the resolutions of a sideways page change places")
    func resolution() {
        let image = Self.image([[1, 4], [2, 5], [3, 6]], .gray)
        let turned = PageOrientation(tag: 5).apply(to: image).resolution
        #expect(turned == Resolution(horizontal: 98, vertical: 204))
    }

    @Test(
        "turned files show the same page as the one that is stored upright",
        arguments: [
            ("tiff-orientation3.tif", "tiff-grey8.tif"),
            ("tiff-orientation6.tif", "tiff-grey8.tif"),
            ("tiff-orientation8.tif", "tiff-grey8.tif"),
            ("jpeg-orientation3.jpg", "jpeg-grey.jpg"),
            ("jpeg-orientation6.jpg", "jpeg-grey.jpg"),
            ("jpeg-orientation8.jpg", "jpeg-grey.jpg"),
        ])
    func files(_ turned: String, _ upright: String) async throws {
        let image = try await firstImage(Fixtures.format(turned)).image
        let plain = try await firstImage(Fixtures.format(upright)).image
        #expect(Self.difference(image, plain) < 4)
    }

    /// Mean difference of two grey pictures of one size.
    private static func difference(_ one: PageImage, _ other: PageImage) -> Double {
        guard one.pixels.count == other.pixels.count else { return 255 }
        let sum = zip(one.pixels, other.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        return Double(sum) / Double(one.pixels.count)
    }

    private static func image(_ rows: [[UInt8]], _ samples: PageImage.Samples) -> PageImage {
        let pixels = rows.joined().flatMap { value in
            (0..<samples.rawValue).map { value * 10 + UInt8($0) }
        }
        return PageImage(
            width: rows[0].count, height: rows.count, samples: samples, pixels: pixels,
            resolution: Resolution(horizontal: 204, vertical: 98))
    }
}
