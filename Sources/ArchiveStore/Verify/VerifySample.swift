/// Which part of an archive is to be verified: the `part`th of `parts`, so that a nightly job gets
/// through all of it in as many nights.
package struct VerifySample: Sendable, Hashable {
    /// Which part, from 1.
    package let part: Int
    /// How many parts there are.
    package let parts: Int

    /// Reads `3/30`; nil for anything else.
    package init?(_ text: String) {
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let part = numbers[0], let parts = numbers[1], part >= 1,
            part <= parts, parts <= 1_000_000
        else { return nil }
        self.part = part
        self.parts = parts
    }

    /// Whether what a hexadecimal digest names is in the part.
    package func includes(hex: some StringProtocol) -> Bool {
        let number = Int(hex.prefix(8), radix: 16) ?? 0
        return number % parts == part - 1
    }
}
