import ArchiveModel
import CLeptonica

/// Paints white the dark edges that scanners and copiers leave around the paper.
///
/// Only thick, solid areas that touch the edge of the image are painted: print, table lines and
/// stamps that reach the edge are thinner than the opening and stay.
enum BorderRemoval {
    /// Grey value below which a pixel belongs to a dark edge.
    private static let darkness: Int32 = 110

    /// A page without dark edges.
    struct BarePage {
        let picture: Picture
        /// The share of the page that was painted.
        let share: Double
    }

    /// A copy without dark edges, and the share of the page that was painted; nil if there are
    /// none.
    static func removed(
        from gray: Picture, dotsPerInch: Int
    ) -> BarePage? {
        // Most pages have no dark edge; the next steps cost a tenth of the clean-up.
        guard hasDarkPixel(atEdgeOf: gray),
            let mask = try? edgeMask(of: gray, thickness: Int32(max(6, dotsPerInch / 20)))
        else { return nil }
        var painted: Int32 = 0
        pixCountPixels(mask.pix, &painted, nil)
        guard painted > 0, let result = try? copy(gray) else { return nil }
        result.whiten(where: mask)
        return BarePage(
            picture: result, share: Double(painted) / Double(gray.width * gray.height))
    }

    /// Solid dark areas at least `thickness` pixels across that touch the edge, slightly enlarged
    /// to include their blurred rim.
    private static func edgeMask(
        of gray: Picture, thickness: Int32
    ) throws(CleanupError) -> Picture {
        let dark = try Picture(owning: pixThresholdToBinary(gray.pix, darkness), step: "border")
        let framed = try Picture(
            owning: pixAddBorder(dark.pix, thickness, 1), step: "border")
        // With a dark frame around, an edge thinner than the opening still counts as solid.
        let solid = try Picture(
            owning: pixOpenBrick(nil, framed.pix, thickness, thickness), step: "border")
        let touching = try Picture(
            owning: pixExtractBorderConnComps(solid.pix, 8), step: "border")
        // Without the frame before growing: otherwise its own rim would be painted on every page.
        let inside = try Picture(
            owning: pixRemoveBorder(touching.pix, thickness), step: "border")
        return try Picture(owning: pixDilateBrick(nil, inside.pix, 9, 9), step: "border")
    }

    /// Whether there is a dark pixel in the outermost rows and columns.
    private static func hasDarkPixel(atEdgeOf gray: Picture) -> Bool {
        let (right, bottom) = (gray.width - 1, gray.height - 1)
        return (0...right).contains { isDark(gray, x: $0, y: 0) || isDark(gray, x: $0, y: bottom) }
            || (0...bottom).contains { isDark(gray, x: 0, y: $0) || isDark(gray, x: right, y: $0) }
    }

    private static func isDark(_ gray: Picture, x: Int, y: Int) -> Bool {
        var value: UInt32 = 255
        pixGetPixel(gray.pix, Int32(x), Int32(y), &value)
        return value < UInt32(darkness)
    }
}
