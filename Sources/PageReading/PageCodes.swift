import ArchiveModel
import Barcodes
import ImageCleanup
import ScanDecoding

/// Looks for codes on a page before it is read, and takes sheets that only part documents for what they are.
struct PageCodes {
    let separators: SeparatorSheets
    private let finder = CodeFinder()

    init(separators: SeparatorSheets) {
        self.separators = separators
    }

    /// Looks on a picture as it lies, whichever way up.
    func find(on page: PreparedPage, into result: inout ProcessedPage) throws {
        let found = finder.find(
            on: try page.gray(), dotsPerInch: Double(page.dotsPerInch))
        result.codes = found.map { code in
            code.moved(
                to: page.transform.boxOnScan(
                    code.box, scanWidth: result.scanWidth ?? .max,
                    scanHeight: result.scanHeight ?? .max))
        }
        result.note(try separators.kind(with: found, letters: page.letterCount))
    }

    /// Looks on a page that is drawn from its text layer.
    func find(on layer: DecodedLayer, into result: inout ProcessedPage) {
        guard let picture = layer.picture else { return }
        let scale = Double(layer.text.width) / Double(picture.width)
        let found = finder.find(on: picture, dotsPerInch: layer.dotsPerInch / scale)
        let transform = PageTransform(a: scale, b: 0, tx: 0, c: 0, d: scale, ty: 0)
        result.codes = found.map { code in
            code.moved(
                to: transform.boxOnScan(
                    code.box, scanWidth: layer.text.width, scanHeight: layer.text.height))
        }
        let letters = { layer.text.words.reduce(0) { $0 + $1.text.count } }
        result.note(separators.kind(with: found, letters: letters))
    }
}

extension ProcessedPage {
    /// Writes down what the page is by its codes.
    fileprivate mutating func note(_ kind: SeparatorSheets.Kind) {
        switch kind {
        case .separator: verdict = .separator
        // A layer is looked at first, and the picture when the layer is wrong.
        case .pageWithMark where !doubts.contains(.separatorOnPage):
            doubts.append(.separatorOnPage)
        case .page, .pageWithMark: break
        }
    }
}

extension Doubt {
    /// A page of a paper has a code on it that parts documents.
    fileprivate static let separatorOnPage = Doubt(
        code: "separator-on-page",
        message:
            "a code that parts documents is on a page with much print, which stays a page of its document; look at "
            + "where the documents before and behind it end and begin")
}
