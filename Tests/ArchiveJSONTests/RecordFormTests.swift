import ArchiveJSON
import ArchiveModel
import Foundation
import Testing

@Suite struct RecordFormTests {
    private func json(_ record: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(record), as: UTF8.self)
    }

    @Test("measures of a clean-up step get names in snake_case, and the text of the page stays out")
    func inspection() throws {
        let word = Word(
            text: "secret", box: BoundingBox(left: 0, top: 0, right: 9, bottom: 9),
            confidence: Confidence(0.5))
        let page = ProcessedPage(
            number: 2, verdict: .done, scanWidth: 300, scanHeight: 400, rotationDegrees: 90,
            steps: [ProcessingStep(name: "deskew", measured: ["angleDegrees": 0.5], changed: true)],
            recognized: RecognizedPage(
                width: 10, height: 10, lines: [TextLine(words: [word], block: 0)], engine: "test"))
        let text = try json(InspectionRecord(page))
        #expect(text.contains(#""measured":{"angle_degrees":0.5}"#))
        #expect(text.contains(#""height":400"#) && text.contains(#""rotation":90"#))
        #expect(text.contains(#""words":1"#) && !text.contains("secret"))
    }

    @Test("an error has its code, and its subject only when it has one")
    func errors() throws {
        #expect(
            try json(ErrorRecord(code: "scan-truncated", message: "too short"))
                == #"{"code":"scan-truncated","message":"too short","type":"error"}"#)
        #expect(try json(ExitRecord(.damaged)) == #"{"status":4,"type":"exit"}"#)
    }
}
