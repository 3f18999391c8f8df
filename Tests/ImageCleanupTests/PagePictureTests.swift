import ArchiveModel
import ImageCleanup
import Testing

@Suite struct PagePictureTests {
    /// Width and height that the head of a PNG states.
    private func size(_ png: [UInt8]) -> [Int] {
        [16, 20].map { start in png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    }

    private func image(_ samples: PageImage.Samples, width: Int, height: Int) -> PageImage {
        let count = width * height * (samples == .rgb ? 3 : 1)
        return PageImage(
            width: width, height: height, samples: samples,
            pixels: [UInt8](repeating: 200, count: count), resolution: nil)
    }

    @Test("a part of a page comes as PNG, turned, and no wider than asked for")
    func draws() throws {
        let part = PagePart(left: 0.25, top: 0.5, right: 0.75, bottom: 0.75)
        for samples in [PageImage.Samples.gray, .rgb] {
            let page = image(samples, width: 80, height: 120)
            let upright = try PagePicture.png(of: page, part: part, turn: 0, width: 1000)
            #expect(upright.starts(with: [0x89, 0x50, 0x4E, 0x47]) && size(upright) == [40, 30])
            let turned = try PagePicture.png(of: page, part: part, turn: 90, width: 1000)
            #expect(size(turned) == [30, 40])
            let back = try PagePicture.png(of: page, part: part, turn: -90, width: 15)
            #expect(size(back) == [15, 20])
        }
    }
}
