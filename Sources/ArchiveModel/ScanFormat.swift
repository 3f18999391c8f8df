/// What kind of file a scan is, decided by its first bytes and never by its name.
package enum ScanFormat: String, Sendable, Codable, CaseIterable {
    /// Tagged Image File Format, classic or BigTIFF, one page or many.
    case tiff
    /// JPEG, baseline or progressive.
    case jpeg
    /// JPEG 2000, as a file or a bare code stream.
    case jpeg2000
    /// Portable Network Graphics.
    case png
    /// Portable Document Format: scans wrapped in pages, or born-digital text.
    case pdf
    /// WebP, lossy or lossless.
    case webp
    /// Graphics Interchange Format.
    case gif
    /// Windows bitmap.
    case bmp
    /// Portable any-map: PBM, PGM or PPM.
    case pnm
}
