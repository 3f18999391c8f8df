import ArchiveActs
import ArchiveModel
import Catalogue
import Foundation

/// A dossier for people.
struct DossierText {
    private let dossier: StoredDossier
    private var said: DossierDescription { dossier.description }

    init(_ dossier: StoredDossier) { self.dossier = dossier }

    /// One line of a list.
    var line: String {
        let content = PersonalMask.builtIn.text(said.content ?? "")
        let state = said.closed == nil ? "open" : "closed"
        let hold = said.hold == nil ? "" : ", on hold"
        return TerminalText.sanitized(
            "\(dossier.id.text)  \(said.mark)  \(state)\(hold)  "
                + Count(dossier.papers.count, "document").text + "  \(content)")
    }

    /// All that is known of it.
    var lines: [String] {
        let facts: [(name: String, value: String?)] = [
            ("dossier", "\(said.mark) (\(dossier.id.text))"), ("content", said.content),
            ("fonds", said.fonds), ("department", said.department), ("dates", dates),
            ("sheets", "\(dossier.sheets)" + (said.sheets == nil ? "" : ", as stated")),
            ("term", said.term?.text), ("location", said.location), ("state", state),
            ("hold", said.hold.map { "since \($0.since.iso): \($0.reason)" }),
            ("waiting", waiting),
        ]
        return facts.compactMap { fact in
            fact.value.map {
                TerminalText.sanitized(
                    fact.name.padding(toLength: 12, withPad: " ", startingAt: 0)
                        + PersonalMask.builtIn.text($0))
            }
        } + dossier.listedPapers.map(line)
    }

    private var dates: String? {
        guard let first = dossier.firstDay, let last = dossier.lastDay else { return nil }
        return "\(first.iso) to \(last.iso)"
    }

    private var state: String {
        guard let closed = said.closed else { return "open" }
        return "closed on \(closed.on.iso)"
            + (closed.ended.map { ", ended on \($0.iso)" } ?? "")
    }

    private var waiting: String? {
        let count = dossier.waiting.count
        return count == 0
            ? nil : Count(count, "document").text + " to be read again by an ingest"
    }

    private func line(_ paper: DossierPaper) -> String {
        let number = PersonalMask.builtIn.text(paper.number ?? "?")
        let gone = paper.disposal.map { "  disposed of (disposal \($0))" } ?? ""
        return TerminalText.sanitized(
            "  \(paper.document.text)  \(paper.type?.rawValue ?? "?")  "
                + "\(paper.date?.iso ?? "no date")  nr. \(number)  "
                + Count(paper.pages, "page").text + gone)
    }
}
