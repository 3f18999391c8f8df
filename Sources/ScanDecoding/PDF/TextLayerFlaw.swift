/// Why a text layer is not believed, so that its page is recognized instead.
enum TextLayerFlaw: String {
    case underPicture
    case tooFewWords
    case oddCharacters
    case wrongCodePage
    case lostLetters
    case noLanguage
    case letterSpaced
    case overlapping
    case unseen
    case incomplete

    /// The text after "the PDF's own text was not used: "; never anything of the layer's text.
    var explanation: String {
        switch self {
        case .underPicture: "it lies under a picture of the page"
        case .tooFewWords: "it holds fewer than three words"
        case .oddCharacters: "its characters mean nothing"
        case .wrongCodePage: "its diacritics are those of a wrong code page"
        case .lostLetters: "letters are missing from its words"
        case .noLanguage: "its words are of no language"
        case .letterSpaced: "its words are broken into letters"
        case .overlapping: "its words lie upon each other"
        case .unseen: "its words cannot be seen on the page"
        case .incomplete: "the page shows writing that it does not hold"
        }
    }
}
