import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import Testing

@Suite struct TransformTests {
    /// Farthest that a point may come to lie from where it was, in pixels of the scan.
    private static let tolerance = 3.0

    @Test(
        "marks on the clean page lead back to the scan",
        arguments: [0.0, 3, -5], [0, 90, 180, 270])
    func marks(_ skew: Double, _ turn: Int) throws {
        let (sheet, map) = DrawnSheets.marked().turned(degrees: skew)
        let page = try PageCleaner().prepare(sheet.image()).finished(rotationDegrees: turn)
        for mark in DrawnSheets.marks {
            let onScan = map.apply(x: Double(mark.x), y: Double(mark.y))
            try expectMark(onScan, on: page, within: Self.tolerance)
        }
    }

    @Test("reduced scans lead back to the pixels of the file")
    func reduction() throws {
        let sheet = DrawnSheets.marked().turned(degrees: 2)
        let page = try PageCleaner().prepare(sheet.drawing.image(), reduction: 2)
            .finished(rotationDegrees: 180)
        for mark in DrawnSheets.marks {
            let decoded = sheet.map.apply(x: Double(mark.x), y: Double(mark.y))
            try expectMark((decoded.x * 2, decoded.y * 2), on: page, within: 2 * Self.tolerance)
        }
    }

    @Test(
        "the printed words of the batch are found where the truth has them",
        arguments: [("S0006", 0), ("S0008", 180), ("S0013", 270), ("S0002", 0)])
    func words(_ document: String, _ turn: Int) async throws {
        let truth = try TruthPage.load(document)
        let image = try await Fixtures.image(truth.file, page: truth.filePage)
        let page = try PageCleaner().prepare(image).finished(rotationDegrees: turn)
        let back = try #require(page.transform.inverse)
        let misplaced = truth.words.filter { word in
            let expected = word.box(mappedBy: back)
            let window = BoundingBox(
                left: expected.left - 5, top: expected.top - 5, right: expected.right + 5,
                bottom: expected.bottom + 5)
            guard let found = page.image.boxOfInk(in: window) else { return true }
            return found.distance(to: expected) > 4
        }
        // Lines of tables and marks of dirt touch a few words.
        #expect(misplaced.count * 10 <= truth.words.count, "\(misplaced.map(\.t))")
    }

    /// Looks for the mark where the transform says it is, and maps what is found back to the scan.
    private func expectMark(
        _ onScan: (x: Double, y: Double), on page: CleanedPage, within tolerance: Double
    ) throws {
        let back = try #require(page.transform.inverse)
        let expected = back.apply(x: onScan.x, y: onScan.y)
        let window = DrawnSheets.square(around: expected, half: 40)
        let found = try #require(page.image.centerOfInk(in: window))
        let mapped = page.transform.apply(x: found.x, y: found.y)
        #expect(abs(mapped.x - onScan.x) < tolerance)
        #expect(abs(mapped.y - onScan.y) < tolerance)
    }
}
