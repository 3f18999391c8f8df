package import ArchiveModel

/// What tells a paper from others of its form: its own number and its day.
package enum OwnFacts {
    private static let names: [FieldName] = [.number, .date]

    /// Whether two papers say surely that they are others: a number or a day that was read on both, doubtful on
    /// neither, differs.
    ///
    /// The next decision of a council may differ in a single figure, which is too little for a comparison of words.
    package static func differ(_ one: ExtractedDocument, _ other: ExtractedDocument) -> Bool {
        names.contains { name in
            guard let mine = one[name], let theirs = other[name], mine.state != .doubtful,
                theirs.state != .doubtful
            else { return false }
            return mine.value != theirs.value
        }
    }
}
