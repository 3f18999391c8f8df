/// What a worker spends time on while it reads a page; the names stand in the summary of an ingest.
package enum ReadingStage: String, CaseIterable, CodingKeyRepresentable, Codable, Sendable {
    /// From the bytes of the scan to pixels.
    case decoding
    /// Everything done to the pixels before and between readings.
    case cleanup
    /// Looking for barcodes and patch codes.
    case barcodes
    /// The first reading of a page.
    case recognition
    /// Readings of the same page in other orientations.
    case otherOrientations = "other_orientations"
    /// Readings of single lines after that.
    case rereading
    /// Readings of words in doubt with another model.
    case secondReading = "second_reading"
    /// Checks and changes of words after all readings.
    case repair
}
