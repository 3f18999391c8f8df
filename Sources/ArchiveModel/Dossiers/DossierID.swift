/// The name of a dossier for programs, and for people who type its beginning: 12 characters of
/// Crockford's base 32, as those of documents.
///
/// It is given at random once and stays, whatever becomes of the dossier's number on the shelf.
package struct DossierID: GivenIdentifier {
    /// The identifier, lower case.
    package let text: String

    /// Reads an identifier as typed; nil unless it is 12 characters of the alphabet.
    package init?(_ text: String) {
        guard let normalized = IdentifierText.normalized(text) else { return nil }
        self.text = normalized
    }

    private init(bits: UInt64) { text = IdentifierText.of(bits) }

    /// A new one: 60 random bits.
    package static func random() -> DossierID { DossierID(bits: .random(in: .min ... .max)) }
}
