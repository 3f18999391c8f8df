/// What a page says about where its paper begins and ends.
///
/// Some hundred bytes for each page, and no text of it, so that a batch of any size fits into memory.
package struct PageEvidence: Sendable, Hashable {
    /// How much a line at the top looks like the title of a type of document.
    package enum Title: Int, Sendable, Comparable {
        /// Not at all.
        case none
        /// In part: it could also be the beginning of a sentence.
        case likely
        /// In its words, its letters and its place.
        case certain

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// Width of the upright page in pixels, about 300 to the inch.
    package var width = 0
    /// Height of the upright page in pixels, about 300 to the inch.
    package var height = 0
    /// Whether anything was read.
    package var hasText = false
    /// The number that the page bears; nil when it bears none.
    package var number: PageNumber?
    /// Whether a title stands in the title zone.
    package var title = Title.none
    /// Whether a centred line of capitals stands at the top.
    package var hasHeading = false
    /// Whether a letterhead stands at the top.
    package var hasLetterhead = false
    /// Whether a line at the top gives the paper's own number.
    package var hasNumberLine = false
    /// Whether the top says who the paper is for, or what it is about.
    package var hasOpening = false
    /// Whether the page begins as an annex does.
    package var isAnnex = false
    /// Numbers that stand in the title zone after a label, without leading zeros.
    package var numbers: Set<Int> = []
    /// Numbers in the heading of the annex: those of the paper that it belongs to are among them.
    package var annexNumbers: Set<Int> = []
    /// The first numbered part of each kind, such as `Art. 6`.
    package var firstParts: [PartNumber] = []
    /// The last numbered part of each kind.
    package var lastParts: [PartNumber] = []
    /// Whether the page begins with a numbered part that is not the first.
    package var beginsWithLaterPart = false
    /// Whether the page begins inside a sentence: with a small letter.
    package var beginsInsideSentence = false
    /// Whether the page begins with a long line of prose.
    package var beginsWithProse = false
    /// Whether the page ends inside a sentence, at its foot.
    package var endsInsideSentence = false
    /// Whether prose reaches the foot of the page.
    package var isFull = false
    /// Whether the lower part of the page is empty.
    package var endsEarly = false
    /// Whether a block of signatures stands among the last lines.
    package var hasSignatures = false
    /// Digests of the lines of several words, without figures; good for this run only.
    package var rows: Set<Int> = []
    /// The same of the first lines.
    package var topRows: Set<Int> = []

    /// Evidence of nothing.
    package init() {}
}

/// The number that a page bears.
package struct PageNumber: Sendable, Hashable {
    /// The number, from 1.
    package var number: Int
    /// The number of all pages of the paper; nil when it is not printed.
    package var total: Int?

    /// Makes a number.
    package init(_ number: Int, of total: Int? = nil) {
        self.number = number
        self.total = total
    }
}
