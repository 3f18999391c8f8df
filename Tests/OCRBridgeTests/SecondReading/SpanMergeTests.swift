import ArchiveModel
import Testing

@testable import OCRBridge

@Suite("Two readings of the same words")
struct SpanMergeTests {
    @Test("each place has the surer reading")
    func surer() {
        let first = [word("Prirnar", 0, 100, 0.5), word("lonescu", 120, 200, 0.6)]
        let second = [word("Primar", 2, 98, 0.8), word("Jonescu", 121, 199, 0.4)]
        let merged = SpanMerge.merged(first, with: second)
        #expect(merged.words == [second[0], first[1]])
        #expect(merged.taken == 1)
    }

    @Test("a word that was not in doubt stays, however sure the second reading is")
    func notInDoubt() {
        let first = [word("taxa", 0, 100, 0.7), word("taxe", 120, 200, 0.69)]
        let second = [word("faxa", 0, 100, 0.99), word("faxe", 120, 200, 0.99)]
        #expect(SpanMerge.merged(first, with: second).words == [first[0], second[1]])
    }

    @Test("of two readings equally sure the first stays")
    func tie() {
        let first = [word("taxa", 0, 100, 0.5)]
        let merged = SpanMerge.merged(first, with: [word("faxa", 0, 100, 0.5)])
        #expect(merged.words == first)
        #expect(merged.taken == 0)
    }

    @Test("one word is set against two, by the confidence of all their letters")
    func wordAgainstTwo() {
        let torn = [word("hotă", 0, 40, 0.6), word("râre", 44, 100, 0.4)]
        let whole = [word("hotărâre", 0, 100, 0.55)]
        #expect(SpanMerge.merged(torn, with: whole).words == whole)
        #expect(SpanMerge.merged(whole, with: torn).words == whole)
        // Seven letters of 0.6 outweigh two of 0.2.
        let uneven = [word("consili", 0, 80, 0.6), word("ul", 84, 100, 0.2)]
        #expect(SpanMerge.merged(uneven, with: [word("consiliul", 0, 100, 0.5)]).words == uneven)
        #expect(SpanMerge.merged(uneven, with: [word("consiliul", 0, 100, 0.52)]).taken == 1)
    }

    @Test("a sure word inside a longer one of the second reading is not swallowed")
    func sureWithin() {
        let first = [word("nr", 0, 20, 0.4), word("12345678", 30, 100, 0.95)]
        #expect(SpanMerge.merged(first, with: [word("nr12345678", 0, 100, 0.99)]).words == first)
    }

    @Test("words are neither added nor lost where only one reading has some")
    func onlyOne() {
        let first = [word("Total", 0, 100, 0.5), word("lei", 300, 340, 0.5)]
        let second = [word("Total", 0, 100, 0.9), word("dirt", 150, 250, 0.9)]
        #expect(SpanMerge.merged(first, with: second).words == [second[0], first[1]])
        #expect(SpanMerge.merged(first, with: []).words == first)
        #expect(SpanMerge.merged([], with: second).words == [])
    }

    @Test("neighbours that touch are two places, words that lie on each other are one")
    func overlap() {
        let first = [word("unu", 0, 105, 0.5), word("doi", 95, 200, 0.5)]
        let second = [word("Unu", 0, 100, 0.9), word("Doi", 100, 200, 0.3)]
        #expect(SpanMerge.merged(first, with: second).words == [second[0], first[1]])
        let across = [word("unudoi", 0, 200, 0.9)]
        #expect(SpanMerge.merged(first, with: across).words == across)
    }

    @Test("words keep the order of their line, in whatever order their boxes stand")
    func unordered() {
        let first = [word("c", 200, 290, 0.9), word("aa", 0, 90, 0.5), word("b", 100, 190, 0.9)]
        #expect(SpanMerge.merged(first, with: []).words == first)
        let second = [word("AA", 0, 90, 0.8)]
        #expect(SpanMerge.merged(first, with: second).words.map(\.text) == ["c", "AA", "b"])
        let torn = [word("x", 40, 90, 0.8), word("y", 0, 38, 0.8)]
        #expect(SpanMerge.merged(first, with: torn).words.map(\.text) == ["c", "y", "x", "b"])
        let mixed = [word("râre", 50, 100, 0.4), first[0], word("hotă", 0, 60, 0.4)]
        let whole = [word("hotărâre", 0, 100, 0.8)]
        #expect(SpanMerge.merged(mixed, with: whole).words.map(\.text) == ["hotărâre", "c"])
    }

    @Test("boxes without width and words without text do no harm")
    func empty() {
        let first = [word("", 50, 50, 0), word("taxa", 50, 50, 0.5)]
        #expect(SpanMerge.merged(first, with: [word("", 50, 50, 0.9)]).words == first)
        #expect(SpanMerge.merged([word("", 0, 9, 0)], with: [word("a", 0, 9, 0.1)]).taken == 1)
    }

    private func word(
        _ text: String, _ left: Int, _ right: Int, _ confidence: Double
    ) -> Word {
        Word(
            text: text, box: BoundingBox(left: left, top: 0, right: right, bottom: 30),
            confidence: Confidence(confidence))
    }
}
