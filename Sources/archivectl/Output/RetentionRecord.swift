import ArchiveActs
import ArchiveJSON
import ArchiveModel
import Catalogue
import DomainTables

/// Until when a dossier is to be kept, as a JSON line.
struct RetentionRecord: Encodable {
    /// Why.
    struct Ground: Encodable {
        let rule: String
        let term: String
        let source: String
        /// The first day on which it is no reason any more; absent while there is none.
        let until: String?
    }

    let type = "retention"
    let dossier: String
    let mark: String
    let content: String?
    let state: String
    /// The first day on which it may be listed for selection; absent while there is none.
    let until: String?
    /// Whether a committee looks at it then ("C.S.").
    let reviewed: Bool
    let hold: String?
    let grounds: [Ground]
    /// How many papers no rule is about.
    let papersWithoutRule: Int

    private enum CodingKeys: String, CodingKey {
        case type, dossier, mark, content, state, until, reviewed, hold, grounds
        case papersWithoutRule = "papers_without_rule"
    }

    init(_ verdict: RetentionVerdict, on day: CalendarDate) {
        let said = verdict.dossier.description
        dossier = verdict.dossier.id.text
        mark = said.mark.description
        content = said.content
        state = verdict.state(on: day).rawValue
        until = verdict.end?.day?.iso
        reviewed = verdict.isReviewed
        hold = said.hold?.reason
        grounds = verdict.grounds.map { ground in
            Ground(
                rule: ground.rule, term: ground.term.text, source: ground.source,
                until: ground.end.day?.iso)
        }
        papersWithoutRule = verdict.papersWithoutRule
    }
}

extension DisposalTermRecord {
    init(_ term: DisposalTerm) {
        self.init(
            document: term.document, dossier: term.dossier?.description,
            state: term.state.rawValue, until: term.end?.day?.iso)
    }
}

extension RetentionEnd {
    /// The day; nil when there is none.
    var day: CalendarDate? {
        if case .on(let day) = self { day } else { nil }
    }

    /// The day in words.
    var text: String {
        switch self {
        case .on(let day): "until \(day.iso)"
        case .afterTheEnd: "until years after the end of the matter, which is not known"
        case .never: "for ever"
        }
    }
}

/// Until when a dossier is to be kept, for people.
struct RetentionText {
    private let verdict: RetentionVerdict

    init(_ verdict: RetentionVerdict) { self.verdict = verdict }

    /// The longest term first.
    var lines: [String] {
        guard !verdict.grounds.isEmpty else {
            return ["keep        no rule says how long" + rest]
        }
        return verdict.grounds.map { ground in
            TerminalText.sanitized(
                "keep        \(ground.end.text): \(ground.term.text), \(ground.source)")
        } + (rest.isEmpty ? [] : ["keep        " + rest.dropFirst(2)])
    }

    private var rest: String {
        verdict.papersWithoutRule == 0
            ? ""
            : "; " + Count(verdict.papersWithoutRule, "document").text
                + " of a type that no rule is about, or of none"
    }
}
