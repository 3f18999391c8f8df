package import ArchiveModel
import Catalogue
import RomanianText

extension DossierInventory {
    /// The inventory for paper: each list begins on a page of its own, with the words of annex 2 below it.
    package var printed: PrintedList {
        PrintedList(
            title: "Inventarul pe anul \(year)", isLandscape: true,
            sections: sections.map { section in
                PrintedList.Section(
                    title: section.title(year: year), columns: Self.columns,
                    rows: section.lines.map(\.cells), closing: section.words,
                    signatures: ["Am predat", "Am primit"])
            })
    }

    /// The headings with the room that their columns need.
    private static var columns: [PrintedList.Column] {
        zip(headings, [6.0, 16, 38, 18, 8, 22]).enumerated().map { index, column in
            .init(column.0, width: column.1, isNumber: index == 0 || index == 4)
        }
    }
}

extension DossierOpis {
    /// The list for paper.
    package var printed: PrintedList {
        let said = dossier.description
        let opening = [
            said.fonds.map { "Fond: \($0)" }, said.department.map { "Compartiment: \($0)" },
            said.content.map { "Conținutul pe scurt: \($0)" },
        ].compactMap { $0 }
        let title = "Opis: dosarul \(said.mark)"
        let sheets = lines.compactMap(\.lastSheet).max() ?? 0
        return PrintedList(
            title: title, isLandscape: false,
            sections: [
                PrintedList.Section(
                    title: title, opening: opening,
                    columns: zip(Self.headings, [6.0, 40, 12, 14, 10, 18]).enumerated().map {
                        .init($1.0, width: $1.1, isNumber: $0 == 0)
                    }, rows: lines.map(\.cells),
                    closing: [
                        "Prezentul opis conține \(CountedNoun.documents.text(lines.count)) pe "
                            + "\(CountedNoun.sheets.text(sheets))."
                    ],
                    signatures: ["Întocmit", "Verificat"])
            ])
    }
}
