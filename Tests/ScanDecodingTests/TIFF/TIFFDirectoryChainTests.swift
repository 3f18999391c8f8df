import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import ScanDecoding

/// The guard against chains that do not end, tested with made-up links: a file with such a chain makes other
/// programs run for ever.
@Suite struct TIFFDirectoryChainTests {
    /// A chain by links from a place to the next.
    private static func chain(_ links: [Int: Int], limit: Int = 100) -> TIFFDirectoryChain {
        TIFFDirectoryChain(from: 8, limit: limit) { place in
            links[place].map { TIFFDirectory(offset: place, next: $0) }
        }
    }

    @Test("a chain ends where no next directory is named")
    func whole() {
        let chain = Self.chain([8: 100, 100: 50, 50: 0])
        #expect(chain.directories.map(\.offset) == [8, 100, 50])
        #expect(chain.ending == .whole)
    }

    @Test("a chain that comes back is followed once", arguments: [8, 100, 50])
    func loop(_ target: Int) {
        let chain = Self.chain([8: 100, 100: 50, 50: target])
        #expect(chain.directories.count == 3)
        #expect(chain.ending == .loop(to: [8: 1, 100: 2, 50: 3][target] ?? 0))
    }

    @Test("a chain that leads nowhere is broken")
    func broken() {
        let chain = Self.chain([8: 100])
        #expect(chain.directories.count == 1)
        #expect(chain.ending == .broken)
    }

    @Test("a chain is followed to the limit and no further")
    func limit() {
        var reads = 0
        let chain = TIFFDirectoryChain(from: 1, limit: 10) { place in
            reads += 1
            return TIFFDirectory(offset: place, next: place + 1)
        }
        #expect(chain.directories.count == 10)
        #expect(chain.ending == .limit)
        #expect(reads <= 11)
    }

    @Test("thumbnails and masks are no pages, lone ones are")
    func pages() {
        func pages(_ directories: [TIFFDirectory]) -> [Int] {
            TIFFDirectoryChain(from: 1, limit: 100) { place in
                guard directories.indices.contains(place - 1) else { return nil }
                var directory = directories[place - 1]
                directory.offset = place
                directory.next = place < directories.count ? place + 1 : 0
                return directory
            }.pages.map(\.offset)
        }
        let page = TIFFDirectory(offset: 0, width: 1654, height: 2339)
        let marked = TIFFDirectory(offset: 0, subfileType: 1, width: 400, height: 565)
        let markedOld = TIFFDirectory(offset: 0, oldSubfileType: 2, width: 400, height: 565)
        let unmarked = TIFFDirectory(offset: 0, width: 120, height: 170)
        let strip = TIFFDirectory(offset: 0, width: 250, height: 60)
        let mask = TIFFDirectory(offset: 0, subfileType: 4, width: 1654, height: 2339)
        let cut = TIFFDirectory(offset: 0, width: 1654, height: 2339, photometric: 4)
        #expect(pages([marked, page, markedOld, page, unmarked, mask, cut]) == [2, 4])
        // What is as large as its page, or of another shape, is not called a copy by its size alone.
        var sameSize = page
        sameSize.subfileType = 1
        #expect(pages([page, sameSize, strip]) == [1, 2, 3])
        #expect(pages([marked]) == [1])
        #expect(pages([mask]) == [1])
    }

    @Test("numbers of pages that contradict their order are told")
    func numbers() {
        func doubts(_ numbers: [[Int]]) -> [String] {
            TIFFPageNumbers.doubts(numbers.map { TIFFDirectory(offset: 1, pageNumber: $0) })
                .map(\.code)
        }
        #expect(doubts([[0, 3], [1, 3], [2, 3]]) == [])
        #expect(doubts([[0, 0], [0, 0]]) == [])
        #expect(doubts([[], []]) == [])
        #expect(doubts([[1, 0], [2, 0]]) == [])
        #expect(doubts([[0, 3], [2, 3], [1, 3]]) == ["scan-page-order"])
        #expect(doubts([[0, 5], [1, 5], [2, 5]]) == ["scan-pages-missing"])
    }
}
