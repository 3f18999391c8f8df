import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import Testing

@Suite("Blank backs and pages with little on them")
struct SheetBackTests {
    private typealias Drawer = @Sendable (inout DrawnBack, UInt64) -> Void

    private static let area = BoundingBox(left: 150, top: 150, right: 780, bottom: 1_080)

    /// What lies on the backs of sheets.
    private static let backs: [(String, Drawer)] = [
        ("nothing", { _, _ in }),
        ("dust", { sheet, _ in sheet.sprinkle(60) }),
        (
            "holes and dust",
            { sheet, _ in
                sheet.punch(); sheet.sprinkle(20)
            }
        ),
        ("dark edges", { sheet, _ in sheet.darkenEdge() }),
        ("print shining through at 5 %", { shine(through: &$0, 0.05, 2, $1) }),
        ("print shining through at 10 %", { shine(through: &$0, 0.10, 1, $1) }),
        ("print shining through at 15 %", { shine(through: &$0, 0.15, 2, $1) }),
        ("print shining through at 20 %", { shine(through: &$0, 0.20, 2, $1) }),
        (
            "all of it",
            { sheet, seed in
                shine(through: &sheet, 0.10, 2, seed)
                sheet.punch()
                sheet.sprinkle(20)
                sheet.darkenEdge()
            }
        ),
    ]

    /// The least that makes a page.
    private static let pages: [(String, Drawer)] = [
        ("a short line", { write(&$0, 300, 520, 0.85, $1) }),
        ("two figures", { write(&$0, 420, 466, 0.85, $1) }),
        ("a page number", { write(&$0, 440, 462, 0.85, $1) }),
        ("faint print", { write(&$0, 200, 700, 0.27, $1) }),
        ("a signature", { sign(&$0, 420, 0.8, $1) }),
        ("a short sign", { sign(&$0, 200, 0.6, $1) }),
        ("a line in pencil", { sign(&$0, 640, 0.4, $1) }),
        (
            "a red stamp",
            { $0.lay(DrawnBack.stamp(seed: $1), contrast: 0.7, color: [200, 40, 50]) }
        ),
        (
            "a pale blue stamp",
            { $0.lay(DrawnBack.stamp(seed: $1), contrast: 0.5, color: [60, 70, 180]) }
        ),
        (
            "a page number among dirt",
            { sheet, seed in
                shine(through: &sheet, 0.10, 2, seed)
                sheet.sprinkle(30)
                sheet.punch()
                write(&sheet, 440, 462, 0.85, seed)
            }
        ),
    ]

    @Test(
        "dust, holes, edges and the other side's print are no writing",
        arguments: backs.indices)
    func dirt(_ index: Int) throws {
        let mode = DrawnBack.Mode.allCases[index % 3]
        try check(Self.backs[index], mode, seed: UInt64(index + 1)) { $0 != .written }
    }

    @Test(
        "a line, a figure, a signature, a stamp and a pencil's stroke are",
        arguments: pages.indices)
    func writing(_ index: Int) throws {
        // Faint marks are not there any more in a scan of one bit.
        let mode =
            (3...8).contains(index)
            ? [DrawnBack.Mode.gray, .color][index % 2] : DrawnBack.Mode.allCases[index % 3]
        try check(Self.pages[index], mode, seed: UInt64(index + 1)) { $0 == .written }
    }

    @Test("so it is on any paper, at any resolution, with any noise", arguments: 1...8)
    func anySeed(_ seed: Int) throws {
        let dirt = Self.backs[seed * 5 % Self.backs.count]
        try check(dirt, .gray, seed: UInt64(seed * 31)) { $0 != .written }
        let writing = Self.pages[seed * 3 % Self.pages.count]
        try check(writing, seed % 2 == 0 ? .gray : .color, seed: UInt64(seed * 17)) {
            $0 == .written
        }
    }

    @Test("what was measured is recorded")
    func recorded() throws {
        var sheet = DrawnBack(paper: 245, seed: 3)
        Self.write(&sheet, 300, 520, 0.85, 3)
        let page = try PageCleaner().prepare(sheet.scan(.gray, dotsPerInch: 300, noise: 0))
            .finished(rotationDegrees: 0)
        #expect(try #require(page.measured("strongMarks", by: "content")) >= 5)
        #expect(page.measured("faintMarks", by: "content") == 0)
    }

    private func check(
        _ sheet: (name: String, draw: Drawer), _ mode: DrawnBack.Mode, seed: UInt64,
        _ isRight: (PageContent.Kind) -> Bool
    ) throws {
        var generator = SeededGenerator(seed: seed)
        let paper = Int.random(in: 215...253, using: &generator)
        let dotsPerInch = [150, 200, 300][Int.random(in: 0...2, using: &generator)]
        let noise = Float(Int.random(in: 0...3, using: &generator))
        var drawn = DrawnBack(paper: paper, seed: seed)
        sheet.draw(&drawn, seed)
        let image = drawn.scan(mode, dotsPerInch: dotsPerInch, noise: noise)
        let kind = try PageCleaner().prepare(image).content
        #expect(
            isRight(kind), "\(sheet.name), \(mode), paper \(paper), \(dotsPerInch) dpi: \(kind)")
    }

    private static func shine(
        through sheet: inout DrawnBack, _ contrast: Float, _ blur: Int, _ seed: UInt64
    ) {
        sheet.lay(
            DrawnBack.lines(area, seed: seed), contrast: contrast, blur: blur, mirrored: true)
    }

    private static func write(
        _ sheet: inout DrawnBack, _ left: Int, _ right: Int, _ contrast: Float, _ seed: UInt64
    ) {
        let box = BoundingBox(left: left, top: 600, right: right, bottom: 660)
        sheet.lay(DrawnBack.lines(box, seed: seed), contrast: contrast)
    }

    private static func sign(
        _ sheet: inout DrawnBack, _ width: Int, _ contrast: Float, _ seed: UInt64
    ) {
        let marks = DrawnBack.handwriting(
            from: 150, to: 150 + width, middle: 700, height: 60, seed: seed)
        sheet.lay(marks, contrast: contrast)
    }
}
