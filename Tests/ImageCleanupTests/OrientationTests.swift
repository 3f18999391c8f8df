import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import ImageCleanup

@Suite struct OrientationTests {
    @Test(
        "the likeliest turn of a page makes it upright",
        arguments: [
            ("S0005", 0), ("S0001", 0), ("S0006", 0), ("S0008", 180), ("S0013", 270),
        ])
    func firstCandidate(_ document: String, _ turn: Int) async throws {
        let truth = try TruthPage.load(document)
        #expect((360 - truth.rotation) % 360 == turn)
        let image = try await Fixtures.image(truth.file, page: truth.filePage)
        let guess = try PageCleaner().prepare(image).orientation
        #expect(guess.candidates.first == turn)
    }

    @Test(
        "all four turns are candidates, each once",
        arguments: [(0.0, 0.0), (20, 0), (-20, 0), (0, 40), (0, -40), (9, 13), (-9, -14)])
    func candidates(_ up: Double, _ left: Double) {
        let guess = OrientationGuess(up: up, left: left)
        #expect(Set(guess.candidates) == [0, 90, 180, 270])
        #expect(guess.candidates.count == 4)
    }

    @Test(
        "only a page that clearly counts as upright is certain",
        arguments: [
            (20.0, 0.0, 0, true), (4.5, 0, 0, true), (3.9, 0, 0, false), (-20, 0, 180, false),
            (-5, 0, 0, false),
            (0, 40, 90, false), (0, -40, 270, false), (0, 0, 0, false), (20, 25, 0, true),
        ])
    func certainty(_ up: Double, _ left: Double, _ first: Int, _ isCertain: Bool) {
        let guess = OrientationGuess(up: up, left: left)
        #expect(guess.candidates.first == first)
        #expect(guess.isCertain == isCertain)
    }

    @Test("turning is recorded and swaps the sides of the page")
    func turning() throws {
        let prepared = try PageCleaner().prepare(DrawnSheets.printed().image())
        for turn in [0, 90, 180, 270] {
            let page = try prepared.finished(rotationDegrees: turn)
            #expect(page.rotationDegrees == turn)
            #expect(page.measured("degrees", by: "orientation") == Double(turn))
            let isSideways = turn % 180 != 0
            #expect(page.image.width == (isSideways ? 1_100 : 1_500))
            #expect(page.image.height == (isSideways ? 1_500 : 1_100))
        }
    }
}
