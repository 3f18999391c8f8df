/// The pixels of one page: eight bits a sample, rows from the top, samples side by side, no padding.
package struct PageImage: Sendable, Equatable {
    /// How many samples make a pixel.
    package enum Samples: Int, Sendable, Codable {
        /// One sample, 0 black to 255 white.
        case gray = 1
        /// Three samples: red, green, blue.
        case rgb = 3
    }

    /// Width in pixels, at least 1.
    package let width: Int
    /// Height in pixels, at least 1.
    package let height: Int
    /// How many samples make a pixel.
    package let samples: Samples
    /// `width × height × samples` bytes.
    package let pixels: [UInt8]
    /// What the file says of its resolution, nil when it says nothing believable.
    package let resolution: Resolution?

    /// Makes an image; the count of `pixels` must be `width × height × samples`.
    package init(
        width: Int, height: Int, samples: Samples, pixels: [UInt8], resolution: Resolution?
    ) {
        precondition(
            width > 0 && height > 0 && pixels.count == width * height * samples.rawValue,
            "a page image needs one byte for each sample")
        self.width = width
        self.height = height
        self.samples = samples
        self.pixels = pixels
        self.resolution = resolution
    }

    /// The box of the whole image.
    package var frame: BoundingBox { BoundingBox(left: 0, top: 0, right: width, bottom: height) }
}
