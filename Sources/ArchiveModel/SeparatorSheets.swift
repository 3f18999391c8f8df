/// Which sheets only part documents, or name the dossier of what follows.
package struct SeparatorSheets: Hashable, Sendable, Codable {
    /// What the text of a sheet begins with that names a dossier: `ARH-DOS|indicativ|an|nr`.
    package static let dossierPrefix = "ARH-DOS|"
    /// A sheet has at most so many letters beside a patch code or the code of a dossier; a page of a letter has a
    /// thousand.
    private static let mostLetters = 500

    /// Texts of codes that part documents, to the letter.
    package var payloads: [String]
    /// Patch codes that part documents.
    package var patches: [Barcode.Symbology]

    /// Makes the rule; what is not given is as usual.
    package init(payloads: [String] = ["ARH-SEP"], patches: [Barcode.Symbology] = [.patchT]) {
        self.payloads = payloads
        self.patches = patches
    }

    /// Whether a page with such codes is a separator, which belongs into no document.
    ///
    /// A text that is configured says so by itself, wherever it stands. Patch codes and codes of dossiers are also
    /// printed on first pages of papers, so that the page must be a sheet with little print on it.
    ///
    /// - Parameters:
    ///   - codes: The codes on the page.
    ///   - letters: Counts marks of the size of letters; called only when it matters.
    package func include<Thrown: Error>(
        _ codes: [Barcode], letters: () throws(Thrown) -> Int
    ) throws(Thrown) -> Bool {
        if codes.contains(where: isPayload) { return true }
        return codes.contains(where: isMark) ? try letters() <= Self.mostLetters : false
    }

    private func isPayload(_ code: Barcode) -> Bool {
        !code.symbology.isPatch && !code.isCut && payloads.contains(code.text)
    }

    private func isMark(_ code: Barcode) -> Bool {
        patches.contains(code.symbology) || code.text.hasPrefix(Self.dossierPrefix)
    }
}
