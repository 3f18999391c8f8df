import ArchiveModel
import Testing

@testable import MetadataExtraction

@Suite("How often readings are right")
struct ReliabilityTests {
    @Test("confidence keeps its order and its ends, and is raised where rules are too modest")
    func order() {
        let shares = stride(from: 0.0, through: 1, by: 0.01).map {
            Reliability.confidence(Confidence($0)).value
        }
        #expect(shares == shares.sorted())
        #expect(shares.first == 0 && (shares.last ?? 0) < 1)
        #expect(abs(Reliability.confidence(Confidence(0.8)).value - 0.9) < 1e-9)
    }
}
