package import ArchiveModel
import Catalogue
import DomainTables
import RomanianText

/// The dossiers whose term is over, as the selection committee gets them: a proposal, of which nothing is removed.
package struct SelectionList: Sendable {
    /// The day on which it is looked at.
    package let day: CalendarDate
    /// Dossiers that may be selected, in order.
    package let verdicts: [RetentionVerdict]

    /// Takes the dossiers that are due on a day.
    package init(_ verdicts: [RetentionVerdict], on day: CalendarDate) {
        self.day = day
        self.verdicts = verdicts.filter { $0.state(on: day) == .due }
    }

    /// The headings of the columns.
    package static let headings = [
        "Nr. crt.", "Indicativul dosarului", "Anul", "Conținutul pe scurt", "Datele extreme",
        "Numărul filelor", "Termenul de păstrare", "Observații",
    ]

    /// The list for paper, with the members of the committee and the confirmation of the National Archives, without
    /// which nothing may be destroyed (Legea 16/1996).
    package var printed: PrintedList {
        let title =
            "Lista dosarelor propuse pentru selecționare, al căror termen a expirat la \(day.iso)"
        return PrintedList(
            title: title, isLandscape: true,
            sections: [
                PrintedList.Section(
                    title: title,
                    columns: zip(Self.headings, [5.0, 12, 6, 28, 16, 8, 14, 24]).enumerated().map {
                        .init($1.0, width: $1.1, isNumber: [0, 5].contains($0))
                    },
                    rows: verdicts.enumerated().map { Self.cells($1, position: $0 + 1) },
                    closing: [
                        "Prezenta listă conține \(CountedNoun.dossiers.text(verdicts.count)).",
                        "Proces-verbal al comisiei de selecționare nr. ............ din ............",
                        "Confirmarea Arhivelor Naționale nr. ............ din ............",
                        "Nimic nu se elimină înainte de confirmare.",
                    ], signatures: ["Președinte", "Secretar", "Membru", "Membru"])
            ])
    }

    private static func cells(_ verdict: RetentionVerdict, position: Int) -> [String] {
        let said = verdict.dossier.description
        let notes = [
            said.volume > 1 ? "vol. \(said.volume)" : nil, said.location,
            verdict.isReviewed ? "C.S." : nil, verdict.grounds.first.map(source),
            verdict.papersWithoutRule > 0
                ? "\(CountedNoun.documents.text(verdict.papersWithoutRule)) fără termen legal cunoscut"
                : nil,
        ].compactMap { $0 }
        return [
            "\(position)", "\(said.code)/\(said.number)", "\(said.year)", said.content ?? "",
            verdict.dossier.extremeDates, "\(verdict.dossier.sheets)",
            verdict.grounds.first?.term.text ?? "", notes.joined(separator: "; "),
        ]
    }

    /// What gives the term, in words for the committee.
    private static func source(_ ground: RetentionGround) -> String {
        switch ground.rule {
        case "stated": "termen stabilit pentru dosar"
        case "nomenclator": "nomenclatorul arhivistic"
        default: ground.source
        }
    }
}
