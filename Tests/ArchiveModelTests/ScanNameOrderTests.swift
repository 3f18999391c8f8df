import ArchiveModel
import Testing

struct ScanNameOrderTests {
    @Test("names are ordered as a scanner counts, whatever the zeros")
    func counted() {
        let names = [
            "Scan (1).png", "Scan (2).png", "Scan (10).png", "a", "a1", "a01", "a2.tif",
            "a2_1.tif", "a10", "a10b", "b",
        ].map { ScanName($0) }
        #expect(names.shuffled().sorted { $0.precedes($1) } == names.sorted { $0.precedes($1) })
        let sorted = names.sorted { $0.precedes($1) }.map(\.text)
        #expect(Array(sorted.prefix(3)) == ["Scan (1).png", "Scan (2).png", "Scan (10).png"])
        #expect(sorted.suffix(5) == ["a2.tif", "a2_1.tif", "a10", "a10b", "b"])
    }

    @Test("no name comes before itself, and numbers of any length are no trap")
    func bounds() {
        let long = ScanName(String(repeating: "9", count: 300))
        let longer = ScanName(String(repeating: "9", count: 301))
        #expect(long.precedes(longer))
        #expect(!longer.precedes(long))
        #expect(!long.precedes(long))
        #expect(
            ScanName("a01").precedes(ScanName("a1")) != ScanName("a1").precedes(ScanName("a01")))
        #expect(ScanName("").precedes(ScanName("0")))
    }
}
