import ArchiveModel
import ArchiveTestSupport

/// Sheets that several suites clean.
enum DrawnSheets {
    /// Half an A5 sheet at 300 dots per inch with a dozen lines of print.
    static func printed(paper: UInt8 = 255) -> PageDrawing {
        var sheet = PageDrawing(width: 1_500, height: 1_100, paper: paper)
        sheet.drawLines(in: BoundingBox(left: 250, top: 200, right: 1_250, bottom: 900))
        return sheet
    }

    /// Places of marks on `printed`, far from its lines and from each other.
    static let marks = [
        (x: 130, y: 110), (x: 1_370, y: 130), (x: 140, y: 980), (x: 1_360, y: 1_000),
    ]

    /// The same with a solid square of 24 pixels at each mark.
    static func marked() -> PageDrawing {
        var sheet = printed()
        for mark in marks { sheet.fill(square(around: (Double(mark.x), Double(mark.y)), half: 12)) }
        return sheet
    }

    static func square(around point: (x: Double, y: Double), half: Int) -> BoundingBox {
        let (x, y) = (Int(point.x.rounded()), Int(point.y.rounded()))
        return BoundingBox(left: x - half, top: y - half, right: x + half, bottom: y + half)
    }
}

extension CleanedPage {
    /// What a step measured; nil when the step or the measure is not there.
    func measured(_ name: String, by step: String) -> Double? {
        steps.first { $0.name == step }?.measured[name]
    }
}
