import Catalogue
import Foundation

extension ActingUser {
    /// Whether two names may be those of one person.
    ///
    /// Equal names are one person, whatever the account; so are names that only look equal, since two persons are meant to
    /// decide and not one with two spellings. With one account, which is usual where only the archive's own user may
    /// write, both must have said who they are: the name of the account itself could be anybody's.
    func mayBe(_ other: ActingUser) -> Bool {
        if plainName == other.plainName { return true }
        return account == other.account && (hasNameOfAccount || other.hasNameOfAccount)
    }

    private var plainName: String { Self.plain(name) }

    /// Whether it is only the name of the account, however it is written.
    private var hasNameOfAccount: Bool {
        Self.plain(String(account.prefix { $0 != "@" })) == plainName
    }

    /// A name as a reader sees it: without case, marks and runs of spaces, in Latin letters.
    private static func plain(_ name: String) -> String {
        let folded = name.folding(
            options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        let latin = String(folded.map { lookAlikes[$0] ?? $0 })
        return latin.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }

    /// Small Cyrillic and Greek letters that look like Latin ones, also where only their capitals do.
    private static let lookAlikes: [Character: Character] = [
        "а": "a", "в": "b", "е": "e", "і": "i", "ј": "j", "к": "k", "м": "m", "н": "h", "о": "o",
        "р": "p", "с": "c", "ѕ": "s", "т": "t", "у": "y", "х": "x", "α": "a", "β": "b", "ε": "e",
        "ζ": "z", "η": "h", "ι": "i", "κ": "k", "μ": "m", "ν": "n", "ο": "o", "ρ": "p", "τ": "t",
        "υ": "y", "χ": "x",
    ]
}
