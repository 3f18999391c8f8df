import ArchiveModel

/// A text layer with the verdict on it.
struct JudgedTextLayer {
    /// The layer without leaders, with raised figures and letter-spaced words joined.
    let page: RecognizedPage
    /// Why it is not believed; nil for a sound layer.
    private(set) var flaw: TextLayerFlaw?
    private var measured: [String: Double]
    private let joinedLetters: Int
    /// The layer as it came, whose leaders cover their marks.
    private let received: RecognizedPage
    /// The page as drawn for the judgement; nil if it was not drawn.
    private(set) var picture: PageImage?

    /// Judges the words alone.
    ///
    /// The layer of a scan is never believed: an unknown program read it from the same picture, and
    /// the picture shows what the words are.
    init(_ layer: RecognizedPage, on info: PDFPageInfo) {
        received = layer
        (page, joinedLetters) = LetterSpacing.joined(LayerWords.mended(layer))
        let quality = TextLayerQuality(of: page)
        flaw = info.isScan ? .underPicture : quality.flaw
        measured = quality.measured
        measured["pictureShare"] = info.pictureShare
        measured["joinedLetters"] = Double(joinedLetters)
    }

    /// Judges the layer against the page as drawn, at twice the resolution of `TextLayerSight`.
    mutating func hold(against picture: PageImage) {
        self.picture = picture
        guard let sight = TextLayerSight(of: received, on: picture.halved()) else { return }
        measured.merge(sight.measured) { $1 }
        if flaw == nil { flaw = sight.flaw }
    }

    /// The record of it; the layer was changed if letters were joined.
    var step: ProcessingStep {
        var measured = measured
        measured["accepted"] = flaw == nil ? 1 : 0
        return ProcessingStep(
            name: "textLayer", measured: measured, changed: flaw == nil && joinedLetters > 0)
    }

    /// The message for an operator; none for a sound layer.
    var warnings: [String] {
        flaw.map { ["the PDF's own text was not used: \($0.explanation)"] } ?? []
    }
}
