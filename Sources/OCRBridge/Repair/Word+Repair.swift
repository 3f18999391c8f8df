import ArchiveModel

extension Word {
    /// Whether the word is unchanged since it was read, and may be repaired.
    var isUntouched: Bool { raw == nil && hyphenation == nil && !isHandwritten }

    /// The word with another text, and its raw reading.
    func repaired(as text: String) -> Word {
        var word = self
        word.raw = self.text
        word.text = text
        return word
    }
}
