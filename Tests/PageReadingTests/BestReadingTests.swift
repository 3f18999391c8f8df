import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import Testing

@testable import PageReading

@Suite struct BestReadingTests {
    private static let good = FixedRecognizer.Reading(
        "primăria orașului adeverește prin prezenta", confidence: 0.93)
    private static let poor = FixedRecognizer.Reading("lll ooo iii", confidence: 0.3)
    private static let middling = FixedRecognizer.Reading("unele cuvinte", confidence: 0.6)

    @Test("a page that is certainly upright is read once, however poor it is")
    func certain() async throws {
        let image = try await Fixtures.image("lot_0001/20240318_0004.tif")
        let prepared = try PageCleaner().prepare(image)
        #expect(prepared.orientation.isCertain)
        let words = Array(repeating: "lllooo", count: 30).joined(separator: " ")
        let recognizer = FixedRecognizer([0: .init(words, confidence: 0.3), 180: Self.good])
        _ = try BestReading.find(of: prepared, by: recognizer, clock: StageClock())
        #expect(recognizer.askedFor == [0])
    }

    @Test(
        "a page full of print of which hardly a letter was read is turned, whatever its marks say")
    func wordless() async throws {
        let image = try await Fixtures.image("lot_0001/20240318_0004.tif")
        let prepared = try PageCleaner().prepare(image)
        #expect(prepared.orientation.isCertain)
        let recognizer = FixedRecognizer([
            0: .init("ia", confidence: 0.9),
            90: .init(
                Array(repeating: "adeverința", count: 12).joined(separator: " "), confidence: 0.9),
        ])
        let reading = try BestReading.find(of: prepared, by: recognizer, clock: StageClock())
        #expect(reading.page.rotationDegrees == 90)
        #expect(recognizer.askedFor.contains(180))
    }

    @Test("a good reading of an uncertain page ends the search")
    func goodFirst() throws {
        let recognizer = FixedRecognizer([0: Self.good])
        let reading = try BestReading.find(
            of: Self.uncertain(), by: recognizer, clock: StageClock())
        #expect(recognizer.askedFor == [0])
        #expect(reading.page.rotationDegrees == 0)
        #expect(!reading.text.lines.isEmpty)
    }

    @Test("a page of doubtful words with enough sure ones among them is read once")
    func halfHandwritten() throws {
        let words = Array(repeating: "adeverința", count: 8) + Array(repeating: "jhqwx", count: 30)
        let recognizer = FixedRecognizer([
            0: .init(words.joined(separator: " ")) { $0 == "jhqwx" ? 0.3 : 0.9 }, 180: Self.poor,
        ])
        let reading = try BestReading.find(
            of: Self.uncertain(), by: recognizer, clock: StageClock())
        #expect(reading.text.meanWordConfidence.value < 0.75)
        #expect(recognizer.askedFor == [0])
    }

    @Test("a poor reading is followed by the page upside down")
    func upsideDown() throws {
        let recognizer = FixedRecognizer([0: Self.poor, 180: Self.good])
        let reading = try BestReading.find(
            of: Self.uncertain(), by: recognizer, clock: StageClock())
        #expect(recognizer.askedFor == [0, 180])
        #expect(reading.page.rotationDegrees == 180)
        #expect(reading.text.words.count { _ in true } == 5)
    }

    @Test("the sides are tried when both ways up are hopeless")
    func sideways() throws {
        let recognizer = FixedRecognizer([
            0: Self.poor, 180: Self.poor, 270: Self.poor, 90: Self.good,
        ])
        let reading = try BestReading.find(
            of: Self.uncertain(), by: recognizer, clock: StageClock())
        #expect(recognizer.askedFor.count == 4)
        #expect(reading.page.rotationDegrees == 90)
    }

    @Test("a middling reading is kept without trying the sides")
    func middling() throws {
        let recognizer = FixedRecognizer([0: Self.middling, 180: Self.poor, 90: Self.good])
        let reading = try BestReading.find(
            of: Self.uncertain(), by: recognizer, clock: StageClock())
        #expect(recognizer.askedFor == [0, 180])
        #expect(reading.page.rotationDegrees == 0)
    }

    @Test("when nothing can be read in any way, nothing is claimed")
    func nothing() throws {
        let recognizer = FixedRecognizer([:])
        let reading = try BestReading.find(
            of: Self.uncertain(), by: recognizer, clock: StageClock())
        #expect(Set(recognizer.askedFor) == [0, 90, 180, 270])
        #expect(reading.text.lines.isEmpty)
    }

    /// A page of boxes: no letter ascends, so that nothing tells which way is up.
    private static func uncertain() throws -> PreparedPage {
        var sheet = PageDrawing(width: 900, height: 900)
        for index in 0..<6 {
            let left = 150 + 100 * index
            sheet.fill(BoundingBox(left: left, top: 430, right: left + 40, bottom: 470))
        }
        let prepared = try PageCleaner().prepare(sheet.image())
        #expect(!prepared.orientation.isCertain)
        #expect(prepared.orientation.candidates.prefix(2) == [0, 180])
        return prepared
    }
}
