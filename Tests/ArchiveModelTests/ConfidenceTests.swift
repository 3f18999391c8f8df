import ArchiveModel
import Foundation
import Testing

@Suite struct ConfidenceTests {
    @Test(
        "a confidence lies between 0 and 1",
        arguments: [
            (0.5, 0.5), (-0.1, 0), (1.7, 1), (.infinity, 1), (-.infinity, 0), (.nan, 0),
        ])
    func cut(_ given: Double, _ expected: Double) {
        #expect(Confidence(given).value == expected)
    }

    @Test("confidences are ordered by value")
    func order() {
        #expect(Confidence(0.2) < Confidence(0.3))
        #expect(max(Confidence(0.9), Confidence(0.1)).value == 0.9)
    }

    @Test("JSON holds a plain number, cut when it is read")
    func coding() throws {
        let json = try JSONEncoder().encode([Confidence(0.25)])
        #expect(String(decoding: json, as: UTF8.self) == "[0.25]")
        let read = try JSONDecoder().decode([Confidence].self, from: Data("[0.25, 7]".utf8))
        #expect(read == [Confidence(0.25), Confidence(1)])
    }
}
