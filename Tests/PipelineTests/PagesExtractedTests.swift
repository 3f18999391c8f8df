import Testing

@testable import Pipeline

@Suite("Pages that are looked at for the fields")
struct PagesExtractedTests {
    @Test("of a long paper the first and the last ones are taken, of a short one all")
    func ends() {
        #expect(DocumentMaking.extracted(of: Array(1...60)) == Array(1...60))
        #expect(
            DocumentMaking.extracted(of: Array(1...400)) == Array(1...30) + Array(371...400))
    }
}
