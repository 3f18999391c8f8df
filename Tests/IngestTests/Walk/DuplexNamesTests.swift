import ArchiveModel
import Testing

@testable import Ingest

struct DuplexNamesTests {
    private func find(
        _ names: [String], _ fronts: String, _ backs: String
    ) -> DuplexNames.Found {
        DuplexNames.find(
            in: names.map { ScanName($0) }, by: [DuplexNames(fronts: fronts, backs: backs)])
    }

    @Test("fronts find their backs whatever the case and the rest of the name")
    func pairs() {
        let found = find(
            ["Back 1.PDF", "Front 1.pdf", "FRONT 2.pdf", "back 2.pdf", "Front 3.pdf", "x.pdf"],
            "*front*", "*back*")
        #expect(found.pairs == [.init(fronts: 1, backs: 0), .init(fronts: 2, backs: 3)])
        #expect(found.alone == [4])
    }

    @Test("what a wildcard stands for is the same in both names")
    func wildcards() {
        #expect(find(["a_f_1.tif", "a_b_2.tif"], "*_f_?.tif", "*_b_?.tif").pairs.isEmpty)
        #expect(find(["a_f_1.tif", "b_b_1.tif"], "*_f_?.tif", "*_b_?.tif").alone == [0, 1])
        #expect(
            find(["a_b_1.tif", "a_f_1.tif"], "*_f_?.tif", "*_b_?.tif").pairs == [
                .init(fronts: 1, backs: 0)
            ])
    }

    @Test("a pattern that fits both names makes one pair, and each file is in one pair at most")
    func both() {
        let found = find(["1.pdf", "1_b.pdf", "1_b_b.pdf"], "*.pdf", "*_b.pdf")
        #expect(found.pairs == [.init(fronts: 0, backs: 1)])
        #expect(found.alone == [2])
        #expect(find(["a.pdf"], "*a.pdf", "a*.pdf").pairs.isEmpty)
    }

    @Test(
        "of several files with one name the last counts, and without rules nothing belongs together"
    )
    func sameName() {
        #expect(
            find(["f.pdf", "b.pdf", "f.pdf"], "f*", "b*").pairs == [.init(fronts: 2, backs: 1)])
        #expect(
            DuplexNames.find(in: [ScanName("f.pdf")], by: []) == DuplexNames.Found())
    }

    @Test("a hostile name with many places for wildcards takes no time")
    func hostile() {
        let name = String(repeating: "ab", count: 127)
        let found = find([name, name + "c"], "*a*b*a*b*c", "*a*b*a*b*d")
        #expect(found.alone == [1])
    }
}
