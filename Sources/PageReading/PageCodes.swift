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
        if try separators.include(found, letters: page.letterCount) {
            result.verdict = .separator
        }
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
        if separators.include(found, letters: letters) { result.verdict = .separator }
    }
}
