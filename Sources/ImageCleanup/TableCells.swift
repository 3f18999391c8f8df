import ArchiveModel
import CLeptonica

/// Finds the cells of ruled tables: areas that the rules of a straightened page enclose on all
/// sides.
///
/// A cell has another one beside it; a frame around a text or a signature is not a cell.
struct TableCells {
    /// The size of breaks in worn rules that are closed, and how far a rule may end before the one
    /// it runs to, in inches.
    private static let gap = 0.12
    private static let reach = 0.05
    /// Lowest and narrowest cell in inches: room for one figure of small print.
    private static let smallest = 0.1
    /// Share of its box that a cell fills; an area that fills less is an angle around other cells.
    private static let fullShare = 0.75
    /// Thickest rule, or pair of rules, between cells, in inches.
    private static let thickestRule = 0.08
    /// Pixels each way that make one in the reduced picture used to find cells.
    private static let reduction = 4

    private static let mostCells = 2_000

    private let sheet: InkSheet

    /// The boxes of the cells in pixels of the sheet, from the top.
    static func found(
        between rows: Picture, and columns: Picture, on sheet: InkSheet
    ) throws(CleanupError) -> [BoundingBox] {
        try TableCells(sheet: sheet).found(between: rows, and: columns)
    }

    private func found(
        between rows: Picture, and columns: Picture
    ) throws(CleanupError) -> [BoundingBox] {
        // Most pages have rules in at most one direction and are finished here.
        guard Self.hasInk(rows), Self.hasInk(columns) else { return [] }
        let rules = try Morphology.either(
            extended(rows, isRow: true), and: extended(columns, isRow: false))
        let cells = try enclosed(by: rules)
        // A page with more is a picture or a screen of dots.
        guard cells.count <= Self.mostCells else { return [] }
        return Self.withNeighbor(cells, within: sheet.pixels(Self.thickestRule))
    }

    /// The rules reduced, with any ink counting, closed and extended at both ends.
    private func extended(_ rules: Picture, isRow: Bool) throws(CleanupError) -> Picture {
        let small = try Picture(
            owning: pixReduceRankBinaryCascade(rules.pix, 1, 1, 0, 0), step: "cells")
        let gap = sheet.pixels(Self.gap) / Self.reduction | 1
        let whole = try Morphology.closed(
            small, across: isRow ? gap : 1, down: isRow ? 1 : gap)
        let longer = 2 * (sheet.pixels(Self.reach) / Self.reduction) | 1
        return try Morphology.dilated(
            whole, across: isRow ? longer : 1, down: isRow ? 1 : longer)
    }

    /// Boxes of paper, in pixels of the sheet, that the rules separate from the rest.
    private func enclosed(by rules: Picture) throws(CleanupError) -> [BoundingBox] {
        let paper = try Picture(owning: pixInvert(nil, rules.pix), step: "cells")
        let smallest = max(1, sheet.pixels(Self.smallest) / Self.reduction)
        // Steps of a slanting rule touch only at corners: paper must not leak through them.
        return Morphology.marks(of: paper, connectivity: 4)
            .filter { box in
                box.left > 0 && box.top > 0 && box.right < paper.width && box.bottom < paper.height
                    && min(box.width, box.height) >= smallest
                    && Double(Morphology.count(paper, in: box))
                        >= Self.fullShare * Double(box.width * box.height)
            }
            .map { box in
                BoundingBox(
                    left: box.left * Self.reduction, top: box.top * Self.reduction,
                    right: box.right * Self.reduction, bottom: box.bottom * Self.reduction)
            }
    }

    /// The boxes that are next to another one with no more than a rule between.
    private static func withNeighbor(_ boxes: [BoundingBox], within gap: Int) -> [BoundingBox] {
        boxes.filter { box in
            boxes.contains { other in
                let shared = box.sharedHeight(with: other)
                return 2 * shared > min(box.height, other.height)
                    && ((0...gap).contains(other.left - box.right)
                        || (0...gap).contains(box.left - other.right))
            }
        }
    }

    private static func hasInk(_ picture: Picture) -> Bool {
        var isEmpty: Int32 = 1
        pixZero(picture.pix, &isEmpty)
        return isEmpty == 0
    }
}
