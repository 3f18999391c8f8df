package import ArchiveModel
package import ArchiveStore
package import Catalogue
package import DomainTables

/// Why, and until when, dossiers are to be kept.
package struct DossierRetention {
    private let rules: RetentionRules
    private let nomenclators: Nomenclators

    /// Goes by the tables of an archive; throws what is wrong with one, by file and line.
    package static func read(in archive: Archive) throws -> DossierRetention {
        DossierRetention(
            rules: try RetentionRules.read(try archive.ownTable(named: RetentionRules.file)),
            nomenclators: try Nomenclators.read(in: archive))
    }

    /// What holds for a dossier: the longest term of its papers, of the nomenclator, and of what a person said.
    package func verdict(on dossier: StoredDossier) -> RetentionVerdict {
        var longest: [String: RetentionGround] = [:]
        var unruled = 0
        for paper in dossier.papers {
            guard let ground = ground(of: paper, in: dossier) else {
                unruled += 1
                continue
            }
            if longest[ground.rule].map({ $0.end < ground.end }) ?? true {
                longest[ground.rule] = ground
            }
        }
        let said = dossier.description
        let others = [
            nomenclators.ground(
                code: said.code, year: said.year, ended: said.closed?.ended),
            said.term.map { term in
                RetentionGround(
                    rule: "stated", term: term, source: "said of the dossier",
                    end: term.end(year: said.year, ended: said.closed?.ended))
            },
        ].compactMap { $0 }
        let grounds = (longest.values + others).sorted {
            ($1.end, $0.rule) < ($0.end, $1.rule)
        }
        return RetentionVerdict(dossier: dossier, grounds: grounds, papersWithoutRule: unruled)
    }

    /// When the term of the law for a paper of a type is over; nil when type or day are not known, or no rule is
    /// about it.
    func end(of type: DocumentType?, issued: CalendarDate?) -> RetentionEnd? {
        guard let type, let issued else { return nil }
        return rules.ground(of: type, issued: issued, ended: nil)?.end
    }

    /// What the law says of a paper; nil when its type is not known or no rule is about it.
    ///
    /// One without a date counts as issued on the last day of the dossier's year.
    private func ground(of paper: DossierPaper, in dossier: StoredDossier) -> RetentionGround? {
        let year = dossier.description.year
        guard let type = paper.type,
            let issued = paper.date ?? CalendarDate(year: year, month: 12, day: 31)
        else { return nil }
        return rules.ground(
            of: type, issued: issued, ended: dossier.description.closed?.ended)
    }
}

/// Until when one dossier is to be kept, and why.
package struct RetentionVerdict: Sendable {
    /// Where a dossier stands on a day.
    package enum State: String, Sendable {
        /// It may be listed for selection.
        case due
        /// It could be listed, were it not on hold.
        case held
        /// Its term runs.
        case running
        /// It is still open, though its term is over.
        case open
        /// Its term begins when the matter ends, and nobody said when that was.
        case awaitingEnd = "awaiting-end"
        /// It is kept for ever.
        case permanent
        /// No rule says how long it is to be kept.
        case unknown
        /// All that it had was disposed of.
        case disposed
    }

    /// The dossier.
    package let dossier: StoredDossier
    /// All that is a reason to keep it, the longest first.
    package let grounds: [RetentionGround]
    /// How many of its papers no rule of the law is about, most often since their type is not known.
    package let papersWithoutRule: Int

    /// When all of it may be listed for selection; nil when no rule is about it.
    package var end: RetentionEnd? { grounds.first?.end }
    /// Whether a committee looks at it when the term is over.
    package var isReviewed: Bool { grounds.contains(where: \.term.isReviewed) }

    /// Where it stands on a day.
    package func state(on day: CalendarDate) -> State {
        if dossier.isDisposedOf { return .disposed }
        let state = Self.state(of: end, on: day)
        guard state == .due else { return state }
        if dossier.description.hold != nil { return .held }
        return dossier.description.closed == nil ? .open : .due
    }

    /// Where papers stand whose term is over then.
    static func state(of end: RetentionEnd?, on day: CalendarDate) -> State {
        switch end {
        case nil: .unknown
        case .never: .permanent
        case .afterTheEnd: .awaitingEnd
        case .on(let end): day < end ? .running : .due
        }
    }
}
