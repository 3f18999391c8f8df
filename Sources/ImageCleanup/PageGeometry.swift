import ArchiveModel
import CLeptonica
import Foundation

/// Scales, turns and straightens a picture while keeping account of where its pixels came from.
struct PageGeometry {
    /// The picture so far.
    private(set) var picture: Picture
    /// From pixels of `picture` to pixels of the scan.
    private(set) var transform: PageTransform

    init(_ picture: Picture, transform: PageTransform) {
        self.picture = picture
        self.transform = transform
    }

    /// Replaces the picture by one of the same size.
    mutating func replacePicture(_ new: Picture) {
        picture = new
    }

    /// Scales by a factor in each direction.
    mutating func scale(across: Double, down: Double) throws(CleanupError) {
        let old = picture
        picture = try Picture(
            owning: pixScale(old.pix, Float(across), Float(down)), step: "scale")
        transform = transform.after(
            PageTransform(
                a: Double(old.width) / Double(picture.width), b: 0, tx: 0, c: 0,
                d: Double(old.height) / Double(picture.height), ty: 0))
    }

    /// Turns clockwise by 0, 90, 180 or 270 degrees.
    mutating func turn(degrees: Int) throws(CleanupError) {
        guard degrees != 0 else { return }
        let (width, height) = (Double(picture.width), Double(picture.height))
        picture = try Picture(
            owning: pixRotateOrth(picture.pix, Int32(degrees / 90)), step: "turn")
        let back: PageTransform =
            switch degrees {
            case 90: PageTransform(a: 0, b: 1, tx: 0, c: -1, d: 0, ty: height)
            case 180: PageTransform(a: -1, b: 0, tx: width, c: 0, d: -1, ty: height)
            default: PageTransform(a: 0, b: -1, tx: width, c: 1, d: 0, ty: 0)
            }
        transform = transform.after(back)
    }

    /// Turns clockwise by a small angle about the centre, on a larger white sheet that loses nothing.
    mutating func straighten(degrees: Double) throws(CleanupError) {
        let old = picture
        let radians = degrees * .pi / 180
        picture = try Picture(
            owning: pixRotate(
                old.pix, Float(radians), Int32(L_ROTATE_AREA_MAP), Int32(L_BRING_IN_WHITE),
                Int32(old.width), Int32(old.height)),
            step: "straighten")
        let (cosine, sine) = (cos(radians), sin(radians))
        let (newX, newY) = (Double(picture.width) / 2, Double(picture.height) / 2)
        let (oldX, oldY) = (Double(old.width) / 2, Double(old.height) / 2)
        transform = transform.after(
            PageTransform(
                a: cosine, b: sine, tx: oldX - cosine * newX - sine * newY,
                c: -sine, d: cosine, ty: oldY + sine * newX - cosine * newY))
    }
}
