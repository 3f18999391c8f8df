/// Where a dossier stands among all others: what is written on its back, such as `II.C.7/2023/12`.
package struct DossierMark: Codable, Hashable, Sendable, CustomStringConvertible {
    /// The code of the nomenclator, such as `II.C.7`.
    package let code: String
    /// The year that its papers are of.
    package let year: Int
    /// Its number among those of the code and year, from 1.
    package let number: Int
    /// The volume, from 1.
    package let volume: Int

    /// Puts a mark together.
    package init(code: String, year: Int, number: Int, volume: Int = 1) {
        self.code = code
        self.year = year
        self.number = number
        self.volume = volume
    }

    /// The readings of a typed mark, with or without a volume, the more likely one first; none when it is
    /// no mark.
    package static func readings(of typed: String) -> [DossierMark] {
        let parts = typed.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return [2, 3].compactMap { count in
            let numbers = parts.suffix(count).compactMap { Int($0) }
            let code = parts.dropLast(count).joined(separator: "/")
            guard numbers.count == count, !code.isEmpty, (1000...9999).contains(numbers[0])
            else { return nil }
            return DossierMark(
                code: code, year: numbers[0], number: numbers[1],
                volume: count == 3 ? numbers[2] : 1)
        }
    }

    /// The mark as people write it; the first volume is not named.
    package var description: String {
        "\(code)/\(year)/\(number)" + (volume == 1 ? "" : "/\(volume)")
    }
}
