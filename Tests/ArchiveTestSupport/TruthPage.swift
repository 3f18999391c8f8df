package import ArchiveModel
import Foundation

/// What is written on one page of the sample batch, and where.
package struct TruthPage: Decodable, Sendable {
    /// One printed word.
    package struct PrintedWord: Decodable, Sendable {
        /// Its text.
        package let t: String
        /// Its corners on the stored page, from the top left of the word clockwise.
        package let quad: [[Double]]
    }

    /// Name of the scan below `fixtures/batch`.
    package let file: String
    /// Number of the page in it, from 1.
    package let filePage: Int
    /// The text in reading order.
    package let text: String
    /// The text in rows over the whole width, as columns may be read as well.
    package let textRows: String
    /// The words in reading order.
    package let words: [PrintedWord]
    /// Clockwise turns of the stored page from upright, in degrees.
    package let rotation: Int

    private enum CodingKeys: String, CodingKey {
        case file, text, words
        case filePage = "file_page"
        case textRows = "text_rows"
        case rotation = "rotation_cw"
    }

    /// Reads the truth about page `number` (from 1) of a document such as `S0001`.
    package static func load(_ document: String, page number: Int = 1) throws -> TruthPage {
        struct Document: Decodable { let pages: [TruthPage] }
        let path = Fixtures.folder + "/truth/\(document).json"
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let pages = try JSONDecoder().decode(Document.self, from: data).pages
        guard pages.indices.contains(number - 1) else {
            throw FixtureError(description: "\(document) has no page \(number)")
        }
        return pages[number - 1]
    }
}

extension TruthPage.PrintedWord {
    /// The smallest upright box around the corners after a map.
    package func box(mappedBy transform: PageTransform = .identity) -> BoundingBox {
        let corners = quad.map { transform.apply(x: $0[0], y: $0[1]) }
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        return BoundingBox(
            left: Int((xs.min() ?? 0).rounded()), top: Int((ys.min() ?? 0).rounded()),
            right: Int((xs.max() ?? 0).rounded()), bottom: Int((ys.max() ?? 0).rounded()))
    }
}

extension PageTransform {
    /// Where a point comes to lie.
    package func apply(x: Double, y: Double) -> (x: Double, y: Double) {
        (a * x + b * y + tx, c * x + d * y + ty)
    }

    /// The map that undoes this one; nil when it flattens the page.
    package var inverse: PageTransform? {
        let determinant = a * d - b * c
        guard determinant != 0 else { return nil }
        return PageTransform(
            a: d / determinant, b: -b / determinant, tx: (b * ty - d * tx) / determinant,
            c: -c / determinant, d: a / determinant, ty: (c * tx - a * ty) / determinant)
    }
}

extension BoundingBox {
    /// The greatest distance between an edge of this box and the same edge of another.
    package func distance(to other: BoundingBox) -> Int {
        [left - other.left, top - other.top, right - other.right, bottom - other.bottom]
            .map(abs).max() ?? 0
    }
}
