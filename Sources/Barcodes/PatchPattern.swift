import ArchiveModel

/// The patterns of the six patch codes.
///
/// Four bars with three spaces between them. Bars are 0.08 or 0.20 inches wide, two of each, spaces 0.08 inches, all
/// together 0.80 inches; bars are at least 0.75 inches long. Source: Kodak, "Patch Code Information", A-61599 (2006).
struct PatchPattern: Equatable {
    /// Width of narrow bars and spaces, in inches.
    static let narrow = 0.08
    /// All together, in narrow widths.
    static let total = 10.0
    /// A wide bar in narrow widths.
    static let wide = 2.5

    /// Which of the four bars are wide, from the edge of the sheet inwards.
    let isWide: [Bool]

    /// What the pattern stands for; nil for none.
    var symbology: Barcode.Symbology? {
        switch isWide.map({ $0 ? "W" : "N" }).joined() {
        case "WWNN": .patch1
        case "WNNW": .patch2
        case "WNWN": .patch3
        case "NWWN": .patch4
        case "NNWW": .patch6
        case "NWNW": .patchT
        default: nil
        }
    }

    /// Reads four bars with their spaces; nil when their widths are not those of a patch code.
    ///
    /// Thick and thin print moves all edges alike: what bars gain, spaces lose.
    ///
    /// - Parameter widths: Of seven runs: bar, space, bar and so on.
    init?(widths: [Int]) {
        let unit = Double(widths.reduce(0, +)) / Self.total
        let bars = stride(from: 0, to: 7, by: 2).map { Double(widths[$0]) / unit }
        let spaces = stride(from: 1, to: 7, by: 2).map { Double(widths[$0]) / unit }
        guard spaces.allSatisfy({ (0.5...1.5).contains($0) }) else { return nil }
        let sorted = bars.sorted()
        guard sorted[0] >= 0.5, sorted[1] <= 1.6, sorted[2] >= 1.8, sorted[3] <= 3.2,
            sorted[1] - sorted[0] <= 0.5, sorted[3] - sorted[2] <= 0.6
        else { return nil }
        isWide = bars.map { $0 > 1.7 }
    }

    private init(isWide: [Bool]) { self.isWide = isWide }

    /// The same bars seen from the other side.
    var reversed: PatchPattern { PatchPattern(isWide: isWide.reversed()) }
}
