import ArchiveModel
import Pipeline
import Testing

@Suite struct ProgressEstimateTests {
    private func label(_ number: Int) -> ScanLabel {
        ScanLabel(batch: ScanName("lot"), name: ScanName("\(number).tif"))
    }

    /// Looks into a scan and reads its first pages.
    private func read(
        _ number: Int, pages: Int, done: Int, in estimate: inout ProgressEstimate
    ) {
        estimate.count(
            .surveyed(label(number), pages: pages, toRead: pages, warnings: []))
        for page in 0..<done {
            estimate.count(
                .page(
                    label(number), number: page + 1, verdict: .done, failure: nil, warnings: []))
        }
        if done == pages { estimate.count(.finished(label(number), document: nil)) }
    }

    @Test("the total stays when scans are as long as those before, and is exact at the end")
    func steady() {
        var estimate = ProgressEstimate()
        estimate.count(.walked(files: 200))
        var totals: Set<Int> = []
        for number in 1...200 {
            read(number, pages: 3, done: 3, in: &estimate)
            totals.insert(estimate.pages)
            #expect(estimate.isExact == (number == 200))
        }
        #expect(totals == [600])
        #expect(estimate.pagesDone == 600)
        #expect(estimate.secondsLeft(after: 600) == 0)
    }

    @Test("the time left is right within a tenth once a tenth is read")
    func timeLeft() throws {
        var estimate = ProgressEstimate()
        estimate.count(.walked(files: 100))
        for number in 1...10 {
            read(number, pages: 2 + number % 3, done: 2 + number % 3, in: &estimate)
        }
        let done = Double(estimate.pagesDone)
        let left = try #require(estimate.secondsLeft(after: done * 2))
        #expect(abs(left - 9 * done * 2) < 0.1 * 9 * done * 2)
    }

    @Test("no time is told while it would be a guess")
    func noGuess() {
        var estimate = ProgressEstimate()
        #expect(estimate.secondsLeft(after: 100) == nil)
        estimate.count(.walked(files: 1000))
        read(1, pages: 40, done: 20, in: &estimate)
        #expect(estimate.secondsLeft(after: 100) == nil)
        for number in 2...9 { read(number, pages: 1, done: 1, in: &estimate) }
        #expect(estimate.secondsLeft(after: 5) == nil)
        #expect(estimate.secondsLeft(after: 100) != nil)
    }

    @Test("files that bring no pages are no part of it")
    func withoutPages() {
        var estimate = ProgressEstimate()
        estimate.count(.walked(files: 10))
        let failure = Failure(code: "scan-empty", message: "")
        for number in 1...3 { estimate.count(.known(label(number), failure: nil, isWhole: false)) }
        estimate.count(.duplicate(label(4), of: label(1)))
        estimate.count(.refused(label(5), failure))
        estimate.count(.quarantined(label(6), failure, isResolved: false))
        for number in 7...9 { read(number, pages: 2, done: 2, in: &estimate) }
        #expect(estimate.pages == 8)
        read(10, pages: 2, done: 1, in: &estimate)
        estimate.count(.quarantined(label(10), failure, isResolved: false))
        #expect(estimate.pages == 8)
        #expect(estimate.isExact)
    }

    @Test("scans of an interrupted run count beside the files that are walked")
    func continuing() {
        var estimate = ProgressEstimate()
        estimate.count(.walked(files: 4))
        estimate.count(.continuing(scans: 2))
        read(1, pages: 5, done: 5, in: &estimate)
        read(2, pages: 5, done: 5, in: &estimate)
        #expect(estimate.pages == 30)
        for number in 1...4 { estimate.count(.known(label(number), failure: nil, isWhole: false)) }
        #expect(estimate.pages == 10)
        #expect(estimate.isExact)
    }
}
