/// A person is done with something that could not be read or taken in, as a line of the journal says it.
package struct ResolvedEntry: Codable, Equatable, Sendable {
    /// What tells it from all other decisions: 32 hexadecimal digits.
    package let id: String
    /// What it is about.
    package let subject: QuarantineSubject
    /// Why nothing more is to be done, in the person's words.
    package let reason: String

    /// Puts a decision together; it gets a random identity.
    package init(_ subject: QuarantineSubject, reason: String) {
        id = Correction.randomID()
        self.subject = subject
        self.reason = reason
    }
}
