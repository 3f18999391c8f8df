package import ArchiveModel
import CLeptonica
import Glibc

/// Draws parts of pages for people.
package enum PagePicture {
    /// A part of a decoded page as PNG, turned clockwise by a multiple of 90 degrees, at most `width` pixels wide.
    ///
    /// - Throws: `CleanupError` without memory.
    package static func png(
        of image: PageImage, part: PagePart, turn: Int, width: Int
    ) throws(CleanupError) -> [UInt8] {
        let page =
            switch image.samples {
            case .gray: try Picture(gray: image)
            case .rgb: try Picture(color: image)
            }
        let piece = try page.part(part.box(ofWidth: image.width, height: image.height))
        let turns = Int32(((turn / 90) % 4 + 4) % 4)
        let upright = try Picture(owning: pixRotateOrth(piece.pix, turns), step: "turn")
        return try encoded(narrowed(upright, to: max(1, width)))
    }

    private static func narrowed(
        _ picture: Picture, to width: Int
    ) throws(CleanupError) -> Picture {
        guard picture.width > width else { return picture }
        let factor = Float(width) / Float(picture.width)
        return try Picture(owning: pixScale(picture.pix, factor, factor), step: "scale")
    }

    private static func encoded(_ picture: Picture) throws(CleanupError) -> [UInt8] {
        var data: UnsafeMutablePointer<UInt8>?
        var size = 0
        guard pixWriteMem(&data, &size, picture.pix, Int32(IFF_PNG)) == 0, let data else {
            throw .stepFailed("png")
        }
        defer { free(data) }
        return Array(UnsafeBufferPointer(start: data, count: size))
    }
}
