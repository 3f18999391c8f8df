/// What a first look at a scan found.
package struct ScanSurvey: Sendable, Codable, Hashable {
    /// The format, by content.
    package var format: ScanFormat
    /// How many pages the file holds.
    package var pageCount: Int
    /// What is odd about the file although it can be read, in plain words.
    package var warnings: [String]
    /// What a person should look at, such as parts of the file that no page shows.
    package var doubts: [Doubt]

    /// Makes a survey.
    package init(
        format: ScanFormat, pageCount: Int, warnings: [String], doubts: [Doubt] = []
    ) {
        self.format = format
        self.pageCount = pageCount
        self.warnings = warnings
        self.doubts = doubts
    }
}
