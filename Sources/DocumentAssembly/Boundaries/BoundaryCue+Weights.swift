import ArchiveModel

/// How strongly each cue speaks for a document beginning on a page, or against it.
///
/// Weights are natural log-odds and add up: 3 makes 1 to 20 of 1 to 1. They were set by hand
/// (decision 0042); none is tuned to a layout. Positive ones speak for a beginning.
extension BoundaryCue {
    /// The log-odds of a beginning; 0 for a cue that is not weighed or not known.
    var weight: Double { Self.weights[self] ?? 0 }

    /// All that are weighed.
    static let weights: [BoundaryCue: Double] = [
        sameFile: -1.2, sameSheet: -4, newFile: 6, newFileOfOnePage: 3, newPicture: 2.2,
        separator: 20, blankPage: 0.3,
        title: 3.4, likelyTitle: 2.6, heading: 0.8, letterhead: 1.8, ownNumber: 1.6,
        opening: 1.2, noOpening: -1, annex: -2, annexOfThis: -5,
        firstPage: 4, nextPage: -6, laterPage: -3.5, unfinishedBefore: -3, completeBefore: 2.5,
        otherTotal: 1,
        nextPart: -3, laterPart: -1.5, insideSentence: -3, brokenSentence: -1.5, prose: -1.2,
        repeatedRow: -2,
        signaturesBefore: 1.2, fullPageBefore: -1, shortPageBefore: 0.6,
        otherSize: 1,
    ]
}
