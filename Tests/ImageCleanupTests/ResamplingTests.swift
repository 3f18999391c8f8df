import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import Testing

@Suite struct ResamplingTests {
    @Test(
        "pages come to 300 dots per inch, faxes with square pixels",
        arguments: [
            // Width and height in pixels, resolution across and down, size afterwards.
            (1_728, 1_078, 204.0, 98.0, 2_490, 3_234),
            (1_728, 2_156, 204, 196, 2_541, 3_300),
            (850, 1_100, 100, 100, 2_550, 3_300),
            (1_650, 1_100, 300, 300, 1_650, 1_100),
            (1_000, 1_000, 260, 260, 1_000, 1_000),
            (3_000, 2_000, 600, 600, 1_500, 1_000),
        ])
    func size(
        _ width: Int, _ height: Int, _ across: Double, _ down: Double, _ newWidth: Int,
        _ newHeight: Int
    ) throws {
        let page = try Self.clean(
            width, height, Resolution(horizontal: across, vertical: down))
        #expect(abs(page.image.width - newWidth) <= 2)
        #expect(abs(page.image.height - newHeight) <= 2)
        let inches = Double(width) / across
        #expect(abs(Double(page.image.width) / inches - Double(page.dotsPerInch)) < 1)
        #expect((250...300).contains(page.dotsPerInch))
        // The far corner still leads to the far corner of the scan.
        let corner = page.transform.apply(
            x: Double(page.image.width), y: Double(page.image.height))
        #expect(abs(corner.x - Double(width)) < 1)
        #expect(abs(corner.y - Double(height)) < 1)
    }

    @Test(
        "a resolution that makes no paper is not believed",
        arguments: [nil, 4_800, 30, 72] as [Double?])
    func unbelievable(_ dotsPerInch: Double?) throws {
        // An A4 page at 300: at 72 it would be a metre, at 4,800 a stamp.
        let declared = dotsPerInch.map { Resolution(horizontal: $0, vertical: $0) }
        let page = try Self.clean(2_480, 3_508, declared)
        #expect(page.measured("declared", by: "resample") == 0)
        #expect(page.dotsPerInch == 300)
        #expect(page.image.width == 2_480)
    }

    @Test(
        "letters of usual height are not enlarged beyond that, whatever the file or its width says",
        arguments: [
            // Resolution of the file, height of letters in pixels, height that they come to.
            (72.0, 20, 20), (72, 19, 24), (96, 14, 24), (96, 30, 30), (nil, 25, 25), (100, 8, 24),
            (100, 11, 33),
            (300, 40, 40), (200, 15, 22),
        ] as [(Double?, Int, Int)])
    func letters(_ declared: Double?, _ height: Int, _ after: Int) throws {
        // Without a resolution, a slip whose width is taken for that of A4.
        let width = declared == nil ? 900 : 1_600
        let page = try Self.cleanPrint(
            width: width, letters: height,
            declared.map { Resolution(horizontal: $0, vertical: $0) })
        let factor = Double(page.image.width) / Double(width)
        #expect(abs(factor * Double(height) - Double(after)) < 1.5, "\(factor)")
    }

    /// A page of marks as high as letters, in lines.
    private static func cleanPrint(
        width: Int, letters: Int, _ resolution: Resolution?
    ) throws -> CleanedPage {
        let height = 1_200
        var pixels = [UInt8](repeating: 255, count: width * height)
        for top in stride(from: 60, to: height - 2 * letters, by: 3 * letters) {
            for left in stride(from: 60, to: width - 60, by: letters) {
                for y in top..<top + letters {
                    for x in left..<left + letters / 2 { pixels[y * width + x] = 0 }
                }
            }
        }
        let image = PageImage(
            width: width, height: height, samples: .gray, pixels: pixels, resolution: resolution)
        return try PageCleaner().prepare(image).finished(rotationDegrees: 0)
    }

    @Test(
        "images of absurd shape are cleaned without a crash",
        arguments: [
            (1, 1), (1, 100_000), (100_000, 1), (2, 2), (9, 9), (40_000, 12), (63, 4_000),
        ])
    func absurdShapes(_ width: Int, _ height: Int) throws {
        for value in [0, 255] as [UInt8] {
            for samples in [PageImage.Samples.gray, .rgb] {
                let pixels = [UInt8](repeating: value, count: width * height * samples.rawValue)
                let image = PageImage(
                    width: width, height: height, samples: samples, pixels: pixels,
                    resolution: nil)
                let prepared = try PageCleaner().prepare(image)
                for turn in [0, 90, 180, 270] {
                    let page = try prepared.finished(rotationDegrees: turn)
                    #expect(page.image.width > 0 && page.image.height > 0)
                    #expect(page.rotationDegrees == turn)
                }
            }
        }
    }

    private static func clean(
        _ width: Int, _ height: Int, _ resolution: Resolution?
    ) throws -> CleanedPage {
        let image = PageImage(
            width: width, height: height, samples: .gray,
            pixels: [UInt8](repeating: 255, count: width * height), resolution: resolution)
        return try PageCleaner().prepare(image).finished(rotationDegrees: 0)
    }
}
