import RomanianText

/// What the table of document types says of one type.
struct TypeRule: Sendable {
    /// A title, and the words that must stand elsewhere on the page for it to count.
    struct Anchor: Sendable {
        /// The title.
        let phrase: Phrase
        /// Groups of which one member each must be on the page.
        let qualifiers: [[Phrase]]
    }

    /// Stable code, such as `FACT`.
    var code = ""
    /// Romanian title.
    var title = ""
    /// Titles that name the type.
    var anchors: [Anchor] = []
    /// Words that speak against the type.
    var unless: [Phrase] = []
    /// Groups of words that together show the type when no title is read.
    var signs: [[Phrase]] = []
    /// Printed codes of the form, such as `14-4-1`.
    var forms: [[UInt8]] = []
    /// Whether the paper takes its number from the general register.
    var isRegistered = false
    /// Whether a series stands before the number.
    var hasSeries = false
    /// Whether number and date may stand at the foot of the paper.
    var isNumberedAtFoot = false
    /// Whether the first party named is the issuer and the second the recipient.
    var namesPartiesInOrder = false
    /// Labels of the total, most telling first.
    var amounts: [AmountLabel] = []
    /// Labels of the date that only this type has.
    var dates: [Phrase] = []
    /// Words that make a party the issuer.
    var issuers: [Phrase] = []
    /// Words that make a party the recipient.
    var recipients: [Phrase] = []
}

/// A label of an amount and where the amount stands.
struct AmountLabel: Sendable {
    /// Where the amount stands.
    enum Place: String, Sendable, CaseIterable {
        /// After the label, to the right of it, or below it; the first such label counts.
        case next
        /// The same, but the last such label of the document counts.
        case last
        /// The same, but all such labels must agree: several receipts may lie on one sheet.
        case only
        /// The rightmost amount of the row; the last such row counts.
        case row
    }

    /// The words of the label.
    let phrase: Phrase
    /// Where the amount stands.
    let place: Place
}
