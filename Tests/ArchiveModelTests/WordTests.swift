import ArchiveModel
import Foundation
import Testing

@Suite struct WordTests {
    private static let box = BoundingBox(left: 1, top: 2, right: 3, bottom: 4)

    @Test("a word written before repairs were recorded is read as one without any")
    func oldWord() throws {
        let old = #"{"box":{"bottom":4,"left":1,"right":3,"top":2},"confidence":0.5,"text":"lei"}"#
        let word = try JSONDecoder().decode(Word.self, from: Data(old.utf8))
        #expect(word == Word(text: "lei", box: Self.box, confidence: Confidence(0.5)))
        #expect(word.raw == nil && word.hyphenation == nil && !word.isHandwritten)
    }

    @Test("a plain word is written as it always was")
    func plainWord() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = try encoder.encode(
            Word(text: "lei", box: Self.box, confidence: Confidence(0.5)))
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"box":{"bottom":4,"left":1,"right":3,"top":2},"confidence":0.5,"text":"lei"}"#
        )
    }

    @Test("what is known besides comes back")
    func roundTrip() throws {
        let word = Word(
            text: "Ion-", box: Self.box, confidence: Confidence(0.25), raw: "lon-",
            hyphenation: Hyphenation(part: .first, whole: "Ionescu"), isHandwritten: true)
        let json = try JSONEncoder().encode(word)
        #expect(try JSONDecoder().decode(Word.self, from: json) == word)
    }
}
