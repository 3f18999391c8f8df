import ArchiveModel

/// A text layer with the verdict on it.
struct JudgedTextLayer {
    /// The layer, letter-spaced words joined.
    let page: RecognizedPage
    /// Why it is not believed; nil for a sound layer.
    private(set) var flaw: TextLayerFlaw?
    private var measured: [String: Double]
    private let joinedLetters: Int

    /// Judges the words alone.
    ///
    /// The layer of a scan is never believed: it was read from the same picture by a program that is not
    /// known, and the picture says what the words are.
    init(_ layer: RecognizedPage, on info: PDFPageInfo) {
        (page, joinedLetters) = LetterSpacing.joined(layer)
        let quality = TextLayerQuality(of: page)
        flaw = info.isScan ? .underPicture : quality.flaw
        measured = quality.measured
        measured["pictureShare"] = info.pictureShare
        measured["joinedLetters"] = Double(joinedLetters)
    }

    /// Judges the layer against the page as it is drawn.
    mutating func hold(against picture: PageImage) {
        guard let sight = TextLayerSight(of: page, on: picture) else { return }
        measured.merge(sight.measured) { $1 }
        if flaw == nil { flaw = sight.flaw }
    }

    /// The record of it; it was changed when letters were joined.
    var step: CleanupStep {
        var measured = measured
        measured["accepted"] = flaw == nil ? 1 : 0
        return CleanupStep(
            name: "textLayer", measured: measured, changed: flaw == nil && joinedLetters > 0)
    }

    /// What an operator is told, nothing for a sound layer.
    var warnings: [String] {
        flaw.map { ["the PDF's own text was not used: \($0.explanation)"] } ?? []
    }
}
