import ArchiveModel

/// The orientation tag of TIFF (274) and EXIF: how stored rows and columns lie on the paper.
struct PageOrientation {
    /// 1...8 as in TIFF 6.0; anything else is read as 1.
    let tag: Int

    /// Makes an orientation; values outside 1...8 mean "as stored".
    init(tag: Int) {
        self.tag = (1...8).contains(tag) ? tag : 1
    }

    /// Turns stored pixels so that the first row is the top of the page, as viewers show it.
    func apply(to image: PageImage) -> PageImage {
        if tag == 1 { return image }
        let map = storedPosition(width: image.width, height: image.height)
        let swaps = tag >= 5
        let width = swaps ? image.height : image.width
        let height = swaps ? image.width : image.height
        let turned = image.pixels.withUnsafeBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
                copy(source, of: image, to: target, width: width, height: height, by: map)
                count = source.count
            }
        }
        let resolution = image.resolution.map {
            swaps ? Resolution(horizontal: $0.vertical, vertical: $0.horizontal) : $0
        }
        return PageImage(
            width: width, height: height, samples: image.samples, pixels: turned,
            resolution: resolution)
    }

    private func copy(
        _ source: UnsafeBufferPointer<UInt8>, of image: PageImage,
        to target: UnsafeMutableBufferPointer<UInt8>, width: Int, height: Int,
        by map: PageTransform
    ) {
        let samples = image.samples.rawValue
        let (a, b, c, d) = (Int(map.a), Int(map.b), Int(map.c), Int(map.d))
        // Pixel centres lie half a pixel inside; in whole pixels the far edge is one less.
        let startX = map.tx > 0 ? Int(map.tx) - 1 : 0
        let startY = map.ty > 0 ? Int(map.ty) - 1 : 0
        var out = 0
        for y in 0..<height {
            for x in 0..<width {
                let at = ((startY + c * x + d * y) * image.width + startX + a * x + b * y) * samples
                for sample in 0..<samples {
                    target[out] = source[at + sample]
                    out += 1
                }
            }
        }
    }

    /// The map from turned to stored positions for an image of the stored size.
    private func storedPosition(width: Int, height: Int) -> PageTransform {
        let (w, h) = (Double(width), Double(height))
        return switch tag {
        case 2: PageTransform(a: -1, b: 0, tx: w, c: 0, d: 1, ty: 0)
        case 3: PageTransform(a: -1, b: 0, tx: w, c: 0, d: -1, ty: h)
        case 4: PageTransform(a: 1, b: 0, tx: 0, c: 0, d: -1, ty: h)
        case 5: PageTransform(a: 0, b: 1, tx: 0, c: 1, d: 0, ty: 0)
        case 6: PageTransform(a: 0, b: 1, tx: 0, c: -1, d: 0, ty: h)
        case 7: PageTransform(a: 0, b: -1, tx: w, c: -1, d: 0, ty: h)
        case 8: PageTransform(a: 0, b: -1, tx: w, c: 1, d: 0, ty: 0)
        default: .identity
        }
    }
}
