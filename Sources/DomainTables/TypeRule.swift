package import ArchiveModel
package import RomanianText

/// What the table of document types says of one type.
package struct TypeRule: Sendable {
    /// A title, and the words that must stand elsewhere on the page for it to count.
    package struct Anchor: Sendable {
        /// The title.
        package let phrase: Phrase
        /// Groups of which one member each must be on the page.
        package let qualifiers: [[Phrase]]
    }

    /// Stable code, such as `FACT`.
    package var code = ""
    /// Romanian title.
    package var title = ""
    /// Titles that name the type.
    package var anchors: [Anchor] = []
    /// Words that speak against the type.
    package var unless: [Phrase] = []
    /// Sets of groups of words; one member each of all groups of a set show the type when no title is read.
    package var signs: [[[Phrase]]] = []
    /// Printed codes of the form, such as `14-4-1`.
    package var forms: [[UInt8]] = []
    /// Whether the paper takes its number from the general register.
    package var isRegistered = false
    /// Whether a series stands before the number.
    package var hasSeries = false
    /// Whether number and date may stand at the foot of the paper.
    package var isNumberedAtFoot = false
    /// Whether the first party named is the issuer and the second the recipient.
    package var namesPartiesInOrder = false
    /// Words after which the amounts of the paper stand, such as those of a decision.
    package var amountsAfter: [Phrase] = []
    /// Labels of the total, most telling first.
    package var amounts: [AmountLabel] = []
    /// Labels of the date that only this type has.
    package var dates: [Phrase] = []
    /// Words that make a party the issuer.
    package var issuers: [Phrase] = []
    /// Words that make a party the recipient.
    package var recipients: [Phrase] = []
    /// Fields that a paper of the type has to have.
    package var required: [FieldName] = []
}

/// A label of an amount and where the amount stands.
package struct AmountLabel: Sendable {
    /// Where the amount stands.
    package enum Place: String, Sendable, CaseIterable {
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
    package let phrase: Phrase
    /// Where the amount stands.
    package let place: Place
}
