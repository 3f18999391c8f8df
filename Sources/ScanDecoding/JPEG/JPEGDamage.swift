import ArchiveModel
import CScanShims

/// The faults in the data of one JPEG picture.
struct JPEGDamage {
    /// Complaints without loss.
    private(set) var warnings: [String] = []
    /// Losses.
    private(set) var doubts: [Doubt] = []

    /// A page of which less than a quarter is left does not count as one.
    static let leastShareLeft = 0.25

    /// Judges the findings of the walk through the data and of libjpeg.
    ///
    /// - Throws: `truncated` or `damaged` if less than a quarter of the page is left.
    init(_ page: csh_jpeg_page, complaints: Int) throws(ScanError) {
        try judgeLength(page)
        try judgeFaults(page)
        guard warnings.isEmpty, doubts.isEmpty, complaints > 0 else { return }
        let detail = "the JPEG decoder complained \(complaints) times"
        if page.walked == page.scans {
            warnings.append(detail)
        } else {
            doubts.append(.pageDamaged(nil, detail: detail))
        }
    }

    private mutating func judgeLength(_ page: csh_jpeg_page) throws(ScanError) {
        let missing = Double(page.height) - Double(min(page.rows_present, page.height))
        let rows = "\(page.rows_present) of \(page.height) rows"
        if missing > 0, page.ends_at_row != 0, page.has_end != 0 {
            warnings.append("the file announces more rows than it holds: \(rows) are there")
        } else if missing > 0 {
            let share = missing / Double(page.height)
            if 1 - share < Self.leastShareLeft {
                if page.has_end == 0 { throw .truncated("it has no end marker, and \(rows)") }
                throw .damaged(rows + " are there")
            }
            doubts.append(.pageDamaged(share, detail: "its data end early: \(rows) are there"))
        } else if page.has_end == 0 {
            judgeMissingEnd(page)
        }
        if page.height_counted != 0 {
            warnings.append("the file does not say how high the page is; its rows were counted")
        }
    }

    private mutating func judgeMissingEnd(_ page: csh_jpeg_page) {
        if page.is_complete != 0 {
            warnings.append("the file has no end marker; all rows are there")
        } else {
            doubts.append(.pageDamaged(nil, detail: "the file ends before its last refinements"))
        }
    }

    private mutating func judgeFaults(_ page: csh_jpeg_page) throws(ScanError) {
        if page.faults > 0 {
            if page.damaged_share > 0.98 {
                throw .damaged("its JPEG data are wrong from the beginning")
            }
            doubts.append(.pageDamaged(page.damaged_share, detail: "its JPEG data break the rules"))
        } else if page.unplaced > 0 {
            doubts.append(
                .pageDamaged(nil, detail: "its JPEG data do not end where the picture ends"))
        }
    }
}
