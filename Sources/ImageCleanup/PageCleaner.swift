package import ArchiveModel
import CLeptonica

/// Makes page images readable: grey, at a size that recognition likes, white paper, upright,
/// straight.
///
/// Everything is measured on the page itself; the measurements and actions are returned with it.
package struct PageCleaner: Sendable {
    /// Pixels per inch that a cleaned page has, where the scan allows it.
    package static let targetDotsPerInch = 300
    /// Version of the image library, such as `leptonica-1.82.0`.
    package static var libraryVersion: String {
        guard let version = getLeptonicaVersion() else { return "unknown" }
        defer { lept_free(version) }
        return String(cString: version)
    }

    /// Makes a cleaner; it keeps nothing between pages.
    package init() {
        setMsgSeverity(Int32(L_SEVERITY_NONE))
    }

    /// Cleans a page up to the choice of its orientation, which recognition may have to confirm.
    ///
    /// - Parameters:
    ///   - image: The decoded page.
    ///   - reduction: Pixels of the scan, each way, in one pixel of `image`.
    ///   - pictures: Takes the picture after each step; nil writes none.
    /// - Throws: `CleanupError` if a step has no memory.
    package func prepare(
        _ image: PageImage, reduction: Int = 1, pictures: StepPictures? = nil
    ) throws(CleanupError) -> PreparedPage {
        try pictures?.add(decoded: image)
        var steps: [ProcessingStep] = []
        let gray = try GrayConversion.convert(image)
        steps.append(
            ProcessingStep(
                name: "gray",
                measured: [
                    "coloredShare": gray.coloredShare, "keptMarks": Double(gray.keptMarks),
                ],
                changed: image.samples == .rgb))
        if Inversion.isNeeded(for: gray.picture) {
            pixInvert(gray.picture.pix, gray.picture.pix)
            steps.append(ProcessingStep(name: "invert", changed: true))
        }
        try pictures?.add("gray", picture: gray.picture)
        let scale = Double(reduction)
        var page = PageGeometry(
            gray.picture,
            transform: PageTransform(a: scale, b: 0, tx: 0, c: 0, d: scale, ty: 0))
        let claimed = ResolutionEstimate(of: image)
        let letters =
            claimed.resolution.vertical < Double(Self.targetDotsPerInch)
            ? LetterHeight.measure(gray.picture) : nil
        let estimate = claimed.corrected(by: letters)
        let hasDots =
            gray.isBilevel ? try blurDots(of: &page, estimate: estimate, steps: &steps) : false
        let isBilevel = gray.isBilevel && !hasDots
        let dotsPerInch = try resample(
            &page, estimate: estimate, letters: letters, isBilevel: isBilevel, steps: &steps)
        try pictures?.add("resample", picture: page.picture)
        if let bare = BorderRemoval.removed(from: page.picture, dotsPerInch: dotsPerInch) {
            page.replacePicture(bare.picture)
            steps.append(
                ProcessingStep(name: "border", measured: ["share": bare.share], changed: true))
        }
        let holes = try PunchHoleRemoval.remove(from: page.picture, dotsPerInch: dotsPerInch)
        steps.append(
            ProcessingStep(
                name: "punchHoles", measured: ["count": Double(holes)], changed: holes > 0))
        try pictures?.add("punchHoles", picture: page.picture)
        let flat = isBilevel ? nil : BackgroundNormalization.flattened(page.picture)
        if let flat {
            page.replacePicture(flat)
            steps.append(ProcessingStep(name: "background", changed: true))
        }
        let content = try PageContent(
            of: page.picture, isBilevel: flat == nil, dotsPerInch: dotsPerInch,
            coloredCells: gray.coloredCells)
        steps.append(ProcessingStep(name: "content", measured: content.measured, changed: false))
        if let flat { BackgroundNormalization.stretch(flat) }
        try pictures?.add("background", picture: page.picture)
        let writing = gray.writing.map { $0.scaled(by: reduction) }
        return try PreparedPage(
            page, content: content.kind, writing: writing, dotsPerInch: dotsPerInch, steps: steps,
            pictures: pictures)
    }

    /// Turns the dots of a black-and-white page into grey; false if it has none.
    private func blurDots(
        of page: inout PageGeometry, estimate: ResolutionEstimate, steps: inout [ProcessingStep]
    ) throws(CleanupError) -> Bool {
        guard
            let dots = try Halftone.find(
                on: page.picture, dotsPerInch: estimate.resolution.horizontal)
        else { return false }
        page.replacePicture(try dots.smoothed(page.picture))
        steps.append(dots.step)
        return true
    }

    /// Brings the page near the target resolution; returns the resolution it then has.
    ///
    /// Unequal resolutions (faxes) are made equal. Pages between 250 and 350 dpi stay as they are.
    private func resample(
        _ page: inout PageGeometry, estimate: ResolutionEstimate, letters: LetterHeight?,
        isBilevel: Bool, steps: inout [ProcessingStep]
    ) throws(CleanupError) -> Int {
        let found = estimate.resolution
        let isNear = [found.horizontal, found.vertical].allSatisfy { (250...350).contains($0) }
        let isSquare = abs(found.horizontal - found.vertical) < 0.05 * found.horizontal
        let changes = !(isNear && isSquare) && min(page.picture.width, page.picture.height) > 8
        steps.append(
            ProcessingStep(
                name: "resample",
                measured: [
                    "horizontalDotsPerInch": found.horizontal,
                    "verticalDotsPerInch": found.vertical,
                    "declared": estimate.isDeclared ? 1 : 0,
                    "letterHeight": letters.map { Double($0.pixels) } ?? 0,
                ], changed: changes))
        guard changes else { return Int(found.horizontal.rounded()) }
        // At most threefold, beyond which only blur is added; the same target both ways, so that
        // pixels come out square.
        let target = min(
            Double(Self.targetDotsPerInch), 3 * min(found.horizontal, found.vertical))
        try page.scale(across: target / found.horizontal, down: target / found.vertical)
        if isBilevel, target > found.vertical { try soften(&page) }
        return Int(target.rounded())
    }

    /// Rounds the steps that enlarging a fax makes of its slanted strokes.
    ///
    /// The deviation, in pixels, was the best of three on the development set; on bilevel pages
    /// that were not enlarged it helps as often as it harms.
    private func soften(_ page: inout PageGeometry) throws(CleanupError) {
        var across: UnsafeMutablePointer<L_Kernel>?
        var down: UnsafeMutablePointer<L_Kernel>?
        guard makeGaussianKernelSep(2, 2, 0.8, 1, &across, &down) == 0 else { return }
        defer {
            kernelDestroy(&across)
            kernelDestroy(&down)
        }
        page.replacePicture(
            try Picture(
                owning: pixConvolveSep(page.picture.pix, across, down, 8, 1), step: "soften"))
    }
}

extension BoundingBox {
    /// The same box in pixels of another size.
    fileprivate func scaled(by factor: Int) -> BoundingBox {
        BoundingBox(
            left: left * factor, top: top * factor, right: right * factor, bottom: bottom * factor)
    }
}
