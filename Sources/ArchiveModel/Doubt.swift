/// What a person should look at although a page or a scan counts as read: something may be wrong or
/// missing in what the archive has of it.
///
/// A warning says what a decoder complained of without loss; a failure, that nothing was read.
package struct Doubt: Hashable, Sendable, Codable {
    /// Stable code, listed in docs/errors.md, such as `page-unexplained-ink`.
    package var code: String
    /// One sentence: what is doubtful and what to do.
    ///
    /// Never holds text of the page.
    package var message: String

    /// Makes a doubt.
    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}
