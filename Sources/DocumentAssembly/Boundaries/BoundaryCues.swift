import ArchiveModel

/// Collects what speaks for or against a document beginning between two pages.
struct BoundaryCues {
    /// The document that is open.
    let before: OpenPaper
    /// The page in question.
    let page: EvidentPage
    /// What lies between.
    let between: SheetsBetween

    private var last: PageEvidence { before.last.evidence }
    private var next: PageEvidence { page.evidence }

    /// All cues.
    var weighed: WeighedCues {
        WeighedCues(
            cues: [fileCue] + sheetCues + betweenCues + openingCues + numberCues + textCues
                + endCues)
    }

    private var fileCue: BoundaryCue {
        let one = before.last.file
        let other = page.file
        if one.scan == other.scan { return .sameFile }
        if one.pageCount > 1 || other.pageCount > 1 { return .newFile }
        return one.holdsPages || other.holdsPages ? .newFileOfOnePage : .newPicture
    }

    private var sheetCues: [BoundaryCue] { page.isBackOfLast ? [.sameSheet] : [] }

    private var betweenCues: [BoundaryCue] {
        (between.hasSeparator ? [.separator] : []) + (between.hasBlank ? [.blankPage] : [])
    }

    /// How the page begins, as papers do or not.
    private var openingCues: [BoundaryCue] {
        guard !next.isAnnex else {
            let isOfThis = !next.annexNumbers.isDisjoint(with: before.numbers)
            return [.annex, .noOpening] + (isOfThis ? [.annexOfThis] : [])
        }
        var cues: [BoundaryCue] = []
        switch next.title {
        case .certain: cues.append(.title)
        case .likely: cues.append(.likelyTitle)
        case .none: if next.hasHeading { cues.append(.heading) }
        }
        if next.hasLetterhead { cues.append(.letterhead) }
        if next.hasNumberLine { cues.append(.ownNumber) }
        if next.hasOpening { cues.append(.opening) }
        return cues.isEmpty ? [.noOpening] : cues
    }

    /// Whether a title, a letterhead or a number of its own stands on the page.
    private var isOpened: Bool {
        !next.isAnnex && (next.title > .none || next.hasLetterhead || next.hasNumberLine)
    }

    /// What the numbers of the pages say.
    private var numberCues: [BoundaryCue] {
        guard let number = next.number else {
            return isComplete.map { [$0 ? .completeBefore : .unfinishedBefore] } ?? []
        }
        if number.number == 1 {
            return [.firstPage] + (isComplete == true ? [.completeBefore] : [])
        }
        guard let open = before.number else { return [.laterPage] }
        if let total = number.total, let former = open.total, total != former {
            return [.otherTotal]
        }
        return [number.number == open.number + 1 ? .nextPage : .laterPage]
    }

    /// Whether the open document has all pages that its numbers speak of; nil when they do not say.
    private var isComplete: Bool? {
        before.number.flatMap { open in open.total.map { open.number >= $0 } }
    }

    /// Whether the text goes on.
    private var textCues: [BoundaryCue] {
        var cues: [BoundaryCue] = []
        if partsGoOn {
            cues.append(.nextPart)
        } else if next.beginsWithLaterPart {
            cues.append(.laterPart)
        }
        if next.beginsInsideSentence { cues.append(.insideSentence) }
        if last.endsInsideSentence { cues.append(.brokenSentence) }
        if next.beginsWithProse, !isOpened { cues.append(.prose) }
        if !isOpened, !next.topRows.isDisjoint(with: last.rows) { cues.append(.repeatedRow) }
        return cues
    }

    private var partsGoOn: Bool {
        next.firstParts.contains { part in
            last.lastParts.contains { part.follows($0) }
        }
    }

    /// How the page before ends, and whether the paper changes.
    private var endCues: [BoundaryCue] {
        var cues: [BoundaryCue] = []
        if last.hasSignatures {
            cues.append(.signaturesBefore)
        } else if last.isFull {
            cues.append(.fullPageBefore)
        }
        if last.endsEarly { cues.append(.shortPageBefore) }
        if hasOtherSize { cues.append(.otherSize) }
        return cues
    }

    /// Whether a side differs by more than a seventh, whichever way the paper lies.
    private var hasOtherSize: Bool {
        let one = [last.width, last.height].sorted()
        let other = [next.width, next.height].sorted()
        guard one[0] > 0, other[0] > 0 else { return false }
        return zip(one, other).contains { abs($0 - $1) * 7 > $1 }
    }
}

/// What lies between two pages with text.
struct SheetsBetween {
    var hasSeparator = false
    var hasBlank = false

    /// Whether there is any sheet or blank side.
    var isAny: Bool { hasSeparator || hasBlank }
}
