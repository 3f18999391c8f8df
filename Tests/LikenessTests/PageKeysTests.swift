import Likeness
import Testing

struct PageKeysTests {
    private let text = """
        Primăria comunei Valea Mică dispune plata sumei de 1.234,50 lei
        către domnul Popescu Ion, CNP 1800101123456, din contul 45678
        pentru lucrări de reparații la școala generală din localitate
        """

    @Test("keys are the same whatever the case, the marks and the breaks within figures")
    func folded() {
        let other = text.uppercased().replacing("1.234,50", with: "1 234.50")
            .replacing("1 234", with: "1234")
        #expect(PageKeys(of: text) == PageKeys(of: other))
        #expect(PageKeys(of: text).keys.count > 8)
    }

    @Test("a word that is misread takes few keys with it")
    func misread() {
        let one = PageKeys(of: text).keys
        let other = PageKeys(of: text.replacing("reparații", with: "ropnrotii")).keys
        #expect(one.intersection(other).count >= one.count - 2)
    }

    @Test("another text has no key in common, and a page without words has none")
    func others() {
        let other = PageKeys(of: "Factura fiscală numărul 998877 emisă pentru energie electrică")
        #expect(PageKeys(of: text).keys.isDisjoint(with: other.keys))
        #expect(PageKeys(of: "").keys.isEmpty)
        #expect(PageKeys(of: "a b c 1 2").keys.isEmpty)
    }

    @Test("a page of any length has as many keys at most")
    func bounded() {
        let long = (0..<5_000).map { "cuvânt\($0 % 700) suma \($0 * 7919)" }.joined(separator: "\n")
        #expect(PageKeys(of: long).keys.count <= 24)
    }
}
