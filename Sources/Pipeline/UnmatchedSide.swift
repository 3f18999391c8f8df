import ArchiveModel
import Catalogue
import DocumentAssembly

/// A file with one side of sheets that did not come together with the other.
enum UnmatchedSide: Sendable, Equatable {
    /// There is no file with the other side.
    case alone(ScanID)
    /// The other file is of more or fewer sheets, or cannot be opened.
    case otherCount(ScanID, pages: Int, other: ScanID, otherPages: Int)
    /// The other side was in documents before.
    case late(ScanID, after: ScanID)

    /// The scan that a person should look at.
    var scan: ScanID {
        switch self {
        case .alone(let scan), .otherCount(let scan, _, _, _), .late(let scan, _): scan
        }
    }

    /// Two files that are not of as many sheets, and of which one at least is new.
    static func of(_ fronts: ReadScan, and backs: ReadScan) -> [UnmatchedSide] {
        guard let scan = [fronts, backs].first(where: { !$0.file.isGrouped && !$0.pages.isEmpty })
        else { return [] }
        let other = scan.id == fronts.id ? backs : fronts
        return [
            .otherCount(
                scan.id, pages: scan.file.pageCount, other: other.id,
                otherPages: other.pages.isEmpty ? 0 : other.file.pageCount)
        ]
    }

    /// What a person should know; `other` names the file with the other side.
    func doubt(other: String) -> Doubt {
        switch self {
        case .alone:
            Doubt(
                code: "duplex-alone",
                message:
                    "this file is one side of sheets by its name, and the file with the other side is not "
                    + "there; its pages were taken as they follow each other")
        case .otherCount(_, _, _, 0):
            Doubt(
                code: "duplex-differs",
                message:
                    "\(other), the other side of these sheets, cannot be read; this file was taken "
                    + "alone, its pages as they follow each other")
        case .otherCount(_, let pages, _, let others):
            Doubt(
                code: "duplex-differs",
                message:
                    "this file has \(pages) pages and \(other), the other side of the sheets, has "
                    + "\(others), so that a page is missing or was scanned twice; both were taken as their "
                    + "pages follow each other; scan the sheets again, or group them with 'archivectl "
                    + "documents'")
        case .late:
            Doubt(
                code: "duplex-late",
                message:
                    "\(other), the other side of these sheets, was in documents before; this side makes "
                    + "documents of its own; join them with 'archivectl documents join'")
        }
    }
}

extension ReadScan {
    /// The scan as one side of sheets.
    var side: SheetSides.Side { SheetSides.Side(file: file, pages: pages) }
}
