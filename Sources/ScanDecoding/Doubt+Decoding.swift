package import ArchiveModel

// The doubts that decoding may raise; docs/errors.md lists the codes.
extension Doubt {
    /// A share of the page's picture is lost or wrong.
    ///
    /// - Parameter share: 0...1; nil if something is known to be wrong, but not where.
    static func pageDamaged(_ share: Double?, detail: String) -> Doubt {
        let part = share.map { "about \(percent($0)) % of the page" } ?? "a part of the page"
        return pageDamaged(part, detail)
    }

    /// Something within a share of the page's picture is lost or wrong, and nobody can say how much
    /// of it.
    static func pageDamaged(upTo share: Double, _ detail: String) -> Doubt {
        pageDamaged("up to \(percent(share)) % of the page", detail)
    }

    private static func pageDamaged(_ part: String, _ detail: String) -> Doubt {
        Doubt(
            code: "page-damaged",
            message: "\(part) is damaged in the file (\(detail)); compare it with the paper, and "
                + "copy the file or scan the paper again if something is missing")
    }

    /// A page seems blank, and the readers have complained about something in the file.
    package static func blankDespiteComplaints() -> Doubt {
        Doubt(
            code: "page-damaged",
            message: "the page seems blank, but the file is damaged and something may have been "
                + "left out; compare it with the paper, and copy the file or scan the paper again "
                + "if something is missing")
    }

    /// Entries of a page's description, such as its resolution, lie beyond the end of the file.
    static func pageDescriptionDamaged(entries: Int) -> Doubt {
        let what = entries == 1 ? "1 entry lies" : "\(entries) entries lie"
        return Doubt(
            code: "page-damaged",
            message:
                "the description of the page is damaged in the file (\(what) outside of it) and "
                + "its resolution may be unknown; compare the page with the paper, and copy the "
                + "file or scan the paper again if something is missing")
    }

    /// The whole page is transparent and was read as if it were not.
    static func pageTransparent() -> Doubt {
        Doubt(
            code: "page-transparent",
            message: "the file says that the whole page is transparent; it was read from its "
                + "colours, which a viewer may not show")
    }

    /// Numbers of pages in the file contradict the order in which they lie.
    static func pageOrder(_ detail: String) -> Doubt {
        Doubt(
            code: "scan-page-order",
            message: "the pages' own numbers contradict their order in the file (\(detail)); they "
                + "were read in the order of the file; compare it with the paper")
    }

    /// The file announces more pages than it holds.
    static func pagesMissing(_ announced: Int, found: Int) -> Doubt {
        Doubt(
            code: "scan-pages-missing",
            message: "the file speaks of \(announced) pages and holds \(found); look whether "
                + "pages are missing and scan them again")
    }

    /// The file holds more pictures than were taken as pages.
    static func picturesLeftOut(_ count: Int, detail: String) -> Doubt {
        let pictures = count == 1 ? "1 more picture" : "\(count) more pictures"
        let verb = count == 1 ? "was" : "were"
        return Doubt(
            code: "scan-pictures-left-out",
            message:
                "the file holds \(pictures) (\(detail)) that \(verb) not read; look at the file "
                + "in a viewer and save what is missing as a file of its own")
    }

    /// At least 1, and 100 only for everything.
    private static func percent(_ share: Double) -> Int {
        share >= 1 ? 100 : max(1, min(99, Int((share * 100).rounded())))
    }
}
