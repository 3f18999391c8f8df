import ArchiveModel
import CLeptonica

extension PageImage {
    /// Copies a Leptonica image: colour maps resolved, transparency put on white, 16 bits cut to 8.
    ///
    /// Nil if Leptonica has no memory for the conversion.
    ///
    /// - Parameter reduction: Pixels of the file, each way, that make one of `source`; the
    ///   resolution that `source` states is the file's.
    init?(flattening source: UnsafeMutablePointer<Pix>, reduction: Int = 1) {
        guard let opaque = Self.opaque(source) else { return nil }
        var owned: UnsafeMutablePointer<Pix>? = opaque
        defer { pixDestroy(&owned) }
        let samples: Samples = pixGetDepth(opaque) == 32 ? .rgb : .gray
        guard let data = pixGetData(opaque) else { return nil }
        let width = Int(pixGetWidth(opaque))
        let height = Int(pixGetHeight(opaque))
        let wordsPerLine = Int(pixGetWpl(opaque))
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * samples.rawValue) {
            buffer, count in
            for y in 0..<height {
                let line = data + y * wordsPerLine
                switch samples {
                case .gray: Self.copyGray(line, width: width, to: buffer, at: y * width)
                case .rgb: Self.copyColor(line, width: width, to: buffer, at: y * width * 3)
                }
            }
            count = width * height * samples.rawValue
        }
        self.init(
            width: width, height: height, samples: samples, pixels: pixels,
            resolution: Self.resolution(of: source)?.reduced(by: reduction))
    }

    /// Makes the colours of a fully transparent picture count, or the transparency of one that is
    /// white all over; returns whether it did.
    ///
    /// Programs write both, and the intended picture is the one that is visible if the other is
    /// ignored.
    static func showIfTransparent(_ pix: inout UnsafeMutablePointer<Pix>) -> Bool {
        guard pixGetSpp(pix) == 4, pixGetDepth(pix) == 32,
            let alpha = pixGetRGBComponent(pix, Int32(L_ALPHA_CHANNEL))
        else { return false }
        var owned: UnsafeMutablePointer<Pix>? = alpha
        defer { pixDestroy(&owned) }
        var isEmpty: Int32 = 0
        pixZero(alpha, &isEmpty)
        if isEmpty == 1 {
            // A single colour shows nothing.
            guard extreme(pix, which: L_SELECT_MAX) - extreme(pix, which: L_SELECT_MIN) > 20 else {
                return false
            }
            pixSetSpp(pix, 3)
            return true
        }
        guard isWhite(overWhite: pix), let ink = pixInvert(nil, alpha) else { return false }
        pixSetResolution(ink, pixGetXRes(pix), pixGetYRes(pix))
        var old: UnsafeMutablePointer<Pix>? = pix
        pixDestroy(&old)
        pix = ink
        return true
    }

    /// Whether a picture shows nothing on white although some of its parts are opaque and others
    /// are not.
    private static func isWhite(overWhite pix: UnsafeMutablePointer<Pix>) -> Bool {
        var blended = pixAlphaBlendUniform(pix, 0xFFFF_FF00)
        defer { pixDestroy(&blended) }
        guard let blended, let alpha = pixGetRGBComponent(pix, Int32(L_ALPHA_CHANNEL)) else {
            return false
        }
        var owned: UnsafeMutablePointer<Pix>? = alpha
        defer { pixDestroy(&owned) }
        let spread = extreme(alpha, which: L_SELECT_MAX) - extreme(alpha, which: L_SELECT_MIN)
        return extreme(blended, which: L_SELECT_MIN) >= 250 && spread > 100
    }

    /// The least or greatest sample of an 8-bit picture, or of the colours of a 32-bit one.
    private static func extreme(_ pix: UnsafeMutablePointer<Pix>, which: Int) -> Int {
        var (red, green, blue, gray): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        if pixGetDepth(pix) == 32 {
            pixGetExtremeValue(pix, 1, Int32(which), &red, &green, &blue, nil)
            return Int(which == L_SELECT_MIN ? min(red, green, blue) : max(red, green, blue))
        }
        pixGetExtremeValue(pix, 1, Int32(which), nil, nil, nil, &gray)
        return Int(gray)
    }

    /// A new image of 8 or 32 bits without colour map and without transparency.
    private static func opaque(_ source: UnsafeMutablePointer<Pix>) -> UnsafeMutablePointer<Pix>? {
        if pixGetSpp(source) == 4 { return pixAlphaBlendUniform(source, 0xFFFF_FF00) }
        var plain = pixRemoveColormap(source, Int32(REMOVE_CMAP_BASED_ON_SRC))
        defer { pixDestroy(&plain) }
        guard let plain else { return nil }
        return pixGetDepth(plain) == 32 ? pixClone(plain) : pixConvertTo8(plain, 0)
    }

    // Leptonica packs pixels into 32-bit words from the most significant byte.

    private static func copyGray(
        _ line: UnsafePointer<UInt32>, width: Int, to buffer: UnsafeMutableBufferPointer<UInt8>,
        at start: Int
    ) {
        for x in 0..<width {
            buffer[start + x] = UInt8(truncatingIfNeeded: line[x >> 2] >> (24 - 8 * UInt32(x & 3)))
        }
    }

    private static func copyColor(
        _ line: UnsafePointer<UInt32>, width: Int, to buffer: UnsafeMutableBufferPointer<UInt8>,
        at start: Int
    ) {
        for x in 0..<width {
            let word = line[x]
            buffer[start + 3 * x] = UInt8(truncatingIfNeeded: word >> 24)
            buffer[start + 3 * x + 1] = UInt8(truncatingIfNeeded: word >> 16)
            buffer[start + 3 * x + 2] = UInt8(truncatingIfNeeded: word >> 8)
        }
    }

    /// The file's stated resolution, if a scanner could have meant it.
    static func resolution(of pix: UnsafeMutablePointer<Pix>) -> Resolution? {
        let resolution = Resolution(
            horizontal: Double(pixGetXRes(pix)), vertical: Double(pixGetYRes(pix)))
        return resolution.isBelievable ? resolution : nil
    }
}
