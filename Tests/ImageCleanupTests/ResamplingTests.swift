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
