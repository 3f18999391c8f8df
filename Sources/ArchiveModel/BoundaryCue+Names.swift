/// The cues that this version knows.
extension BoundaryCue {
    // Files.

    /// Pages of one file belong together, unless something says otherwise.
    package static let sameFile = Self("same-file")
    /// A new file, where files hold several pages.
    package static let newFile = Self("new-file")
    /// A new file of one page, like the one before, of a format that could hold several.
    package static let newFileOfOnePage = Self("new-file-of-one-page")
    /// A new picture, of a format that holds one page: papers of several pages make several files.
    package static let newPicture = Self("new-picture")

    /// The back of a sheet whose front is the page before, in files of fronts and backs.
    package static let sameSheet = Self("same-sheet")

    // Sheets between papers.

    /// A separator sheet.
    package static let separator = Self("separator")
    /// A blank page: mostly the back of a sheet, and not always of the last.
    package static let blankPage = Self("blank-page")

    // How papers begin.

    /// A title, in its words, its letters and its place.
    package static let title = Self("title")
    /// A line that may be a title.
    package static let likelyTitle = Self("likely-title")
    /// A centred line of capitals at the top.
    package static let heading = Self("heading")
    /// A letterhead.
    package static let letterhead = Self("letterhead")
    /// The paper's own number at the top.
    package static let ownNumber = Self("own-number")
    /// Who the paper is for, or what it is about.
    package static let opening = Self("opening")
    /// None of these.
    package static let noOpening = Self("no-opening")
    /// An annex, which follows its paper.
    package static let annex = Self("annex")
    /// An annex that names a number of the paper before it.
    package static let annexOfThis = Self("annex-of-this")

    // Numbers of pages.

    /// Page 1.
    package static let firstPage = Self("first-page")
    /// The page after the one before, of as many.
    package static let nextPage = Self("next-page")
    /// A later page, but not the next one.
    package static let laterPage = Self("later-page")
    /// Pages are missing by the numbering of the paper before.
    package static let unfinishedBefore = Self("unfinished-before")
    /// The paper before has all pages of its numbering.
    package static let completeBefore = Self("complete-before")
    /// The number is of a paper of more or fewer pages.
    package static let otherTotal = Self("other-total")

    // How text goes on.

    /// Articles, paragraphs or rows go on with the next number.
    package static let nextPart = Self("next-part")
    /// The page begins with an article or paragraph that is not the first.
    package static let laterPart = Self("later-part")
    /// The page begins inside a sentence.
    package static let insideSentence = Self("inside-sentence")
    /// The page before ends inside a sentence.
    package static let brokenSentence = Self("broken-sentence")
    /// The page begins with prose.
    package static let prose = Self("prose")
    /// A row of the page before, such as the head of a table, stands at the top again.
    package static let repeatedRow = Self("repeated-row")

    // How papers end.

    /// The page before ends with signatures.
    package static let signaturesBefore = Self("signatures-before")
    /// The page before ends with prose at its foot.
    package static let fullPageBefore = Self("full-page-before")
    /// The page before ends high above its foot.
    package static let shortPageBefore = Self("short-page-before")

    // Paper.

    /// Paper of another size.
    package static let otherSize = Self("other-size")

    // What decides without being weighed.

    /// The first page of a batch.
    package static let batchBegins = Self("batch-begins")
    /// The pages before were grouped earlier, by a run or by a person.
    package static let groupedBefore = Self("grouped-before")

    private init(_ name: String) {
        self.init(rawValue: name)
    }
}
