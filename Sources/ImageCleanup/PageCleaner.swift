public import ArchiveModel
import CLeptonica

/// Makes page images readable: grey, at a size that recognition likes, white paper, upright, straight.
///
/// Everything is measured on the page itself; what was measured and done is returned with it.
public struct PageCleaner: Sendable {
    /// Pixels per inch that a cleaned page has, where the scan allows it.
    public static let targetDotsPerInch = 300
    /// Version of the image library, such as `leptonica-1.82.0`.
    public static var libraryVersion: String {
        guard let version = getLeptonicaVersion() else { return "unknown" }
        defer { lept_free(version) }
        return String(cString: version)
    }

    /// Makes a cleaner; it keeps nothing between pages.
    public init() {
        setMsgSeverity(Int32(L_SEVERITY_NONE))
    }

    /// Cleans a page up to the choice of its orientation, which recognition may have to confirm.
    ///
    /// - Parameters:
    ///   - image: The decoded page.
    ///   - reduction: Pixels of the scan, each way, in one pixel of `image`.
    /// - Throws: `CleanupError` when a step has no memory.
    public func prepare(
        _ image: PageImage, reduction: Int = 1
    ) throws(CleanupError) -> PreparedPage {
        var steps: [CleanupStep] = []
        let gray = try GrayConversion(of: image)
        steps.append(
            CleanupStep(
                name: "gray",
                measured: [
                    "coloredShare": gray.coloredShare, "keptMarks": Double(gray.keptMarks),
                ],
                changed: image.samples == .rgb))
        if Inversion.isNeeded(for: gray.picture) {
            pixInvert(gray.picture.pix, gray.picture.pix)
            steps.append(CleanupStep(name: "invert", changed: true))
        }
        let scale = Double(reduction)
        var page = PageGeometry(
            gray.picture,
            transform: PageTransform(a: scale, b: 0, tx: 0, c: 0, d: scale, ty: 0))
        let dotsPerInch = try resample(&page, ResolutionEstimate(of: image), &steps)
        if let bare = BorderRemoval.removed(from: page.picture, dotsPerInch: dotsPerInch) {
            page.replacePicture(bare.picture)
            steps.append(
                CleanupStep(name: "border", measured: ["share": bare.share], changed: true))
        }
        let holes = try PunchHoleRemoval.remove(from: page.picture, dotsPerInch: dotsPerInch)
        steps.append(
            CleanupStep(
                name: "punchHoles", measured: ["count": Double(holes)], changed: holes > 0))
        if !gray.isBilevel, let flat = BackgroundNormalization.flattened(page.picture) {
            page.replacePicture(flat)
            steps.append(CleanupStep(name: "background", changed: true))
        }
        return try PreparedPage(page, dotsPerInch: dotsPerInch, steps: steps)
    }

    /// Brings the page near the target resolution; returns the resolution it then has.
    ///
    /// Unequal resolutions (faxes) are made equal. Pages between 250 and 350 dpi stay as they are.
    private func resample(
        _ page: inout PageGeometry, _ estimate: ResolutionEstimate, _ steps: inout [CleanupStep]
    ) throws(CleanupError) -> Int {
        let found = estimate.resolution
        let isNear = [found.horizontal, found.vertical].allSatisfy { (250...350).contains($0) }
        let isSquare = abs(found.horizontal - found.vertical) < 0.05 * found.horizontal
        let changes = !(isNear && isSquare) && min(page.picture.width, page.picture.height) > 8
        steps.append(
            CleanupStep(
                name: "resample",
                measured: [
                    "horizontalDotsPerInch": found.horizontal,
                    "verticalDotsPerInch": found.vertical,
                    "declared": estimate.isDeclared ? 1 : 0,
                ], changed: changes))
        guard changes else { return Int(found.horizontal.rounded()) }
        // Never more than threefold, beyond which only blur is added; the same target both ways, so
        // that pixels come out square.
        let target = min(
            Double(Self.targetDotsPerInch), 3 * min(found.horizontal, found.vertical))
        try page.scale(across: target / found.horizontal, down: target / found.vertical)
        return Int(target.rounded())
    }
}
