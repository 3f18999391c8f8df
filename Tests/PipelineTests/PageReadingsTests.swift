import ArchiveModel
import Catalogue
import Synchronization
import Testing

@testable import Pipeline

struct PageReadingsTests {
    @Test("what a worker read is not read from the archive again")
    func once() throws {
        let archive = LoadedPages()
        let readings = PageReadings(load: archive.load)
        for number in 1...3 { readings.keep(.saying("\(number)"), of: .page(number)) }
        #expect(
            try readings.take((1...3).map(PageReference.page)).map(\.text) == ["1\n", "2\n", "3\n"])
        #expect(archive.all.isEmpty)
    }

    @Test(
        "what an earlier run read comes from the archive, each page once, and a failed page is empty"
    )
    func resumed() throws {
        let archive = LoadedPages()
        let readings = PageReadings(load: archive.load)
        readings.keep(.saying("four"), of: .page(4))
        let pages = [1, 2, 4, 6, 7].map(PageReference.page)
        #expect(
            try readings.take(pages).map(\.text) == [
                "archived 1\n", "archived 2\n", "four\n", "archived 6\n", "",
            ])
        #expect(archive.all == [1...2, 6...7])
    }

    @Test("so many pages are kept, the others are read from the archive")
    func bounded() throws {
        let archive = LoadedPages()
        let readings = PageReadings(most: 2, load: archive.load)
        for number in 1...3 { readings.keep(.saying("\(number)"), of: .page(number)) }
        _ = try readings.take((1...3).map(PageReference.page))
        #expect(archive.all == [3...3])
        readings.keep(.saying("1"), of: .page(1))
        readings.drop(PageReference.page(1).scan)
        _ = try readings.take([.page(1)])
        #expect(archive.all == [3...3, 1...1])
    }
}

/// An archive whose page 7 failed, and what was read from it.
private final class LoadedPages: Sendable {
    private let ranges = Mutex<[ClosedRange<Int>]>([])

    var all: [ClosedRange<Int>] { ranges.withLock { $0 } }

    @Sendable func load(_ scan: ScanID, _ numbers: ClosedRange<Int>) -> [ProcessedPage] {
        ranges.withLock { $0.append(numbers) }
        return numbers.map { number in
            number == 7
                ? ProcessedPage(number: number, verdict: .failed)
                : ProcessedPage(
                    number: number, verdict: .done, recognized: .saying("archived \(number)"))
        }
    }
}

extension PageReference {
    fileprivate static func page(_ number: Int) -> PageReference {
        PageReference(scan: ScanID(rawValue: 1), number: number)
    }
}

extension RecognizedPage {
    fileprivate static func saying(_ text: String) -> RecognizedPage {
        let box = BoundingBox(left: 0, top: 0, right: 10, bottom: 10)
        let word = Word(text: text, box: box, confidence: Confidence(0.9))
        return RecognizedPage(
            width: 10, height: 10, lines: [TextLine(words: [word], block: 0)], engine: "test")
    }
}
