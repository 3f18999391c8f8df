import ArchiveModel
import Testing

@Suite struct NearestNameTests {
    private let known = ["institution", "languages", "limits", "număr", "data", "cui"]

    @Test(
        "a mistyped name leads to the known one",
        arguments: [
            ("langauges", "languages"), ("Limit", "limits"), ("numar", "număr"), ("date", "data"),
            ("ciu", "cui"), ("institutoin", "institution"),
        ])
    func near(typed: String, meant: String) {
        #expect(NearestName.of(typed, among: known) == meant)
    }

    @Test(
        "a name that is like none leads nowhere",
        arguments: ["furnizor", "", "x", String(repeating: "a", count: 1000)])
    func far(typed: String) {
        #expect(NearestName.of(typed, among: known) == nil)
    }
}
