import ArchiveModel
import RomanianText

/// What pages with the same print have in common, as numbers to look pages up by.
///
/// Of all figures and pairs of words on a page, those whose hashes are least (a bottom sketch, Broder 1997): two
/// readings of the same page have most of them in common, whatever a scanner did to some words.
package struct PageKeys: Sendable, Hashable {
    /// The keys: as many pages have one in common as have its figure or its pair of words.
    package let keys: Set<Int64>

    /// Most keys of one kind: figures, pairs of words.
    private static let most = 12
    /// Figures of fewer digits are on every other page.
    private static let fewestDigits = 3
    /// Shorter words say little.
    private static let shortestWord = 4

    /// The keys of a page's text.
    package init(of text: String) {
        var figures: Set<Int64> = []
        var pairs: Set<Int64> = []
        for line in text.split(separator: "\n") {
            var last: String?
            for token in line.split(separator: " ") {
                let letters = String(decoding: Fold.letters(of: String(token)), as: UTF8.self)
                if letters.utf8.count(where: \.isASCIIDigit) >= Self.fewestDigits {
                    figures.insert(Self.hash("n" + letters.filter(\.isNumber)))
                } else if letters.utf8.count >= Self.shortestWord {
                    if let last { pairs.insert(Self.hash(last + " " + letters)) }
                    last = letters
                }
            }
        }
        keys = Set(figures.sorted().prefix(Self.most) + pairs.sorted().prefix(Self.most))
    }

    /// 64 bits of FNV-1a (Fowler, Noll, Vo), mixed as in SplitMix64, so that the least are a fair choice.
    private static func hash(_ text: String) -> Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int64(bitPattern: hash ^ (hash >> 31))
    }
}
