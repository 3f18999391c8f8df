import ArchiveModel
import ArchiveTestSupport
import PageReading
import ScanDecoding
import Testing

@Suite struct DescribedFailureTests {
    @Test("an error of ours keeps its code; any other tells nothing of its content")
    func describing() async throws {
        struct Secret: Error { let content = "CNP 1810101" }
        let foreign = Failure(describing: Secret())
        #expect(foreign.code == "internal-error")
        #expect(!foreign.message.contains("1810101"))
        let known = await #expect(throws: ScanError.self) {
            try await ScanDecoder(path: "/nowhere", limits: Fixtures.limits).survey()
        }
        let own = Failure(describing: try #require(known))
        #expect(own.code == "scan-unreadable")
        #expect(own.message == known?.message)
    }
}
