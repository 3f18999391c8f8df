/// Which sheets only part documents, or name the dossier of what follows.
package struct SeparatorSheets: Hashable, Sendable, Codable {
    /// What the text of a sheet begins with that names a dossier: `ARH-DOS|indicativ|an|nr`.
    package static let dossierPrefix = "ARH-DOS|"
    /// A sheet has at most so many letters beside its code; a page of a letter has a thousand.
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

    /// What a page is by the codes on it.
    package enum Kind: Sendable {
        /// A page of a paper.
        case page
        /// A page of a paper with a code on it that a separator has.
        case pageWithMark
        /// A sheet that belongs into no document.
        case separator
    }

    /// What a page with such codes is.
    ///
    /// A separator must be a sheet with little print on it: patch codes and codes of dossiers are also printed on
    /// first pages of papers, and a label with a text that is configured may have been stuck on one.
    ///
    /// - Parameters:
    ///   - codes: The codes on the page.
    ///   - letters: Counts marks of the size of letters; called only when it matters.
    package func kind<Thrown: Error>(
        with codes: [Barcode], letters: () throws(Thrown) -> Int
    ) throws(Thrown) -> Kind {
        guard codes.contains(where: { isPayload($0) || isMark($0) }) else { return .page }
        if try letters() <= Self.mostLetters { return .separator }
        return codes.contains(where: isPayload) ? .pageWithMark : .page
    }

    private func isPayload(_ code: Barcode) -> Bool {
        !code.symbology.isPatch && !code.isCut && payloads.contains(code.text)
    }

    private func isMark(_ code: Barcode) -> Bool {
        patches.contains(code.symbology) || code.text.hasPrefix(Self.dossierPrefix)
    }
}
