import ArchiveModel

/// A sheet of A4 with its margins; all lengths are points of 1/72 inch.
struct Paper {
    let width: Double
    let height: Double

    /// Room for holes and thread at the left, as files are bound.
    static let left = 60.0
    /// The margin at all other edges.
    static let margin = 40.0
    /// Room at the foot for the number of the page.
    static let foot = 24.0

    init(isLandscape: Bool) {
        // ISO 216: 210 mm by 297 mm.
        let (short, long) = (595.28, 841.89)
        width = isLandscape ? long : short
        height = isLandscape ? short : long
    }

    /// Where text ends at the right.
    var right: Double { width - Self.margin }
    /// The width of text.
    var measure: Double { right - Self.left }
    /// Where text ends at the foot.
    var bottom: Double { height - Self.margin - Self.foot }
}

/// Letters of one size and weight.
struct Lettering: Hashable {
    let size: Double
    let isBold: Bool

    static let title = Lettering(size: 12, isBold: true)
    static let heading = Lettering(size: 8.5, isBold: true)
    static let body = Lettering(size: 9, isBold: false)

    /// From one line to the next.
    var leading: Double { size * 1.3 }
    /// From the top of a line to the feet of its letters.
    var ascent: Double { size }
}

/// A piece of text with the place where it begins, at the feet of its letters.
struct PlacedText: Hashable {
    let text: String
    let left: Double
    let baseline: Double
    let lettering: Lettering
}

/// A straight line.
struct PlacedRule: Hashable {
    let left, top, right, bottom: Double
}

/// All that stands on one page.
struct LaidPage {
    var texts: [PlacedText] = []
    var rules: [PlacedRule] = []
}
